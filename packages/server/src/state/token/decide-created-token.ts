import { errorTextFor, errorTexts, formatDuration, warningTexts } from "@enwrap/protocol"
import * as Result from "effect/Result"
import { narrowCidrs } from "../../values/cidr.ts"
import { type ProtocolError, refuse } from "../../values/protocol-error.ts"
import { fitsGlob } from "../../values/glob.ts"
import type { DecodedFields } from "../../values/decoded-fields.ts"
import { type FoundToken, LAST_USE, limitsOf, ROOT_POLICY, type TokenEntry } from "./token-entry.ts"
import { decidePolicies } from "./token-policies.ts"
import { batchProblem, type Decision, decision } from "./token-rights.ts"
import type { TokenRole } from "./token-role.ts"
import { decideTtl, type TtlVerdict } from "../../values/ttl.ts"

/** The maximum number of a token's ancestors: each is read whenever the token is used. @see RW-TK-32 */
export const MAX_ANCESTORS = 64

/** The ancestors of a token. */
export interface Ancestry {
  readonly ancestors: number
  /** When the first of them and the token itself ends: milliseconds, `Infinity` for never. */
  readonly endMs: number
}

/** A caller that creates a token. */
export interface CallerMaker extends Ancestry {
  readonly found: FoundToken
  /** Whether the caller is root, or has `sudo` on the path. */
  readonly sudo: boolean
  /** Whether the path creates orphans. */
  readonly orphan: boolean
  readonly role: TokenRole | undefined
}

<<<<<<< 76cf3238e7716141b899ca42239554d9abf8994e
type Fields = DecodedFields<"tokenCreate">
=======
/** What the caller asks for. Times are seconds; 0 leaves them to the server. */
export interface TokenWish {
  readonly policies: ReadonlyArray<string> | undefined
  readonly noDefaultPolicy: boolean
  readonly type: string
  readonly id: string | undefined
  readonly entityAlias: string | undefined
  readonly noParent: boolean
  readonly numUses: number
  readonly ttl: number
  /** The field that has the TTL, for an error. */
  readonly ttlField: "ttl" | "lease"
  readonly period: number
  readonly explicitMaxTtl: number
  readonly renewable: boolean
}
>>>>>>> 0396f6ec31c0502f47e05af878c3e23b4a95e8f0

/** The type of the token: the role's, or else the requested one. The role may also have a default for no requested type. */
const createdType = (role: TokenRole | undefined, asked = ""): string => {
  switch (role?.tokenType) {
    case "service":
    case "batch":
      return role.tokenType
    case "default-batch":
      return asked === "" ? "batch" : asked
    default:
      return asked === "" ? "service" : asked
  }
}

/** The number of uses within the role's limit; 0 is unlimited. */
const usesWithin = (asked: number, role: TokenRole | undefined): number =>
  role === undefined || role.numUses === 0 ? asked : asked === 0 ? role.numUses : Math.min(asked, role.numUses)

/** Why the caller's token cannot create tokens, if it cannot. */
const makerProblem = ({ numUses, type }: TokenEntry): string | undefined => {
  if (type === "batch") return errorTexts.batchTokenCannotCreate
  if (numUses === LAST_USE) return errorTexts.parentTokenLookupFailed
  return numUses > 0 ? errorTexts.restrictedUseToken : undefined
}

/** Why the requested alias is refused, if it is. @see RW-TK-24 */
const aliasProblem = (alias: string, role: TokenRole | undefined): string | undefined => {
  if (role === undefined) return errorTexts.entityAliasNeedsRole
  const allowed = role.allowedEntityAliases ?? []
  return allowed.some((glob) => fitsGlob(glob, alias.toLowerCase())) ? undefined : errorTexts.entityAliasInvalid
}

