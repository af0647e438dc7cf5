import { errorTextFor, errorTexts } from "@enwrap/protocol"
import * as Result from "effect/Result"
import { byCodePoint } from "../../values/code-point-order.ts"
import { plainError, type ProtocolError, refuse } from "../../values/protocol-error.ts"
import { DEFAULT_POLICY, ROOT_POLICY, WRAPPING_POLICY } from "./token-entry.ts"
import { fitsGlob } from "../../values/glob.ts"
import type { TokenRole } from "./token-role.ts"

/** Policies that no caller can give a token. */
const NOT_ASSIGNABLE: ReadonlySet<string> = new Set([WRAPPING_POLICY])

/** Policy names in their stored form: lower case, sorted, without duplicates. With `root` no other policy is needed. */
export const sanitizePolicies = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const clean = new Set(names.map((name) => name.trim().toLowerCase()).filter((name) => name !== ""))
  return clean.has(ROOT_POLICY) ? [ROOT_POLICY] : [...clean].sort(byCodePoint)
}

/** The error for the first name that cannot be assigned, if there is one. @see RW-TK-10 */
export const notAssignable = (names: ReadonlyArray<string>): ProtocolError | undefined => {
  const name = names.find((name) => NOT_ASSIGNABLE.has(name))
  return name === undefined ? undefined : plainError(400, errorTextFor.cannotAssignPolicy(name))
}

type DecidedPolicies = Result.Result<ReadonlyArray<string>, ProtocolError>

export interface PolicyQuestion {
  /** `undefined` if the caller names no policies. */
  readonly asked: ReadonlyArray<string> | undefined
  readonly noDefaultPolicy: boolean
  readonly parentPolicies: ReadonlyArray<string>
  /** Whether the caller can give policies that it does not have: it is root, or has `sudo` on the path. */
  readonly sudo: boolean
  readonly role: TokenRole | undefined
}

const withDefault = (names: ReadonlyArray<string>, add: boolean): ReadonlyArray<string> =>
  sanitizePolicies(add ? [...names, DEFAULT_POLICY] : names)

const quoted = (names: ReadonlyArray<string>): string => `[${names.map((name) => JSON.stringify(name)).join(" ")}]`

const hasLists = (role: TokenRole): boolean =>
  [role.allowedPolicies, role.allowedPoliciesGlob, role.disallowedPolicies, role.disallowedPoliciesGlob].some(
    (list) => list.length > 0
  )

/** The policies that a role's lists allow. A role can give policies that the caller does not have. */
const byLists = (role: TokenRole, { asked = [], noDefaultPolicy, parentPolicies }: PolicyQuestion): DecidedPolicies => {
  const disallowed = sanitizeEach(role.disallowedPolicies)
  const disallowedGlobs = sanitizeEach(role.disallowedPoliciesGlob)
  const isDisallowed = (name: string): boolean =>
    disallowed.includes(name) || disallowedGlobs.some((glob) => fitsGlob(glob, name))
  const addDefault = !noDefaultPolicy && !role.noDefaultPolicy && !isDisallowed(DEFAULT_POLICY)

  const wanted = asked.length > 0 ? withDefault(asked, addDefault) : []
  const lists = role.allowedPolicies.length > 0 || role.allowedPoliciesGlob.length > 0
  const allowed = withDefault(role.allowedPolicies, addDefault)
  const globs = sanitizePolicies(role.allowedPoliciesGlob)
  if (lists && !wanted.every((name) => allowed.includes(name) || globs.some((glob) => fitsGlob(glob, name)))) {
    return refuse(errorTextFor.policiesNotInRole(quoted(wanted), quoted(allowed), quoted(globs)))
  }
  const policies = wanted.length > 0 ? wanted : lists ? allowed : withDefault(parentPolicies, addDefault)
  const refused = policies.find(isDisallowed)
  return refused === undefined ? Result.succeed(policies) : refuse(errorTextFor.policyDisallowedByRole(refused))
}

/** Trimmed names in lower case. Unlike {@link sanitizePolicies}, it keeps the others beside `root`. */
const sanitizeEach = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => name.trim().toLowerCase())

/** The policies that the caller can give: its own, or with `sudo` any. */
const byParent = ({ asked = [], noDefaultPolicy, parentPolicies, sudo }: PolicyQuestion): DecidedPolicies => {
  // Without `default` if the parent does not have it.
  if (asked.length === 0) return Result.succeed(sanitizePolicies(parentPolicies))
  if (sudo) return Result.succeed(withDefault(asked, !noDefaultPolicy))
  const wanted = sanitizePolicies(asked)
  if (!wanted.every((name) => parentPolicies.includes(name))) return refuse(errorTexts.childPoliciesNotSubset)
  return Result.succeed(withDefault(wanted, !noDefaultPolicy && parentPolicies.includes(DEFAULT_POLICY)))
}

/**
 * The policies of a caller's new token. Only root can give `root`, whatever a role or `sudo` allows.
 *
 * @see RW-TK-9, RW-TK-10, RW-TK-23, RW-TK-30
 */
export const decidePolicies = (question: PolicyQuestion): DecidedPolicies => {
  const { asked = [], noDefaultPolicy, parentPolicies, role } = question
  const unassignable = notAssignable(sanitizePolicies(asked))
  if (unassignable !== undefined) return Result.fail(unassignable)
  return Result.flatMap(
    role !== undefined && hasLists(role) ? byLists(role, question) : byParent(question),
    (decided) => {
      if (decided.includes(ROOT_POLICY) && !parentPolicies.includes(ROOT_POLICY))
        return refuse(errorTexts.rootNeedsRootParent)
      const policies = noDefaultPolicy ? decided.filter((name) => name !== DEFAULT_POLICY) : decided
      const problem = notAssignable(policies)
      return problem === undefined ? Result.succeed(policies) : Result.fail(problem)
    }
  )
}
