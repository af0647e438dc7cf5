import { errorTextFor, errorTexts, warningTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { answer, type Outcome } from "../../actions/outcome.ts"
import { plainError, ProtocolError } from "../../values/protocol-error.ts"
import type { DecodedFields } from "../../values/decoded-fields.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { Holder } from "../../state/holder.ts"
import { authOf } from "../../state/token/auth.ts"
import type { TokenWish } from "../../state/token/decide-created-token.ts"
import { decideToken } from "../../state/token/decide-token.ts"
import { endNotice } from "../../state/token/end-notice.ts"
import { isRoot, ROOT_POLICY } from "../../state/token/token-entry.ts"
import { tokenRecordKey, type TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"
import type { TokenRole } from "../../state/token/token-role.ts"

export interface CreateToken {
  readonly fields: DecodedFields<"tokenCreate">
  readonly holder: Holder
  readonly path: string
  /** Whether the path itself makes orphans. */
  readonly orphan: boolean
  /** The role that the token is created by. */
  readonly role?: TokenRole
}

export interface CreateTokenDependencies {
  readonly tokens: typeof TokenStore.Service
  /** Whether there is a policy of this name. */
  readonly policyExists: (name: string) => boolean
  /** The stable id that stands for an alias. */
  readonly entityId: (alias: string) => string
}

const noParameters = (): ReadonlyMap<string, unknown> => new Map()

const displayName = (asked = ""): string => {
  const suffix = asked.replace(/[^a-zA-Z0-9-]/g, "-").replace(/^-+|-+$/g, "")
  return suffix === "" ? "token" : `token-${suffix}`
}

/** Longer ones do not fit into a header that carries them. */
const MOST_ID_CHARACTERS = 4096

/** What is wrong with an id that a caller wants to give a token. It is never quoted: it is a secret. */
const idProblem = (id: string): string | undefined => {
  if (id.length > MOST_ID_CHARACTERS) return errorTextFor.tokenIdTooLong(MOST_ID_CHARACTERS)
  return id.includes(".") ? errorTexts.tokenIdWithDot : undefined
}

/**
 * Makes a token: the answer holds it, and it is stored together with the answer, or not at all.
 *
 * @see RW-TK-1
 */
export const makeCreateToken = ({ entityId, policyExists, tokens }: CreateTokenDependencies) =>
  Effect.fnUntraced(function* ({
    fields,
    holder,
    orphan,
    path,
    role
  }: CreateToken): Effect.fn.Return<Outcome, ProtocolError | StoreFailure> {
    const { found } = holder
    const sudo =
      isRoot(found.entry) ||
      holder.acl.check({ operation: "update", path, parameters: noParameters, wrapTtlSeconds: undefined }).sudo
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
      period: fields.period ?? 0,
      explicitMaxTtl: fields.explicit_max_ttl ?? 0,
      renewable: fields.renewable ?? true
    }
    const decided = decideToken({ maker, wish }, yield* now)
    if (decided instanceof ProtocolError) return yield* decided
    const { rights, ttl, warnings } = decided
    const badId = id === undefined ? undefined : idProblem(id)
    if (badId !== undefined) return yield* plainError(400, badId)

    const entry = {
      ...rights,
      path: role === undefined || role.pathSuffix === "" ? path : `${path}/${role.pathSuffix}`,
      displayName: displayName(fields.display_name),
      meta: fields.meta ?? null,
      entityId: alias === undefined ? "" : entityId(alias)
    }
    const isBatch = rights.type === "batch"
    const isOrphan = rights.parent === undefined
    const made = isBatch ? tokens.prepareBatch(entry) : tokens.prepare(entry, id)
    const parentRecord = tokenRecordKey(found.id)
    // Of an earlier token with this id, which ended by itself.
    const leftOver = id === undefined ? [] : yield* tokens.cubbyholeOf(made.id)
    const missing = rights.policies
      .filter((name) => name !== ROOT_POLICY && !policyExists(name))
      .map(warningTexts.policyMissing)
    return answer({
      auth: authOf(made.token, made.entry, ttl),
      warnings: [...warnings, ...missing],
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