<<<<<<< 76cf3238e7716141b899ca42239554d9abf8994e
/** Why the request needs `sudo` that the caller does not have, if it does. @see RW-TK-11 */
const sudoProblem = ({ sudo }: CallerMaker, { id, no_parent, period = 0 }: Fields): string | undefined => {
  if (sudo) return undefined
  if (id) return errorTexts.tokenIdNeedsSudo
  if (no_parent) return errorTexts.orphanNeedsSudo
  return period > 0 ? errorTexts.periodNeedsSudo : undefined
=======
/** Why the token cannot be an orphan, or have one of the durations, in the original's order. @see RW-TK-11, RW-TK-58 */
const lifetimeProblem = (
  { sudo }: CallerMaker,
  { explicitMaxTtl, noParent, period, ttl, ttlField }: TokenWish
): string | undefined => {
  if (noParent && !sudo) return errorTexts.orphanNeedsSudo
  if (explicitMaxTtl < 0) return errorTextFor.mustBePositive("explicit_max_ttl")
  if (period < 0) return errorTextFor.mustBePositive("period")
  if (period > 0 && !sudo) return errorTexts.periodNeedsSudo
  return ttl < 0 ? errorTextFor.mustBePositive(ttlField) : undefined
}

/** What the caller and the role both ask for: the lesser of the two applies. */
const roleWarnings = (wish: TokenWish, role: TokenRole | undefined): ReadonlyArray<string> => {
  if (role === undefined) return []
  const warning = (asked: number, ofRole: number, text: (seconds: number) => string): ReadonlyArray<string> =>
    asked > 0 && ofRole > 0 ? [text(Math.min(asked, ofRole))] : []
  return [
    ...warning(wish.explicitMaxTtl, role.explicitMaxTtl, warningTexts.explicitMaxTtlOfRole),
    ...warning(wish.period, role.period, warningTexts.periodOfRole)
  ]
>>>>>>> 0396f6ec31c0502f47e05af878c3e23b4a95e8f0
}

/** A root orphan expires with the root token that creates it. A child does so anyway. @see RW-TK-37 */
const cutAt = (verdict: TtlVerdict, endsByMs: number | undefined, nowMs: number): TtlVerdict => {
  const restMs = endsByMs === undefined ? Infinity : endsByMs - nowMs
  if (verdict.lifeMs <= restMs) return verdict
  const ttl = Math.max(1, Math.floor(restMs / 1000))
  const warning = warningTexts.ttlCapped(formatDuration(verdict.ttl), formatDuration(ttl))
  return { ttl, lifeMs: restMs, warnings: [...verdict.warnings, warning] }
}

/** Decides on a token that a caller creates. @see RW-TK-9 to RW-TK-11, RW-TK-23, RW-TK-30 to RW-TK-32 */
export const decideCreatedToken = (
  maker: CallerMaker,
  fields: Fields,
  nowMs: number
): Result.Result<Decision, ProtocolError> => {
  const { found, role, sudo } = maker
  const { explicit_max_ttl: explicitMaxTtl = 0, no_default_policy: noDefaultPolicy = false, period = 0 } = fields
  const askedUses = fields.num_uses ?? 0
  // An empty `ttl` is 0, and gives way to `lease`.
  const askedTtl = fields.ttl || fields.lease || 0
  const parent = found.entry
  const type = createdType(role, fields.type)
  const isBatch = type === "batch"
  const problem =
    makerProblem(parent) ??
    // The caller's token, or one of its ancestors, has just ended.
    (maker.endMs <= nowMs ? errorTexts.parentTokenLookupFailed : undefined) ??
<<<<<<< 76cf3238e7716141b899ca42239554d9abf8994e
    (fields.entity_alias ? aliasProblem(fields.entity_alias, role) : undefined) ??
    (isBatch || type === "service" ? undefined : errorTextFor.tokenTypeInvalid(type)) ??
    sudoProblem(maker, fields) ??
    (askedUses < 0 ? errorTexts.negativeNumUses : undefined)
=======
    (isBatch || type === "service" ? undefined : errorTexts.tokenTypeUnknown) ??
    (isBatch ? batchProblem(wish) : undefined) ??
    (wish.numUses < 0 ? errorTexts.negativeNumUses : undefined) ??
    (wish.entityAlias === undefined ? undefined : aliasProblem(wish.entityAlias, role)) ??
    (wish.id === undefined || sudo ? undefined : errorTexts.tokenIdNeedsSudo)
>>>>>>> 0396f6ec31c0502f47e05af878c3e23b4a95e8f0
  if (problem !== undefined) return refuse(problem)

  const decidedPolicies = decidePolicies({
    asked: fields.policies,
    noDefaultPolicy,
    parentPolicies: parent.policies,
    sudo,
    role
  })
  if (Result.isFailure(decidedPolicies)) return Result.fail(decidedPolicies.failure)
  const policies = decidedPolicies.success
  const root = policies.includes(ROOT_POLICY)
<<<<<<< 76cf3238e7716141b899ca42239554d9abf8994e
  const numUses = usesWithin(askedUses, role)
  const batchWrong = isBatch ? batchProblem({ id: fields.id, numUses, explicitMaxTtl, period }) : undefined
  if (batchWrong !== undefined) return refuse(batchWrong)
=======
  const numUses = usesWithin(wish.numUses, role)
>>>>>>> 0396f6ec31c0502f47e05af878c3e23b4a95e8f0
  if (isBatch && root) return refuse(errorTexts.batchTokenCannotBeRoot)
  // A use limit of the role: the uses of a batch token cannot be counted.
  if (isBatch && numUses > 0) return refuse(errorTexts.batchTokenWithNumUses)
  const lifetimeWrong = lifetimeProblem(maker, wish)
  if (lifetimeWrong !== undefined) return refuse(lifetimeWrong)

  const isOrphan = maker.orphan || fields.no_parent || role?.orphan
  if (!isOrphan && maker.ancestors >= MAX_ANCESTORS) return refuse(errorTextFor.tooManyAncestors(MAX_ANCESTORS))
  const boundCidrs = narrowCidrs(parent.boundCidrs, role?.boundCidrs)
  if (boundCidrs === undefined) return refuse(errorTexts.noAddressInCommon)

  const ofRole =
    role === undefined ? undefined : { name: role.name, period: role.period, explicitMaxTtl: role.explicitMaxTtl }
  const limits = limitsOf({ explicitMaxTtl, period, ...(ofRole === undefined ? undefined : { role: ofRole }) })
  const neverExpires = root && askedTtl === 0 && limits.period === 0 && limits.explicitMaxTtl === 0
  if (neverExpires && parent.expiresAtMs !== undefined) return refuse(errorTexts.expiringRootNeedsExpiry)
<<<<<<< 76cf3238e7716141b899ca42239554d9abf8994e
  const uncut = neverExpires ? undefined : decideTtl({ increment: askedTtl, usual: 0, ...limits, ageMs: 0 })
=======
  // A root token without a TTL lives as long as it may.
  const increment = wish.ttl === 0 && root ? limits.explicitMaxTtl : wish.ttl
  const uncut = neverExpires ? undefined : decideTtl({ increment, usual: 0, ...limits, ageMs: 0 })
>>>>>>> 0396f6ec31c0502f47e05af878c3e23b4a95e8f0
  if (uncut === undefined && !neverExpires) return refuse(errorTexts.tokenAlreadyExpired)
  const endsByMs = root && isOrphan && maker.endMs !== Infinity ? maker.endMs : undefined
  const verdict = uncut === undefined ? undefined : cutAt(uncut, endsByMs, nowMs)

  const decided = decision(nowMs, verdict, {
    policies,
    ...(isBatch ? { type: "batch" } : undefined),
    numUses,
    explicitMaxTtl,
    period,
    renewable: !neverExpires && !isBatch && (role?.renewable ?? true) && (fields.renewable ?? true),
    boundCidrs,
    ...(ofRole === undefined ? undefined : { role: ofRole }),
    ...(isOrphan ? undefined : { parent: { id: found.id, accessor: parent.accessor } }),
    ...(endsByMs === undefined ? undefined : { endsByMs })
  })
  const warnings = isBatch ? decided.warnings : [...roleWarnings(wish, role), ...decided.warnings]
  return Result.succeed({ ...decided, warnings })
}
