import { errorTexts } from "@enwrap/protocol"
import { plainError, type ProtocolError } from "../protocol-error.ts"
import { DEFAULT_POLICY, ROOT_POLICY, type TokenEntry, WRAPPING_POLICY } from "./token-entry.ts"

/** Names as they are kept: lower case, sorted, none twice. */
export const sanitizePolicies = (names: ReadonlyArray<string>): Array<string> =>
  [...new Set(names.map((name) => name.trim().toLowerCase()).filter((name) => name !== ""))].sort()

export interface PolicyQuestion {
  /** `undefined` where the caller named none. */
  readonly asked: ReadonlyArray<string> | undefined
  readonly noDefaultPolicy: boolean
  readonly parent: TokenEntry
  /** Whether the caller may give what it does not have: root, or sudo on the path. */
  readonly sudo: boolean
}

/**
 * The policies of a new token: the parent's, or a subset of them, or any where the caller may; `default` is always among
 * them unless it was declined.
 *
 * @see RW-TK-2
 */
export const decidePolicies = ({
  asked,
  noDefaultPolicy,
  parent,
  sudo
}: PolicyQuestion): ReadonlyArray<string> | ProtocolError => {
  const wanted = sanitizePolicies(asked ?? [])
  if (wanted.includes(WRAPPING_POLICY)) return plainError(400, errorTexts.cannotAssignResponseWrapping)
  const parentIsRoot = parent.policies.includes(ROOT_POLICY)
  const policies = wanted.length === 0 ? [...parent.policies] : wanted
  if (!sudo) {
    const allowed = new Set([...parent.policies, DEFAULT_POLICY])
    if (!policies.every((name) => allowed.has(name))) return plainError(400, errorTexts.childPoliciesNotSubset)
  } else if (policies.includes(ROOT_POLICY) && !parentIsRoot) {
    return plainError(400, "root tokens may not be created without parent token being root")
  }
  if (policies.includes(ROOT_POLICY)) return [ROOT_POLICY]
  // `default` comes along, but not for a child of a token that has been denied it.
  const withDefault =
    !noDefaultPolicy && (sudo || parent.policies.includes(DEFAULT_POLICY) || wanted.includes(DEFAULT_POLICY))
  return sanitizePolicies(
    withDefault
      ? [...policies, DEFAULT_POLICY]
      : noDefaultPolicy
        ? policies.filter((name) => name !== DEFAULT_POLICY || wanted.includes(name))
        : policies
  )
}
