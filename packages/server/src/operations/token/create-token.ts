import { errorTextFor, errorTexts, warningTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { entityIdOf } from "../../actions/login/login-token.ts"
import { enveloped, type Outcome } from "../../actions/outcome.ts"
import { plainError } from "../../values/protocol-error.ts"
import type { DecodedFields } from "../../values/decoded-fields.ts"
import { Crypto } from "../../ports/crypto/port.ts"
import { Cubbyhole } from "../../state/cubbyhole/cubbyhole.ts"
import type { Holder } from "../../state/holder.ts"
import { authOf } from "../../state/token/auth.ts"
import type { TokenWish } from "../../state/token/decide-created-token.ts"
import { decideToken } from "../../state/token/decide-token.ts"
import { endNotice } from "../../state/token/token-records.ts"
import { ROOT_POLICY } from "../../state/token/token-entry.ts"
import { tokenRecordKey } from "../../state/records.ts"
import { PolicyStore } from "../../state/policy/policy-store.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"
import type { TokenRole } from "../../state/token/token-role.ts"
import type { Failure } from "../system-handler.ts"
import { hasSudo } from "./has-sudo.ts"

export interface CreateToken {
  readonly fields: DecodedFields<"tokenCreate">
  readonly holder: Holder
  readonly path: string
  /** Whether the operation itself creates orphans. */
  readonly orphan: boolean
  /** The role in the path, if there is one. */
  readonly role?: TokenRole
}

const displayName = (asked = ""): string => {
  const suffix = asked.replace(/[^a-zA-Z0-9-]/g, "-").replace(/^-+|-+$/g, "")
  return suffix === "" ? "token" : `token-${suffix}`
}

/** A longer token does not fit in a request header. */
const MOST_ID_CHARACTERS = 4096

/** The beginnings of tokens that the original, or Vault, has made. */
const PREFIXES = ["hvs.", "s."]

/** What is wrong with the id that a caller chose for a token. The text must not quote it: it is a secret. */
const idProblem = (id: string): string | undefined => {
  if (id.length > MOST_ID_CHARACTERS) return errorTextFor.tokenIdTooLong(MOST_ID_CHARACTERS)
  const prefix = PREFIXES.find((prefix) => id.startsWith(prefix))
  if (prefix !== undefined) return errorTextFor.tokenIdWithPrefix(prefix)
  return id.includes(".") ? errorTexts.tokenIdWithDot : undefined
}

/**
 * Creates a token. It is committed together with the response that contains it, or not at all.
 *
 * @see RW-TK-1
 */
export const createToken = Effect.gen(function* () {
  const crypto = yield* Crypto
  const cubbyhole = yield* Cubbyhole
  const policies = yield* PolicyStore
  const tokens = yield* TokenStore
  return Effect.fnUntraced(function* ({
    fields,
    holder,
    orphan,
    path,
    role
  }: CreateToken): Effect.fn.Return<Outcome, Failure> {
    const { found } = holder
    const sudo = hasSudo(holder, path)
    const id = fields.id === "" ? undefined : fields.id
    const alias = fields.entity_alias === "" ? undefined : fields.entity_alias
    const maker = { kind: "caller" as const, found, sudo, orphan, role, ...(yield* tokens.ancestryOf(found)) }
    const wish: TokenWish = {
      policies: fields.policies,
      noDefaultPolicy: fields.no_default_policy ?? false,
      type: fields.type ?? "",
      id,
      entityAlias: alias,
      noParent: fields.no_parent ?? false,
      numUses: fields.num_uses ?? 0,
      ttl: fields.ttl ?? fields.lease ?? 0,
      ttlField: fields.ttl === undefined && fields.lease !== undefined ? "lease" : "ttl",
      period: fields.period ?? 0,
      explicitMaxTtl: fields.explicit_max_ttl ?? 0,
      renewable: fields.renewable ?? true
    }
    const { rights, ttl, warnings } = yield* Effect.fromResult(decideToken({ maker, wish }, yield* now))
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
      .map(warningTexts.policyMissing)
    return enveloped({
      auth: authOf(made.token, made.entry, ttl),
      warnings: [...warnings, ...(id === undefined ? [] : [warningTexts.tokenIdChosen]), ...missing],
      pending: {
        tokens: isBatch ? [] : [made],
        when: isOrphan ? [] : [{ kind: "exists", ...parentRecord }],
        puts: isOrphan || isBatch ? [] : endNotice(found),
        deletes: leftOver,
        onConflict:
          id === undefined ? plainError(403, errorTexts.permissionDenied) : plainError(400, errorTexts.tokenIdExists)
      }
    })
  })
})
