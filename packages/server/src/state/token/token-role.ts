import { errorTextFor } from "@enwrap/protocol"
import { roleTextFor, roleTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { byCodePoint } from "../../values/code-point-order.ts"
import { normalizeCidr } from "../../values/cidr.ts"
import { type ProtocolError, refused } from "../../values/protocol-error.ts"
import { ROOT_POLICY } from "./token-entry.ts"
import type { DecodedFields } from "../../values/decoded-fields.ts"

/** The type of the tokens of a role: always this type, or the type in the request with this default. */
export type RoleTokenType = "service" | "batch" | "default-service" | "default-batch"

/** The stored record of a token role. Times are in seconds; 0 is no limit. */
export interface TokenRole {
  readonly name: string
  readonly allowedPolicies: ReadonlyArray<string>
  readonly disallowedPolicies: ReadonlyArray<string>
  readonly allowedPoliciesGlob: ReadonlyArray<string>
  readonly disallowedPoliciesGlob: ReadonlyArray<string>
  readonly allowedEntityAliases: ReadonlyArray<string> | null
  readonly orphan: boolean
  readonly renewable: boolean
  readonly pathSuffix: string
  readonly tokenType: RoleTokenType
  readonly boundCidrs: ReadonlyArray<string>
  readonly explicitMaxTtl: number
  readonly noDefaultPolicy: boolean
  readonly numUses: number
  readonly period: number
  /** The values that were written under old names, which a read shows beside the new ones. */
  readonly old: {
    readonly explicitMaxTtl: number
    readonly period: number
    readonly boundCidrs?: ReadonlyArray<string>
  }
}

const SUFFIX = /^\w[\w.-]+\w$/

export const newRole = (name: string): TokenRole => ({
  name,
  allowedPolicies: [],
  disallowedPolicies: [],
  allowedPoliciesGlob: [],
  disallowedPoliciesGlob: [],
  allowedEntityAliases: null,
  orphan: false,
  renewable: true,
  pathSuffix: "",
  tokenType: "default-service",
  boundCidrs: [],
  explicitMaxTtl: 0,
  noDefaultPolicy: false,
  numUses: 0,
  period: 0,
  old: { explicitMaxTtl: 0, period: 0 }
})

const TYPES: ReadonlySet<string> = new Set<RoleTokenType>(["service", "batch", "default-service", "default-batch"])

/** Addresses and CIDR blocks in canonical form. The error names the first invalid one. */
const cidrs = (given: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<string>, ProtocolError> => {
  const normal = given.map(normalizeCidr)
  const wrong = normal.indexOf(undefined)
  return wrong < 0
    ? Effect.succeed(normal as ReadonlyArray<string>)
    : refused(roleTextFor.addressInvalid(given[wrong]!))
}

/** Why a role cannot give batch tokens, if it cannot: they are not stored, so that they cannot be renewed or have a parent. */
const batchRoleProblem = ({ explicitMaxTtl, orphan, period, renewable, tokenType }: TokenRole): string | undefined => {
  if (tokenType !== "batch") return undefined
  if (!orphan) return roleTexts.batchNeedsOrphan
  if (period !== 0) return roleTexts.batchWithPeriod
  if (renewable) return roleTexts.batchRenewable
  return explicitMaxTtl === 0 ? undefined : roleTexts.batchWithExplicitMaxTtl
}

/** A role with the fields of a request. Absent fields stay unchanged. */
export const changeRole = Effect.fnUntraced(function* (
  role: TokenRole,
  fields: DecodedFields<"tokenRoleWrite">
): Effect.fn.Return<TokenRole, ProtocolError> {
  const policies = <Before>(names: ReadonlyArray<string> | undefined, before: Before) =>
    names === undefined ? before : [...new Set(names.map((name) => name.trim().toLowerCase()))].sort(byCodePoint)

  const allowed = policies(fields.allowed_policies, role.allowedPolicies)
  const type = fields.token_type ?? role.tokenType
  if (!TYPES.has(type)) return yield* refused(errorTextFor.tokenTypeInvalid(type))
  const pathSuffix = fields.path_suffix ?? role.pathSuffix
  if (pathSuffix !== "" && !SUFFIX.test(pathSuffix)) {
    return yield* refused(roleTexts.pathSuffixInvalid)
  }
  const numUses = fields.token_num_uses ?? role.numUses
  if (numUses < 0) return yield* refused(roleTexts.negativeNumUses)

  const orphan = fields.orphan ?? role.orphan
  const { bound_cidrs, explicit_max_ttl, period, token_bound_cidrs, token_explicit_max_ttl, token_period } = fields
  const givenCidrs = token_bound_cidrs ?? bound_cidrs
  const boundCidrs = givenCidrs === undefined ? role.boundCidrs : yield* cidrs(givenCidrs)
  // A request with the new name clears what was written under the old name.
  const oldCidrs = bound_cidrs === undefined ? role.old.boundCidrs : boundCidrs
  const changed: TokenRole = {
    ...role,
    // Where root is allowed, the original ignores the others.
    allowedPolicies: allowed.includes(ROOT_POLICY) ? [ROOT_POLICY] : allowed,
    disallowedPolicies: policies(fields.disallowed_policies, role.disallowedPolicies),
    allowedPoliciesGlob: policies(fields.allowed_policies_glob, role.allowedPoliciesGlob),
    disallowedPoliciesGlob: policies(fields.disallowed_policies_glob, role.disallowedPoliciesGlob),
    allowedEntityAliases: policies(fields.allowed_entity_aliases, role.allowedEntityAliases),
    orphan,
    renewable: fields.renewable ?? role.renewable,
    pathSuffix,
    tokenType: type as RoleTokenType,
    boundCidrs,
    explicitMaxTtl: token_explicit_max_ttl ?? explicit_max_ttl ?? role.explicitMaxTtl,
    noDefaultPolicy: fields.token_no_default_policy ?? role.noDefaultPolicy,
    numUses,
    period: token_period ?? period ?? role.period,
    old: {
      period: token_period === undefined ? (period ?? role.old.period) : 0,
      explicitMaxTtl: token_explicit_max_ttl === undefined ? (explicit_max_ttl ?? role.old.explicitMaxTtl) : 0,
      ...(token_bound_cidrs !== undefined || oldCidrs === undefined ? undefined : { boundCidrs: oldCidrs })
    }
  }
  const problem = batchRoleProblem(changed)
  return problem === undefined ? changed : yield* refused(problem)
})

/** The role as a read shows it. */
export const roleData = (role: TokenRole): Record<string, unknown> => ({
  allowed_entity_aliases: role.allowedEntityAliases,
  allowed_policies: role.allowedPolicies,
  allowed_policies_glob: role.allowedPoliciesGlob,
  ...(role.old.boundCidrs === undefined ? undefined : { bound_cidrs: role.old.boundCidrs }),
  disallowed_policies: role.disallowedPolicies,
  disallowed_policies_glob: role.disallowedPoliciesGlob,
  explicit_max_ttl: role.old.explicitMaxTtl,
  name: role.name,
  orphan: role.orphan,
  path_suffix: role.pathSuffix,
  period: role.old.period,
  renewable: role.renewable,
  ...(role.boundCidrs.length === 0 ? undefined : { token_bound_cidrs: role.boundCidrs }),
  token_explicit_max_ttl: role.explicitMaxTtl,
  token_no_default_policy: role.noDefaultPolicy,
  ...(role.numUses === 0 ? undefined : { token_num_uses: role.numUses }),
  token_period: role.period,
  token_type: role.tokenType
})
