import { plainError, type ProtocolError } from "../protocol-error.ts"
import { DEFAULT_POLICY, ROOT_POLICY } from "./token-entry.ts"
import { sanitizePolicies } from "./token-policies.ts"
import type { TokenRole } from "./token-role.ts"

/** Whether a name fits a pattern with `*` anywhere. */
export const fitsGlob = (pattern: string, name: string): boolean => {
  const [first = "", ...rest] = pattern.split("*")
  if (rest.length === 0) return pattern === name
  const last = rest.pop()!
  if (!name.startsWith(first)) return false
  let at = first.length
  for (const part of rest) {
    const found = name.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return name.length - last.length >= at && name.endsWith(last)
}

const quoted = (names: ReadonlyArray<string>): string => `[${names.map((name) => JSON.stringify(name)).join(" ")}]`

/**
 * The policies of a token that is created by a role: what was asked for, within what the role allows; all that it allows
 * where nothing was asked for. A role that neither allows nor disallows anything gives what the parent has.
 *
 * @see RW-TK-23
 */
export const decideRolePolicies = (
  role: TokenRole,
  asked: ReadonlyArray<string>,
  noDefaultPolicy: boolean,
  parentPolicies: ReadonlyArray<string>
): ReadonlyArray<string> | ProtocolError => {
  const withDefault = !noDefaultPolicy && !role.noDefaultPolicy
  const complete = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
    names.includes(ROOT_POLICY) ? [ROOT_POLICY] : sanitizePolicies(withDefault ? [...names, DEFAULT_POLICY] : names)
  const allows = role.allowedPolicies.length > 0 || role.allowedPoliciesGlob.length > 0
  const disallows = role.disallowedPolicies.length > 0 || role.disallowedPoliciesGlob.length > 0
  const wanted = sanitizePolicies(asked)

  const policies = complete(
    wanted.length > 0 ? wanted : role.allowedPolicies.length > 0 ? role.allowedPolicies : parentPolicies
  )
  if (allows && wanted.length > 0) {
    const allowed = complete(role.allowedPolicies)
    const fits = (name: string) =>
      allowed.includes(name) || role.allowedPoliciesGlob.some((glob) => fitsGlob(glob, name))
    if (!policies.every(fits)) {
      return plainError(
        400,
        `token policies (${quoted(policies)}) must be subset of the role's allowed policies (${quoted(allowed)}) or glob policies (${quoted(role.allowedPoliciesGlob)})`
      )
    }
  }
  const refused = disallows
    ? policies.find(
        (name) =>
          role.disallowedPolicies.includes(name) || role.disallowedPoliciesGlob.some((glob) => fitsGlob(glob, name))
      )
    : undefined
  return refused === undefined
    ? policies
    : plainError(400, `token policy ${JSON.stringify(refused)} is disallowed by this role`)
}
