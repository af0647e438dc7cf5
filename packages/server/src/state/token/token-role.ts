import { errorTextFor, errorTexts, warningTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { byCodePoint } from "../../values/code-point-order.ts"
import { normalizeCidr } from "../../values/cidr.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
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

const NAME = /^\w(?:[\w.-]*\w)?$/
const SUFFIX = /^\w[\w.-]+\w$/

export const isRoleName = (name: string): boolean => NAME.test(name)

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

const refuse = (text: string): Effect.Effect<never, ProtocolError> => Effect.fail(plainError(400, text))

/** Addresses and CIDR blocks in canonical form. The error names the first invalid one. */
const cidrs = (given: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<string>, ProtocolError> => {
  const normal = given.map(normalizeCidr)
  const wrong = normal.indexOf(undefined)
  return wrong < 0
    ? Effect.succeed(normal as ReadonlyArray<string>)
    : refuse(errorTextFor.roleAddressInvalid(given[wrong]!))
}

/** Why a role cannot give batch tokens, if it cannot: they are not stored, so that they cannot be renewed or have a parent. */
const batchRoleProblem = ({ explicitMaxTtl, orphan, period, renewable, tokenType }: TokenRole): string | undefined => {
  if (tokenType !== "batch") return undefined
  if (!orphan) return errorTexts.roleBatchNeedsOrphan
  if (period !== 0) return errorTexts.roleBatchWithPeriod
  if (renewable) return errorTexts.roleBatchRenewable
  return explicitMaxTtl === 0 ? undefined : errorTexts.roleBatchWithExplicitMaxTtl
}

/** A role with the fields of a request. Absent fields stay unchanged. */
export const changeRole = Effect.fnUntraced(function* (
  role: TokenRole,
  fields: DecodedFields<"tokenRoleWrite">
): Effect.fn.Return<TokenRole, ProtocolError> {
<<<<<<< 76cf3238e7716141b899ca42239554d9abf8994e
  const policies = <Before>(names: ReadonlyArray<string> | undefined, before: Before) =>
    names?.map((name) => name.toLowerCase()) ?? before
=======
  const policies = (names: ReadonlyArray<string> | undefined, before: ReadonlyArray<string>) =>
    names === undefined ? before : [...new Set(names.map((name) => name.trim().toLowerCase()))].sort(byCodePoint)
>>>>>>> 0396f6ec31c0502f47e05af878c3e23b4a95e8f0

  const type = fields.token_type ?? role.tokenType
  if (!TYPES.has(type)) return yield* refuse(errorTextFor.tokenTypeInvalid(type))
  const pathSuffix = fields.path_suffix ?? role.pathSuffix
  if (pathSuffix !== "" && !SUFFIX.test(pathSuffix)) {
    return yield* refuse(errorTexts.rolePathSuffixInvalid)
  }
  const numUses = fields.token_num_uses ?? role.numUses
  if (numUses < 0) return yield* refuse(errorTexts.roleNegativeNumUses)

<<<<<<< 76cf3238e7716141b899ca42239554d9abf8994e
  const orphan = fields.orphan ?? role.orphan
  if (type === "batch" && !orphan) {
    return yield* refuse(errorTexts.roleBatchNeedsOrphan)
  }
  const { bound_cidrs, explicit_max_ttl, period, token_bound_cidrs, token_explicit_max_ttl, token_period } = fields
  const givenCidrs = token_bound_cidrs ?? bound_cidrs
  const boundCidrs = givenCidrs === undefined ? role.boundCidrs : yield* cidrs(givenCidrs)
  // A request with the new name clears what was written under the old name.
  const oldCidrs = bound_cidrs === undefined ? role.old.boundCidrs : boundCidrs
  return {
=======
  const { bound_cidrs: oldNamed, token_bound_cidrs: newNamed } = fields
  const boundCidrs = newNamed ?? oldNamed
  const bound = boundCidrs === undefined ? role.boundCidrs : yield* cidrs(boundCidrs)
  // A value under a new name replaces the one under the old name.
  const oldCidrs = newNamed !== undefined ? undefined : oldNamed === undefined ? role.old.boundCidrs : bound
  const orphan = fields.orphan ?? role.orphan
  const changed: TokenRole = {
>>>>>>> 0396f6ec31c0502f47e05af878c3e23b4a95e8f0
    ...role,
    allowedPolicies: policies(fields.allowed_policies, role.allowedPolicies),
    disallowedPolicies: policies(fields.disallowed_policies, role.disallowedPolicies),
    allowedPoliciesGlob: policies(fields.allowed_policies_glob, role.allowedPoliciesGlob),
    disallowedPoliciesGlob: policies(fields.disallowed_policies_glob, role.disallowedPoliciesGlob),
    allowedEntityAliases: policies(fields.allowed_entity_aliases, role.allowedEntityAliases),
    orphan,
    renewable: fields.renewable ?? role.renewable,
    pathSuffix,
    tokenType: type as RoleTokenType,
<<<<<<< 76cf3238e7716141b899ca42239554d9abf8994e
    boundCidrs,
    explicitMaxTtl: token_explicit_max_ttl ?? explicit_max_ttl ?? role.explicitMaxTtl,
=======
    boundCidrs: bound,
    explicitMaxTtl: fields.token_explicit_max_ttl ?? fields.explicit_max_ttl ?? role.explicitMaxTtl,
>>>>>>> 0396f6ec31c0502f47e05af878c3e23b4a95e8f0
    noDefaultPolicy: fields.token_no_default_policy ?? role.noDefaultPolicy,
    numUses,
    period: token_period ?? period ?? role.period,
    old: {
<<<<<<< 76cf3238e7716141b899ca42239554d9abf8994e
      period: token_period === undefined ? (period ?? role.old.period) : 0,
      explicitMaxTtl: token_explicit_max_ttl === undefined ? (explicit_max_ttl ?? role.old.explicitMaxTtl) : 0,
      ...(token_bound_cidrs !== undefined || oldCidrs === undefined ? undefined : { boundCidrs: oldCidrs })
=======
      period: fields.token_period === undefined ? (fields.period ?? role.old.period) : 0,
      explicitMaxTtl:
        fields.token_explicit_max_ttl === undefined ? (fields.explicit_max_ttl ?? role.old.explicitMaxTtl) : 0,
      ...(oldCidrs === undefined ? undefined : { boundCidrs: oldCidrs })
>>>>>>> 0396f6ec31c0502f47e05af878c3e23b4a95e8f0
    }
  }
  const problem = batchRoleProblem(changed)
  return problem === undefined ? changed : yield* refuse(problem)
})

/** A warning for each field that a request gives under its old name and its new name. */
export const doubleNameWarnings = (fields: DecodedFields<"tokenRoleWrite">): ReadonlyArray<string> =>
  (["period", "bound_cidrs", "explicit_max_ttl"] as const)
    .filter((name) => fields[name] !== undefined && fields[`token_${name}`] !== undefined)
    .map((name) => warningTexts.bothNamesGiven(name, `token_${name}`))

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
