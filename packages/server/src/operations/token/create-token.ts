import { errorTexts } from "@enwrap/protocol"
import { creationTextFor, creationTexts, operationWarnings } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { entityIdOf } from "../../actions/login/login-token.ts"
import { enveloped, type Outcome } from "../../actions/outcome.ts"
import { plainError } from "../../values/protocol-error.ts"
import type { DecodedFields } from "../../values/decoded-fields.ts"
import type { Crypto } from "../../ports/crypto/port.ts"
import type { Cubbyhole } from "../../state/cubbyhole/cubbyhole.ts"
import { authOf } from "../../state/token/auth.ts"
import { decideCreatedToken } from "../../state/token/decide-created-token.ts"
import { endNotice } from "../../state/token/token-records.ts"
import { ROOT_POLICY } from "../../state/token/token-entry.ts"
import { tokenRecordKey } from "../../state/records.ts"
import type { Mounts } from "../../state/mount/mounts.ts"
import type { RoleStore } from "../../state/token/role-store.ts"
import type { PolicyStore } from "../../state/policy/policy-store.ts"
import type { TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"
import { withoutTrailing } from "../../values/without-trailing.ts"
import type { TokenRole } from "../../state/token/token-role.ts"
import { type Failure, holderOf, type SystemRequest } from "../system-handler.ts"
import { hasSudo } from "./has-sudo.ts"

/** The services that operations on tokens need. */
export interface TokenServices {
  readonly crypto: typeof Crypto.Service
  readonly cubbyhole: typeof Cubbyhole.Service
  readonly mounts: typeof Mounts.Service
  readonly policies: typeof PolicyStore.Service
  readonly roles: typeof RoleStore.Service
  readonly tokens: typeof TokenStore.Service
}

type CreateRequest = Pick<SystemRequest, "fullPath" | "holder" | "payload"> & {
  readonly fields: DecodedFields<"tokenCreate">
}

/** The values of a field that the original cannot tell from an absent one. */
const ABSENT: ReadonlySet<string | undefined> = new Set([undefined, "null", '""'])

const displayName = (asked = ""): string => {
  const suffix = withoutTrailing(asked.replace(/[^a-zA-Z0-9-]/g, "-").replace(/^-+/, ""), "-")
  return suffix === "" ? "token" : `token-${suffix}`
}

/** A longer token does not fit in a request header. */
const MOST_ID_CHARACTERS = 4096

/** The beginnings of tokens that the original, or Vault, has made. */
const PREFIXES = ["hvs.", "s."]

/** What is wrong with the id that a caller chose for a token. The text must not quote it: it is a secret. */
const idProblem = (id: string): string | undefined => {
  if (id.length > MOST_ID_CHARACTERS) return creationTextFor.tokenIdTooLong(MOST_ID_CHARACTERS)
  const prefix = PREFIXES.find((prefix) => id.startsWith(prefix))
  if (prefix !== undefined) return creationTextFor.tokenIdWithPrefix(prefix)
  return id.includes(".") ? creationTexts.tokenIdWithDot : undefined
}

/**
 * Creates a token. It is committed together with the response that contains it, or not at all. `orphan`: whether the operation
 * itself creates orphans. `role`: the role in its path.
 *
 * @see RW-TK-1
 */
export const createToken = Effect.fnUntraced(function* (
  { crypto, cubbyhole, mounts, policies, tokens }: TokenServices,
  request: CreateRequest,
  orphan: boolean,
  role?: TokenRole
): Effect.fn.Return<Outcome, Failure> {
  const { fields, fullPath: path, payload } = request
  const holder = holderOf(request)
  const { found } = holder
  const sudo = hasSudo(holder, path)
  const id = fields.id || undefined
  const alias = fields.entity_alias || undefined
  const saysExplicitMaxTtl = !ABSENT.has(payload.members.get("explicit_max_ttl"))
  const maker = { found, sudo, orphan, role, saysExplicitMaxTtl, ...(yield* tokens.ancestryOf(found)) }
  const decided = decideCreatedToken(maker, fields, yield* now, mounts.tokenTtl())
  const { rights, ttl, warnings } = yield* Effect.fromResult(decided)
  const badId = id === undefined ? undefined : idProblem(id)
  if (badId !== undefined) return yield* plainError(400, badId)

  const entry = {
    ...rights,
    path: role === undefined || role.pathSuffix === "" ? path : `${path}/${role.pathSuffix}`,
    displayName: displayName(fields.display_name),
    meta: fields.meta ?? null,
    entityId: alias === undefined ? "" : entityIdOf(crypto, "auth/token/", alias)
  }
  const isBatch = rights.type === "batch"
  const isOrphan = rights.parent === undefined
  const made = isBatch ? tokens.prepareBatch(entry) : tokens.prepare(entry, id)
  const parentRecord = tokenRecordKey(found.id)
  // The cubbyhole of an earlier token with this id, which expired.
  const leftOver = id === undefined ? [] : yield* cubbyhole.recordsOf(made.id)
  const missing = rights.policies
    .filter((name) => name !== ROOT_POLICY && !policies.exists(name))
    .map(operationWarnings.policyMissing)
  return enveloped({
    auth: authOf(made.token, made.entry, ttl),
    created: made.entry,
    warnings: [...warnings, ...(id === undefined ? [] : [operationWarnings.tokenIdChosen]), ...missing],
    pending: {
      tokens: isBatch ? [] : [made],
      when: isOrphan ? [] : [{ kind: "exists", ...parentRecord }],
      puts: isOrphan || isBatch ? [] : endNotice(found),
      deletes: leftOver,
      onConflict:
        id === undefined ? plainError(403, errorTexts.permissionDenied) : plainError(400, creationTexts.tokenIdExists)
    }
  })
})
