import { trimmedItems } from "./cidr-blocks.ts"

const ROOT = "root"

/**
 * The names of policies as the original stores them: in lower case, sorted, each once, and `root` alone. It does so with names that
 * are written under the old name `policies`, or at the path of the field; a role or a user shows others as they were written.
 */
export const policyNames = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const lower = new Set(trimmedItems(names).map((name) => name.toLowerCase()))
  return lower.has(ROOT) ? [ROOT] : [...lower].sort()
}

interface PolicyFields {
  readonly policies?: ReadonlyArray<string>
  readonly token_policies?: ReadonlyArray<string>
}

/** The fields of a request at the path of the policies alone. */
export const policyFields = <Fields extends PolicyFields>(fields: Fields): Fields => ({
  ...fields,
  ...(fields.policies === undefined ? {} : { policies: policyNames(fields.policies) }),
  ...(fields.token_policies === undefined ? {} : { token_policies: policyNames(fields.token_policies) })
})

/** The fields of a request, with the names that are written under the old name as the original stores them. */
export const withOldPolicies = <Fields extends PolicyFields>(fields: Fields): Fields =>
  fields.policies === undefined ? fields : { ...fields, policies: policyNames(fields.policies) }
