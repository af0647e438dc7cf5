import { assert, describe, it } from "vitest"
import { allows, request } from "../../../test/acl-requests.ts"
import { type Acl, compileAcl } from "./acl.ts"
import type { PolicyOperation } from "./path-rule.ts"
import { builtInPolicies } from "./built-in.ts"
import { parsePolicy } from "./parse-policy.ts"

const now = Date.UTC(2030, 0, 1)

const acl = (...texts: ReadonlyArray<string>): Acl => compileAcl(texts.map(parsePolicy), now)

const capabilitiesOf = (holder: Acl, paths: ReadonlyArray<string>): Record<string, ReadonlyArray<string>> =>
  Object.fromEntries(paths.map((path) => [path, holder.capabilities(path)]))

describe("the rule that applies to a path", () => {
  it("is that of exactly this path, or the most specific one with wildcards (PO-09)", () => {
    const holder = acl(
      'path "n/*" { capabilities = ["list"] } path "n/o*" { capabilities = ["read"] } path "n/+/two" { capabilities = ["update"] } path "n/+/two/*" { capabilities = ["read"] } path "n/one/+" { capabilities = ["delete"] } path "n/+/+" { capabilities = ["create"] }'
    )
    const expected = {
      "n/": ["list"],
      "n/o": ["read"],
      "n/one": ["read"],
      "n/one/two": ["delete"],
      "n/one/x": ["delete"],
      "n/two/two": ["update"],
      "n/two/x": ["create"],
      "n/one/two/three": ["read"],
      "n/a/b/c": ["list"],
      "n/a/": ["create"]
    }
    assert.deepStrictEqual(capabilitiesOf(holder, Object.keys(expected)), expected)
  })

  const duels: ReadonlyArray<readonly [why: string, wins: string, loses: string, path: string]> = [
    ["exact before glob", "a/b", "a/b*", "a/b"],
    ["exact before +", "a/b", "a/+", "a/b"],
    ["the longer glob", "a/b*", "a/*", "a/bc"],
    ["the later first wildcard: * after +", "a/b*", "a/+", "a/bc"],
    ["the later first wildcard: + after +", "a/b/+/d", "a/+/c/d", "a/b/c/d"],
    ["the later first wildcard, though it ends in *", "a/b/*", "a/+/c", "a/b/c"],
    ["no * at the end", "a/+/c", "a/+/c*", "a/b/c"],
    ["no * at the end: + before *", "a/+", "a/*", "a/b"],
    ["no * at the end, though it has more +", "a/+/+", "a/+/c*", "a/b/c"],
    ["fewer +", "a/+/c/d", "a/+/+/d", "a/b/c/d"],
    ["fewer + among those with *", "a/*", "a/+/*", "a/b/c"],
    ["the longer", "a/+/cc*", "a/+/c*", "a/b/ccc"]
  ]
  for (const [why, wins, loses, path] of duels) {
    it(`prefers ${why}: ${wins} over ${loses}`, () => {
      for (const order of [
        [wins, loses],
        [loses, wins]
      ]) {
        const holder = acl(
          ...order.map((pattern) => `path "${pattern}" { capabilities = ["${pattern === wins ? "read" : "update"}"] }`)
        )
        assert.deepStrictEqual(holder.capabilities(path), ["read"])
      }
    })
  }

  it("is the one that sorts last if nothing else decides", () => {
    const holder = acl('path "a/+/c/+" { capabilities = ["read"] } path "a/+/+/d" { capabilities = ["update"] }')
    assert.deepStrictEqual(holder.capabilities("a/b/c/d"), ["read"])
  })

  it("matches whole segments with +, even empty ones, and prefixes with * (PO-08)", () => {
    const holder = acl(
      'path "n/+/x" { capabilities = ["read"] } path "n/a*" { capabilities = ["update"] } path "+" { capabilities = ["list"] }'
    )
    const expected = {
      "n/q/x": ["read"],
      "n/abc": ["update"],
      "n/a": ["update"],
      "n/q/r/x": ["deny"],
      "n//x": ["read"],
      "n/q/xy": ["deny"],
      m: ["list"],
      "": ["list"]
    }
    assert.deepStrictEqual(capabilitiesOf(holder, Object.keys(expected)), expected)
  })

  it("treats a * that is not at the end literally", () => {
    const holder = acl('path "a/*/b" { capabilities = ["read"] }')
    assert.deepStrictEqual(capabilitiesOf(holder, ["a/*/b", "a/x/b"]), { "a/*/b": ["read"], "a/x/b": ["deny"] })
  })

  it("can omit the trailing slash for lists and scans, and only for them", () => {
    const holder = acl(
      'path "n/exact" { capabilities = ["list", "read"] } path "n/+/any" { capabilities = ["scan", "read"] } path "n/glob" { capabilities = ["deny"] } path "n/glob/*" { capabilities = ["list"] }'
    )
    assert.isTrue(allows(holder, "list", "n/exact/"))
    assert.isFalse(allows(holder, "read", "n/exact/"))
    assert.isTrue(allows(holder, "scan", "n/x/any/"))
    assert.isFalse(allows(holder, "read", "n/x/any/"))
    assert.isFalse(allows(holder, "list", "n/glob/"))
    assert.isFalse(allows(acl('path "n/*" { capabilities = ["list"] }'), "list", "n"))
  })

  it("ignores slashes before a path (PO-07)", () => {
    const holder = acl('path "/n/a" { capabilities = ["read"] }')
    assert.deepStrictEqual(capabilitiesOf(holder, ["n/a", "/n/a", "//n/a"]), {
      "n/a": ["read"],
      "/n/a": ["read"],
      "//n/a": ["read"]
    })
  })

  it("handles names of object properties", () => {
    const holder = acl('path "__proto__/*" { capabilities = ["read"] } path "constructor" { capabilities = ["list"] }')
    const expected = { "__proto__/x": ["read"], constructor: ["list"], toString: ["deny"], "valueOf/x": ["deny"] }
    assert.deepStrictEqual(
      Object.keys(expected).map((path) => [...holder.capabilities(path)]),
      Object.values(expected)
    )
  })
})

