import { assert, describe, it } from "vitest"
import { compileAcl } from "./acl.ts"
import { builtInPolicies } from "./built-in.ts"

const capabilities = (name: string, path: string): ReadonlyArray<string> =>
  compileAcl([builtInPolicies.get(name)!.policy], 0).capabilities(path)

describe("the built-in policies", () => {
  it("are three, of which lists show two (PO-05)", () => {
    assert.deepStrictEqual(
      [...builtInPolicies.values()].map(({ name, mutable, listed }) => ({ name, mutable, listed })),
      [
        { name: "root", mutable: false, listed: true },
        { name: "default", mutable: true, listed: true },
        { name: "response-wrapping", mutable: false, listed: false }
      ]
    )
    assert.strictEqual(builtInPolicies.get("root")!.text, "")
  })

  it("let a wrapping token unwrap, and nothing else", () => {
    const expected = {
      "cubbyhole/response": ["create", "read"],
      "sys/wrapping/unwrap": ["update"],
      "sys/wrapping/lookup": ["deny"],
      "sys/wrapping/rewrap": ["deny"],
      "sys/wrapping/wrap": ["deny"],
      "cubbyhole/other": ["deny"],
      "auth/token/lookup-self": ["deny"],
      "auth/token/renew-self": ["deny"]
    }
    for (const [path, granted] of Object.entries(expected))
      assert.deepStrictEqual(capabilities("response-wrapping", path), granted, path)
  })

  it("let every token manage itself (RW-PB-10, RW-RW-5, SU-20, PO-08)", () => {
    const expected = {
      "auth/token/lookup-self": ["read"],
      "auth/token/renew-self": ["update"],
      "auth/token/revoke-self": ["update"],
      "auth/token/lookup": ["deny"],
      "auth/token/create": ["deny"],
      "sys/capabilities-self": ["update"],
      "sys/capabilities": ["deny"],
      "sys/internal/ui/resultant-acl": ["read"],
      "sys/leases/lookup": ["update"],
      "sys/leases/renew": ["update"],
      "sys/wrapping/wrap": ["update"],
      "sys/wrapping/lookup": ["update"],
      "sys/wrapping/unwrap": ["update"],
      "sys/wrapping/rewrap": ["deny"],
      "sys/tools/hash": ["update"],
      "sys/tools/hash/sha2-256": ["update"],
      "cubbyhole/x": ["create", "delete", "list", "read", "update"],
      "cubbyhole/": ["create", "delete", "list", "read", "update"],
      cubbyhole: ["deny"],
      "secret/foo": ["deny"]
    }
    for (const [path, granted] of Object.entries(expected))
      assert.deepStrictEqual(capabilities("default", path), granted, path)
  })
})
