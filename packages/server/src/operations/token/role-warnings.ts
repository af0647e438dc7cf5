import { operationWarnings } from "@enwrap/protocol/lazy-texts"
import type { TokenRole } from "../../state/token/token-role.ts"
import type { DecodedFields } from "../../values/decoded-fields.ts"

/** The fields with a new and an old name, in the original's order. */
const RENAMED = [
  ["token_period", "period"],
  ["token_bound_cidrs", "bound_cidrs"],
  ["token_explicit_max_ttl", "explicit_max_ttl"]
] as const

/**
 * The warnings of a write of a token role.
 *
 * @param maxTtl the maximum TTL of the token method in seconds
 */
export const roleWarnings = (
  fields: DecodedFields<"tokenRoleWrite">,
  { old }: TokenRole,
  maxTtl: number
): ReadonlyArray<string> => {
  const ignored = RENAMED.filter(([name, oldName]) => fields[name] !== undefined && fields[oldName] !== undefined)
  const explicitMaxTtl = fields.token_explicit_max_ttl ?? old.explicitMaxTtl
  return [
    ...ignored.map(([name, oldName]) => operationWarnings.deprecatedIgnored(name, oldName)),
    ...(explicitMaxTtl > maxTtl ? [operationWarnings.roleMaxTtlAboveMount(explicitMaxTtl, maxTtl)] : [])
  ]
}
