import { errorTextFor, errorTexts, type RequestFields, warningTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { answer, type Outcome } from "../outcome.ts"
import { plainError, type ProtocolError } from "../protocol-error.ts"
import { durationSeconds, flag, nameList, textMap, wholeNumber } from "../request/field-values.ts"
import type { StoreFailure } from "../store/port.ts"
import type { Holder } from "../system/system-handler.ts"
import { authOf } from "./auth.ts"
import { endNotice } from "./ended-tokens.ts"
import { isRoot, LAST_USE, limitsOf, ROOT_POLICY, type TokenEntry } from "./token-entry.ts"
import { decidePolicies } from "./token-policies.ts"
import { now, tokenRecordKey, type TokenStore } from "./token-store.ts"
import { decideRolePolicies, fitsGlob } from "./role-policies.ts"
import type { TokenRole } from "./token-role.ts"
import { decideTtl } from "./ttl.ts"

export interface CreateToken {
  readonly fields: RequestFields<"tokenCreate">
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

const refuse = (text: string): Effect.Effect<never, ProtocolError> => Effect.fail(plainError(400, text))

const displayName = (asked: string | number | undefined): string => {
  const suffix = String(asked ?? "")
    .replace(/[^a-zA-Z0-9-]/g, "-")
    .replace(/^-+|-+$/g, "")
  return suffix === "" ? "token" : `token-${suffix}`
}

/** What is wrong with an alias that a caller names, if anything is. */
const aliasProblem = (alias: string, role: TokenRole | undefined): string | undefined => {
  if (role === undefined) return "'entity_alias' is only allowed in combination with token role"
  const allowed = role.allowedEntityAliases ?? []
  return allowed.some((glob) => fitsGlob(glob, alias.toLowerCase())) ? undefined : "invalid 'entity_alias' value"
}

/** The kind of a token: a role has one, or one for whoever asks for none. */
const typeOf = (role: TokenRole | undefined, asked: string | undefined): string | undefined => {
  switch (role?.tokenType) {
    case "service":
    case "batch":
      return role.tokenType
    case "default-batch":
      return asked === undefined || asked === "" ? "batch" : asked
    default:
      return asked
  }
}

/** What is wrong with an id that a caller wants to give a token. It is never quoted: it is a secret. */
const idProblem = (id: string): string | undefined => (id.includes(".") ? errorTexts.tokenIdWithDot : undefined)

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
    const parent = holder.found.entry
    if (parent.type === "batch") return yield* refuse("batch tokens cannot create more tokens")
    if (parent.numUses === LAST_USE) return yield* refuse(errorTexts.parentTokenLookupFailed)
    if (parent.numUses > 0) return yield* refuse(errorTexts.restrictedUseToken)

    const sudo =
      isRoot(parent) ||
      holder.acl.check({ operation: "update", path, parameters: noParameters, wrapTtlSeconds: undefined }).sudo
    const alias = fields.entity_alias === undefined || fields.entity_alias === "" ? undefined : fields.entity_alias
    const aliasWrong = alias === undefined ? undefined : aliasProblem(alias, role)
    if (aliasWrong !== undefined) return yield* refuse(aliasWrong)
    const isBatch = typeOf(role, fields.type) === "batch"
    if (
      !isBatch &&
      role?.tokenType !== "service" &&
      fields.type !== undefined &&
      fields.type !== "" &&
      fields.type !== "service"
    ) {
      return yield* refuse(errorTextFor.tokenTypeInvalid(fields.type))
    }
    const id = fields.id === "" ? undefined : fields.id
    if (id !== undefined && !sudo) return yield* refuse(errorTexts.tokenIdNeedsSudo)
    const badId = id === undefined ? undefined : idProblem(id)
    if (badId !== undefined) return yield* refuse(badId)
    const noParent = yield* flag("no_parent", fields.no_parent, false)
    if (noParent && !sudo) return yield* refuse(errorTexts.orphanNeedsSudo)
    const asked = yield* wholeNumber("num_uses", fields.num_uses)
    const numUses =
      role !== undefined && role.numUses > 0 ? (asked > 0 ? Math.min(asked, role.numUses) : role.numUses) : asked
    if (numUses < 0) return yield* refuse(errorTexts.negativeNumUses)

    const noDefaultPolicy = yield* flag("no_default_policy", fields.no_default_policy, false)
    const wanted = nameList(fields.policies)
    const policies =
      role === undefined
        ? decidePolicies({ asked: wanted, noDefaultPolicy, parent, sudo })
        : decideRolePolicies(role, wanted ?? [], noDefaultPolicy, parent.policies)
    if ("_tag" in policies) return yield* policies

    const ttl = yield* durationSeconds("ttl", fields.ttl ?? fields.lease)
    const period = yield* durationSeconds("period", fields.period)
    if (period > 0 && !sudo) return yield* refuse(errorTexts.periodNeedsSudo)
    const explicitMaxTtl = yield* durationSeconds("explicit_max_ttl", fields.explicit_max_ttl)
    const ofRole =
      role === undefined ? undefined : { name: role.name, period: role.period, explicitMaxTtl: role.explicitMaxTtl }
    const limits = limitsOf({ explicitMaxTtl, period, ...(ofRole === undefined ? undefined : { role: ofRole }) })

    if (isBatch) {
      if (id !== undefined) return yield* refuse("batch tokens cannot have a chosen ID")
      if (numUses > 0) return yield* refuse('batch tokens cannot have "num_uses" set')
      if (explicitMaxTtl > 0) return yield* refuse('batch tokens cannot have "explicit_max_ttl" set')
      if (period > 0) return yield* refuse('batch tokens cannot have "period" set')
      if (policies.includes(ROOT_POLICY)) return yield* refuse("batch tokens cannot be root tokens")
    }

    const neverExpires =
      policies.includes(ROOT_POLICY) && ttl === 0 && limits.period === 0 && limits.explicitMaxTtl === 0
    if (neverExpires && parent.expiresAtMs !== undefined) {
      return yield* refuse("expiring root tokens cannot create non-expiring root tokens")
    }
    const verdict = neverExpires
      ? { ttl: 0, lifeMs: 0, warnings: [] }
      : decideTtl({ increment: ttl, usual: 0, ...limits, ageMs: 0 })
    if (verdict === undefined) return yield* refuse("the token would already have expired")

    const isOrphan = orphan || noParent || (role?.orphan ?? false)
    const boundCidrs = role?.boundCidrs ?? []
    const issueTimeMs = yield* now
    const entry: Omit<TokenEntry, "accessor"> = {
      policies,
      path: role === undefined || role.pathSuffix === "" ? path : `${path}/${role.pathSuffix}`,
      displayName: displayName(fields.display_name),
      meta: textMap(fields.meta) ?? null,
      numUses,
      ...(numUses > 0 ? { initialNumUses: numUses } : undefined),
      creationTime: Math.floor(issueTimeMs / 1000),
      creationTtl: verdict.ttl,
      explicitMaxTtl,
      period,
      renewable:
        !neverExpires && !isBatch && (role?.renewable ?? true) && (yield* flag("renewable", fields.renewable, true)),
      entityId: alias === undefined ? "" : entityId(alias),
      issueTimeMs,
      ...(neverExpires ? undefined : { expiresAtMs: issueTimeMs + verdict.lifeMs }),
      ...(isOrphan ? undefined : { parent: { id: holder.found.id, accessor: parent.accessor } }),
      ...(ofRole === undefined ? undefined : { role: ofRole }),
      ...(boundCidrs.length === 0 ? undefined : { boundCidrs })
    }
    const made = isBatch ? tokens.prepareBatch({ ...entry, type: "batch" }) : tokens.prepare(entry, id)
    const parentRecord = tokenRecordKey(holder.found.id)
    // Of an earlier token with this id, which ended by itself.
    const leftOver = id === undefined ? [] : yield* tokens.cubbyholeOf(made.id)
    const missing = policies
      .filter((name) => name !== ROOT_POLICY && !policyExists(name))
      .map(warningTexts.policyMissing)
    return answer({
      auth: authOf(made.token, made.entry, verdict.ttl),
      warnings: [...verdict.warnings, ...missing],
      pending: {
        tokens: isBatch ? [] : [made],
        when: isOrphan ? [] : [{ kind: "exists", ...parentRecord }],
        puts: isOrphan || isBatch ? [] : endNotice(holder.found),
        deletes: leftOver,
        onConflict:
          id === undefined ? plainError(403, errorTexts.permissionDenied) : plainError(400, errorTexts.tokenIdExists)
      }
    })
  })