describe("capabilities", () => {
  it("are sorted, and deny if there are none (PO-07)", () => {
    const holder = acl(
      'path "n/a" { capabilities = ["read", "create", "update"] } path "n/b/*" { capabilities = ["list", "sudo", "delete"] } path "n/b/no" { capabilities = ["deny"] } path "n/p" { capabilities = ["patch", "scan"] } path "n/none" { }'
    )
    const expected = {
      "n/a": ["create", "read", "update"],
      "n/b/x": ["delete", "list", "sudo"],
      "n/b/no": ["deny"],
      "n/b": ["deny"],
      "n/b/": ["delete", "list", "sudo"],
      "n/p": ["patch", "scan"],
      "n/none": ["deny"],
      elsewhere: ["deny"]
    }
    assert.deepStrictEqual(capabilitiesOf(holder, Object.keys(expected)), expected)
  })

  it("of several policies add up, but deny overrides the others on the same pattern, in either order (PO-10)", () => {
    const a =
      'path "n/a" { capabilities = ["read"] } path "n/b*" { capabilities = ["read", "list"] } path "n/c" { capabilities = ["deny"] } path "n/d*" { capabilities = ["deny"] }'
    const b =
      'path "n/a" { capabilities = ["update", "sudo"] } path "n/b*" { capabilities = ["deny"] } path "n/c" { capabilities = ["read"] } path "n/dd" { capabilities = ["read"] }'
    const expected = {
      "n/a": ["read", "sudo", "update"],
      "n/b": ["deny"],
      "n/bb": ["deny"],
      "n/c": ["deny"],
      "n/d": ["deny"],
      "n/dd": ["read"]
    }
    assert.deepStrictEqual(capabilitiesOf(acl(a, b), Object.keys(expected)), expected)
    assert.deepStrictEqual(capabilitiesOf(acl(b, a), Object.keys(expected)), expected)
    for (const holder of [acl(a, b), acl(b, a)]) {
      for (const path of ["n/b", "n/c"]) assert.isFalse(allows(holder, "read", path), path)
      assert.isTrue(allows(holder, "read", "n/a") && allows(holder, "update", "n/a"))
    }
  })

  it("allow the operations that they name, and no others", () => {
    const operations: ReadonlyArray<PolicyOperation> = ["read", "create", "update", "patch", "delete", "list", "scan"]
    for (const granted of operations) {
      const holder = acl(`path "a" { capabilities = ["${granted}"] }`)
      assert.deepStrictEqual(
        operations.filter((operation) => allows(holder, operation, "a")),
        [granted]
      )
    }
    assert.isFalse(operations.some((operation) => allows(acl('path "a" { capabilities = ["sudo"] }'), operation, "a")))
  })

  it("report sudo, which allows nothing by itself (PO-11)", () => {
    const holder = acl('path "sys/*" { capabilities = ["read", "sudo"] } path "sys/audit" { capabilities = ["read"] }')
    assert.deepStrictEqual(holder.check(request("read", "sys/x")), { allowed: true, sudo: true })
    assert.deepStrictEqual(holder.check(request("update", "sys/x")), { allowed: false, sudo: true })
    assert.deepStrictEqual(holder.check(request("read", "sys/audit")), { allowed: true, sudo: false })
    assert.deepStrictEqual(holder.check(request("read", "other")), { allowed: false, sudo: false })
  })

  it("of expired rules do not apply (PO-16)", () => {
    const text =
      'path "n/a" { capabilities = ["read"] expiration = "2001-01-01T00:00:00Z" } path "n/b" { capabilities = ["read"] expiration = "2199-01-01T00:00:00Z" }'
    const holder = acl(text)
    assert.deepStrictEqual(capabilitiesOf(holder, ["n/a", "n/b"]), { "n/a": ["deny"], "n/b": ["read"] })
    assert.strictEqual(holder.validUntil, Date.UTC(2199, 0, 1))
    assert.deepStrictEqual(compileAcl([parsePolicy(text)], holder.validUntil + 1).capabilities("n/b"), ["deny"])
    assert.strictEqual(acl('path "a" { }').validUntil, Number.POSITIVE_INFINITY)
  })
})

