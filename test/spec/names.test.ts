import { describe, expect, it } from "vitest"
import { specOperations } from "./spec-operations.ts"

const verbs = (
  "Read Write Patch Delete List Scan Head Cancel Count Create Destroy Disable Enable Generate Hash" +
  " Decode Init Issue Login Lookup Remount Renew Restart Revoke Rewrap Rotate Seal Set Sign Start StepDown Tidy" +
  " Undelete Unseal Unwrap Update Wrap"
).split(" ")

/** What may follow the verb: what selects the things, which kind of them, or the second method of one operation. */
const qualifiers = (
  "AgainstRole By ById ByPrefix ByRole From Of Accessor Custom Detailed DetailedBelow Force" +
  " Intermediate Irrevocable Orphan Self Signed Verbatim VerbatimByRole Delete Get SelfPost"
).split(" ")

const hasName = (group: string, id: string): boolean =>
  new RegExp(`^${group}([A-Z][A-Za-z]*)?(${verbs.join("|")})(${qualifiers.join("|")})?$`).test(id)

describe("names in the spec", () => {
  // Paths below `sys` that belong together have a group of their own: leases, policies, wrapping.
  const groups = "appRole cubbyhole http kvV1 kvV2 lease pki policy sys token userpass wrapping".split(" ")

  it("an operation's id is the resource, then the verb", () => {
    const ids = [...new Set(specOperations.map(({ id }) => id))]
    expect(ids.filter((id) => !groups.some((group) => hasName(group, id)))).toEqual([])
  })

  it("the rule refuses a verb that comes before its resource, and a missing verb", () => {
    const wrong = ["pkiReadRole", "pkiListRoles", "sysHealth", "policyOld", "readPolicy"]
    expect(wrong.filter((id) => groups.some((group) => hasName(group, id)))).toEqual([])
  })

  it("one thing in a path has one name: what follows `role/` or `roles/` is a role, and so on", () => {
    const names: Readonly<Record<string, string>> = {
      role: "role",
      roles: "role",
      issue: "role",
      sign: "role",
      "sign-verbatim": "role",
      create: "role",
      users: "username",
      login: "username",
      issuer: "issuer_ref",
      key: "key_ref",
      cert: "serial",
      acl: "name",
      policy: "name"
    }
    const segments = specOperations.flatMap(({ template }) =>
      [...template.matchAll(/([a-z-]+)\/\{(\w+)\}(?!\/$)/g)].map(
        ([, before = "", name = ""]) => [before, name] as const
      )
    )
    const named = segments.filter(([before]) => before in names)
    expect(new Set(named.map(([before]) => before))).toEqual(new Set(Object.keys(names)))
    expect(named.filter(([before, name]) => names[before] !== name)).toEqual([])
  })
})
