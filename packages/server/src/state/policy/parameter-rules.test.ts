import { assert, describe, it } from "vitest"
import { allows, request } from "../../../test/acl-requests.ts"
import { type Acl, compileAcl } from "./acl.ts"
import { parsePolicy } from "./parse-policy.ts"

const acl = (...texts: ReadonlyArray<string>): Acl => compileAcl(texts.map(parsePolicy), 0)

describe("parameter rules", () => {
  const a =
    'path "n/a" { capabilities = ["create", "update"] allowed_parameters = { "n" = [1, 2.5] "f" = [true] "l" = [["x", "y"]] "s" = ["x*z", "*end"] } }'
  const b =
    'path "n/a" { capabilities = ["update"] allowed_parameters = { "s" = ["more"] "t" = [] } denied_parameters = { "n" = [2.5] } required_parameters = ["s"] }'

  it("of one policy (PO-12)", () => {
    const holder = acl(a)
    const rows: ReadonlyArray<readonly [string, Record<string, unknown>, boolean]> = [
      ["a number", { n: 1 }, false],
      ["a number in text", { n: "1" }, false],
      ["true", { f: true }, true],
      ["false", { f: false }, false],
      ["a list", { l: ["x", "y"] }, true],
      ["another list", { l: ["x"] }, false],
      ["a star inside is no glob", { s: "xyz" }, false],
      ["a star first", { s: "the end" }, true],
      ["another case", { N: 1 }, false],
      ["another case, a value that is allowed", { F: true }, true],
      ["not named", { q: 1 }, false],
      ["one that is allowed, one that is not", { f: true, q: 1 }, false],
      ["nothing", {}, true]
    ]
    for (const [title, parameters, allowed] of rows)
      assert.strictEqual(allows(holder, "create", "n/a", parameters), allowed, title)
  })

  it("of two policies are merged (PO-12)", () => {
    for (const holder of [acl(a, b), acl(b, a)]) {
      assert.isTrue(allows(holder, "update", "n/a", { s: "more" }))
      assert.isTrue(allows(holder, "update", "n/a", { s: "the end", t: "anything" }))
      assert.isFalse(allows(holder, "update", "n/a", { s: "the end", n: 1 }))
      assert.isFalse(allows(holder, "update", "n/a", { s: "more", n: 2.5 }))
      assert.isFalse(allows(holder, "update", "n/a", { t: 1 }))
    }
  })

  it("that allow any value take precedence over those with values", () => {
    const any = 'path "a" { capabilities = ["update"] allowed_parameters = { "s" = [] } }'
    const some = 'path "a" { capabilities = ["update"] allowed_parameters = { "s" = ["x"] } }'
    for (const holder of [acl(any, some), acl(some, any)]) assert.isTrue(allows(holder, "update", "a", { s: "y" }))
  })

  it("restrict a pattern even if another policy has none, as in the original", () => {
    const holder = acl(
      'path "a" { capabilities = ["update"] }',
      'path "a" { capabilities = ["read"] allowed_parameters = { "s" = [] } }'
    )
    assert.isFalse(allows(holder, "update", "a", { q: 1 }))
  })

  it("let * stand for every other parameter", () => {
    const holder = acl('path "a" { capabilities = ["update"] allowed_parameters = { "*" = [] "s" = ["x"] } }')
    assert.isTrue(allows(holder, "update", "a", { q: 1, s: "x" }))
    assert.isFalse(allows(holder, "update", "a", { q: 1, s: "y" }))
    assert.isTrue(
      allows(acl('path "a" { capabilities = ["update"] allowed_parameters = { "*" = ["x"] } }'), "update", "a", {
        q: 1
      })
    )
  })

  it("let denied parameters take precedence over allowed ones", () => {
    const rules =
      'allowed_parameters = { "*" = [] } denied_parameters = { "s" = ["x*"] "t" = [] "n" = [5] "u" = [["x", 1]] "m" = [{ "k" = "v" }, true] }'
    const holder = acl(`path "a" { capabilities = ["update"] ${rules} }`)
    for (const denied of [
      { s: "xy" },
      { S: "x" },
      { t: "anything" },
      { t: null },
      { n: 5 },
      { u: ["x", 1] },
      { m: { k: "v" } },
      { m: true }
    ]) {
      assert.isFalse(allows(holder, "update", "a", denied), JSON.stringify(denied))
    }
    for (const fine of [
      { s: "yx" },
      { n: 6 },
      { n: "5" },
      { u: ["x"] },
      { m: { k: "w" } },
      { m: { k: "v", l: 1 } },
      { m: [] },
      { m: null },
      { q: 1 }
    ]) {
      assert.isTrue(allows(holder, "update", "a", fine), JSON.stringify(fine))
    }
    const nothing = acl('path "a" { capabilities = ["update"] denied_parameters = { "*" = [] } }')
    assert.isTrue(allows(nothing, "update", "a"))
    assert.isFalse(allows(nothing, "update", "a", { q: 1 }))
  })

  it("support a star at the beginning, at the end or at both, but not alone", () => {
    const matches = (glob: string, value: string) =>
      allows(acl(`path "a" { capabilities = ["update"] allowed_parameters = { "s" = ["${glob}"] } }`), "update", "a", {
        s: value
      })
    assert.isTrue(matches("a*", "ab"))
    assert.isTrue(matches("*b", "ab"))
    assert.isTrue(matches("*b*", "abc"))
    assert.isTrue(matches("**", "x"))
    assert.isFalse(matches("*", "x"))
    assert.isTrue(matches("*", "*"))
    assert.isFalse(matches("a*", "ba"))
  })

  it("check required parameters, also for a request without parameters", () => {
    const holder = acl(
      'path "a" { capabilities = ["create", "read", "delete", "list"] required_parameters = ["s", "T"] }'
    )
    assert.isFalse(allows(holder, "create", "a"))
    assert.isFalse(allows(holder, "create", "a", { s: 1 }))
    assert.isTrue(allows(holder, "create", "a", { s: 1, t: null }))
    assert.isFalse(allows(holder, "read", "a"))
    assert.isTrue(allows(holder, "delete", "a"))
    assert.isTrue(allows(holder, "list", "a/"))
  })

  it("do not read the parameters if no rule has conditions on them, or none is reached", () => {
    const parameters = () => assert.fail("looked at the parameters")
    const holder = acl(
      'path "a" { capabilities = ["update"] } path "b" { capabilities = ["read"] required_parameters = ["s"] }'
    )
    assert.isTrue(holder.check(request("update", "a", { parameters })).allowed)
    assert.isFalse(holder.check(request("update", "b", { parameters })).allowed)
    assert.isFalse(holder.check(request("update", "c", { parameters })).allowed)
  })
})