describe("root", () => {
  it("can do everything, with or without limits (PB-11)", () => {
    const holder = compileAcl(
      [builtInPolicies.get("root")!.policy, parsePolicy('path "a" { capabilities = ["deny"] }')],
      now
    )
    assert.isTrue(holder.root)
    assert.deepStrictEqual(holder.check(request("read", "a")), { allowed: true, sudo: true })
    assert.deepStrictEqual(holder.capabilities("a"), ["root"])
    assert.isTrue(holder.reachesMount("secret/"))
  })

  it("is not granted to a token without policies", () => {
    const holder = compileAcl([], now)
    assert.isFalse(holder.root)
    assert.deepStrictEqual(holder.check(request("read", "a")), { allowed: false, sudo: false })
    assert.deepStrictEqual(holder.capabilities("a"), ["deny"])
  })
})

describe("the mounts that a token can reach", () => {
  const reaches = (pattern: string, mount: string, capability = "read") =>
    acl(`path "${pattern}" { capabilities = ["${capability}"] }`).reachesMount(mount)

  it("are those with a rule at or below them that grants anything", () => {
    for (const pattern of [
      "secret/data/foo",
      "secret/*",
      "secret/a*",
      "secret",
      "sec*",
      "*",
      "secret/+/x",
      "+/x",
      "+/a*",
      "+"
    ]) {
      assert.isTrue(reaches(pattern, "secret/"), pattern)
    }
    for (const pattern of ["secrets/x", "other/*", "secret2*"]) assert.isFalse(reaches(pattern, "secret/"), pattern)
    for (const pattern of ["a/b/x", "a/+/x", "a/*", "+/b/x", "+/+/+", "+/b*"])
      assert.isTrue(reaches(pattern, "a/b/"), pattern)
    for (const pattern of ["a", "a/c/x", "a/x+/y", "b/+/x", "+/c*"]) assert.isFalse(reaches(pattern, "a/b/"), pattern)
  })

  it("do not include those where everything is denied", () => {
    assert.isFalse(reaches("secret/*", "secret/", "deny"))
    assert.isTrue(
      acl('path "secret/*" { capabilities = ["deny"] } path "secret/a" { capabilities = ["read"] }').reachesMount(
        "secret/"
      )
    )
  })
})
