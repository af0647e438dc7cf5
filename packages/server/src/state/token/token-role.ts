import { errorTextFor, errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
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

/** A role with the fields of a request. Absent fields stay unchanged. */
export const changeRole = Effect.fnUntraced(function* (
  role: TokenRole,
  fields: DecodedFields<"tokenRoleWrite">
): Effect.fn.Return<TokenRole, ProtocolError> {
  const policies = (names: ReadonlyArray<string> | undefined, before: ReadonlyArray<string>) =>
    names?.map((name) => name.toLowerCase()) ?? before

  const type = fields.token_type === undefined || fields.token_type === "" ? role.tokenType : fields.token_type
  if (!TYPES.has(type)) return yield* refuse(errorTextFor.tokenTypeInvalid(type))
  const pathSuffix = fields.path_suffix ?? role.pathSuffix
  if (pathSuffix !== "" && !SUFFIX.test(pathSuffix)) {
    return yield* refuse(errorTexts.rolePathSuffixInvalid)
  }
  const numUses = fields.token_num_uses ?? role.numUses
  if (numUses < 0) return yield* refuse(errorTexts.roleNegativeNumUses)

  const oldCidrs = fields.bound_cidrs === undefined ? role.old.boundCidrs : yield* cidrs(fields.bound_cidrs)
  const orphan = fields.orphan ?? role.orphan
  if (type === "batch" && !orphan) {
    return yield* refuse(errorTexts.roleBatchNeedsOrphan)
  }
  return {
    ...role,
    allowedPolicies: policies(fields.allowed_policies, role.allowedPolicies),
    disallowedPolicies: policies(fields.disallowed_policies, role.disallowedPolicies),
    allowedPoliciesGlob: policies(fields.allowed_policies_glob, role.allowedPoliciesGlob),
    disallowedPoliciesGlob: policies(fields.disallowed_policies_glob, role.disallowedPoliciesGlob),
    allowedEntityAliases:
      fields.allowed_entity_aliases === undefined
        ? role.allowedEntityAliases
        : policies(fields.allowed_entity_aliases, []),
    orphan,
    renewable: fields.renewable ?? role.renewable,
    pathSuffix,
    tokenType: type as RoleTokenType,
    boundCidrs:
      fields.token_bound_cidrs === undefined
        ? fields.bound_cidrs === undefined
          ? role.boundCidrs
          : (oldCidrs ?? [])
        : yield* cidrs(fields.token_bound_cidrs),
    explicitMaxTtl: fields.token_explicit_max_ttl ?? fields.explicit_max_ttl ?? role.explicitMaxTtl,
    noDefaultPolicy: fields.token_no_default_policy ?? role.noDefaultPolicy,
    numUses,
    period: fields.token_period ?? fields.period ?? role.period,
    old: {
      period: fields.period ?? role.old.period,
      explicitMaxTtl: fields.explicit_max_ttl ?? role.old.explicitMaxTtl,
      ...(oldCidrs === undefined ? undefined : { boundCidrs: oldCidrs })
    }
  }
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
