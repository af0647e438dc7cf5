import { errorTexts, formatDuration, warningTexts } from "@enwrap/protocol"
import { creationTextFor, creationTexts, operationWarnings } from "@enwrap/protocol/lazy-texts"
import * as Result from "effect/Result"
import { narrowCidrs } from "../../values/cidr.ts"
import { type ProtocolError, refuse } from "../../values/protocol-error.ts"
import { fitsGlob } from "../../values/glob.ts"
import type { DecodedFields } from "../../values/decoded-fields.ts"
import { type FoundToken, LAST_USE, limitsOf, ROOT_POLICY, type TokenEntry } from "./token-entry.ts"
import { decidePolicies } from "./token-policies.ts"
import { batchProblem, type Decision, decision } from "./token-rights.ts"
import type { TokenRole } from "./token-role.ts"
import { decideTtl, type TtlLimits, type TtlVerdict } from "../../values/ttl.ts"

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
  /** Whether the request has an `explicit_max_ttl`, even if it is 0. */
  readonly saysExplicitMaxTtl: boolean
}

type Fields = DecodedFields<"tokenCreate">

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
  if (type === "batch") return creationTexts.batchTokenCannotCreate
  if (numUses === LAST_USE) return creationTexts.parentTokenLookupFailed
  return numUses > 0 ? creationTexts.restrictedUseToken : undefined
}

/** Why the requested alias is refused, if it is. @see RW-TK-24 */
const aliasProblem = (alias: string, role: TokenRole | undefined): string | undefined => {
  if (role === undefined) return creationTexts.entityAliasNeedsRole
  const allowed = role.allowedEntityAliases ?? []
  return allowed.some((glob) => fitsGlob(glob, alias.toLowerCase())) ? undefined : creationTexts.entityAliasInvalid
}

/** Why the token cannot be an orphan, or have one of the durations, in the original's order. @see RW-TK-11, RW-TK-58 */
const lifetimeProblem = ({ role, sudo }: CallerMaker, fields: Fields): string | undefined => {
  const { explicit_max_ttl: explicitMaxTtl = 0, period = 0 } = fields
  if (role === undefined && fields.no_parent && !sudo) return creationTexts.orphanNeedsSudo
  if (explicitMaxTtl < 0) return creationTextFor.mustBePositive("explicit_max_ttl")
  if (period < 0) return creationTextFor.mustBePositive("period")
  if (period > 0 && !sudo) return creationTexts.periodNeedsSudo
  return askedTtl(fields) < 0 ? creationTextFor.mustBePositive(fields.ttl ? "ttl" : "lease") : undefined
}

/** The requested TTL: an empty `ttl` is 0, and gives way to `lease`. */
const askedTtl = ({ lease, ttl }: Fields): number => ttl || lease || 0

/** What the caller and the role both limit: the lesser of the two applies. */
const roleWarnings = ({ explicit_max_ttl = 0, period = 0 }: Fields, role?: TokenRole): ReadonlyArray<string> => {
  if (role === undefined) return []
  const warning = (asked: number, ofRole: number, text: (seconds: number) => string): ReadonlyArray<string> =>
    asked > 0 && ofRole > 0 ? [text(Math.min(asked, ofRole))] : []
  return [
    ...warning(explicit_max_ttl, role.explicitMaxTtl, operationWarnings.explicitMaxTtlOfRole),
    ...warning(period, role.period, operationWarnings.periodOfRole)
  ]
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
  nowMs: number,
  tokenMethod: TtlLimits
): Result.Result<Decision, ProtocolError> => {
  const { found, role, saysExplicitMaxTtl, sudo } = maker
  const { explicit_max_ttl: explicitMaxTtl = 0, no_default_policy: noDefaultPolicy = false, period = 0 } = fields
  const askedUses = fields.num_uses ?? 0
  const ttl = askedTtl(fields)
  const parent = found.entry
  const type = createdType(role, fields.type)
  const isBatch = type === "batch"
  const problem =
    makerProblem(parent) ??
    // The caller's token, or one of its ancestors, has just ended.
    (maker.endMs <= nowMs ? creationTexts.parentTokenLookupFailed : undefined) ??
    (isBatch || type === "service" ? undefined : creationTexts.tokenTypeUnknown) ??
    (isBatch
      ? batchProblem({ id: fields.id, numUses: askedUses, explicitMaxTtl, saysExplicitMaxTtl, period })
      : undefined) ??
    (askedUses < 0 ? creationTexts.negativeNumUses : undefined) ??
    (fields.entity_alias ? aliasProblem(fields.entity_alias, role) : undefined) ??
    (fields.id && !sudo ? creationTexts.tokenIdNeedsSudo : undefined)
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
  const numUses = usesWithin(askedUses, role)
  if (isBatch && root) return refuse(creationTexts.batchTokenCannotBeRoot)
  // A use limit of the role: the uses of a batch token cannot be counted.
  if (isBatch && numUses > 0) return refuse(errorTexts.batchTokenWithNumUses)
  const lifetimeWrong = lifetimeProblem(maker, fields)
  if (lifetimeWrong !== undefined) return refuse(lifetimeWrong)

  // A role decides alone: `no_parent` is ignored.
  const isOrphan = role === undefined ? maker.orphan || fields.no_parent : role.orphan
  if (!isOrphan && maker.ancestors >= MAX_ANCESTORS) return refuse(creationTextFor.tooManyAncestors(MAX_ANCESTORS))
  const boundCidrs = narrowCidrs(parent.boundCidrs, role?.boundCidrs)
  if (boundCidrs === undefined) return refuse(errorTexts.noAddressInCommon)

  const ofRole =
    role === undefined ? undefined : { name: role.name, period: role.period, explicitMaxTtl: role.explicitMaxTtl }
  const limits = limitsOf({ explicitMaxTtl, period, ...(ofRole === undefined ? undefined : { role: ofRole }) })
  // A root token without a TTL and a period lives as long as its explicit maximum allows: no other maximum applies.
  const explicitOnly = root && ttl === 0 && limits.period === 0
  const neverExpires = explicitOnly && limits.explicitMaxTtl === 0
  if (neverExpires && parent.expiresAtMs !== undefined) return refuse(creationTexts.expiringRootNeedsExpiry)
  const uncut = neverExpires
    ? undefined
    : explicitOnly
      ? { ttl: limits.explicitMaxTtl, lifeMs: limits.explicitMaxTtl * 1000, warnings: [] }
      : decideTtl({ increment: ttl, usual: 0, ...limits, ageMs: 0, limits: tokenMethod })
  if (uncut === undefined && !neverExpires) return refuse(creationTexts.tokenAlreadyExpired)
  const endsByMs = root && isOrphan && maker.endMs !== Infinity ? maker.endMs : undefined
  const verdict = uncut === undefined ? undefined : cutAt(uncut, endsByMs, nowMs)

  const decided = decision(nowMs, verdict, {
    policies,
    ...(isBatch ? { type: "batch" } : undefined),
    numUses,
    explicitMaxTtl,
    // The period of a batch token is only its TTL.
    period: isBatch ? 0 : period,
    renewable: !neverExpires && !isBatch && (role?.renewable ?? true) && (fields.renewable ?? true),
    boundCidrs,
    ...(ofRole === undefined ? undefined : { role: ofRole }),
    ...(isOrphan ? undefined : { parent: { id: found.id, accessor: parent.accessor } }),
    ...(endsByMs === undefined ? undefined : { endsByMs })
  })
  const warnings = isBatch ? decided.warnings : [...roleWarnings(fields, role), ...decided.warnings]
  return Result.succeed({ ...decided, warnings })
}
