import { afterEach, assert, describe, it, vi } from "vitest"
import { allows } from "../../../test/acl-requests.ts"
import { type Acl, compileAcl } from "./acl.ts"
import { parsePolicy } from "./parse-policy.ts"

const COUNT = 10_000

/** A policy with `count` paths. */
const policyOf = (count: number, pattern: (index: number) => string) =>
  parsePolicy(
    Array.from({ length: count }, (_, index) => `path "${pattern(index)}" { capabilities = ["read"] }`).join("\n")
  )

/** The number of lookups in maps, which are the steps of a search. */
const lookups = (run: () => void): number => {
  const get = vi.spyOn(Map.prototype, "get")
  run()
  const steps = get.mock.calls.length
  get.mockRestore()
  return steps
}

const check = (acl: Acl, path: string): boolean => allows(acl, "read", path)

describe("large policies [RW-PB-1]", () => {
  afterEach(() => vi.restoreAllMocks())

  for (const [kind, pattern, match] of [
    ["literal paths", (index: number) => `secret/data/team-${index % 100}/app-${index}`, "secret/data/team-7/app-7"],
    ["paths that end in *", (index: number) => `secret/data/app-${index}/*`, "secret/data/app-7/a/b/c"],
    ["beginnings of one segment", (index: number) => `secret/data/${index + COUNT}-*`, `secret/data/${7 + COUNT}-a/b`],
    ["paths with +", (index: number) => `secret/+/app-${index}/+/x`, "secret/data/app-7/y/x"]
  ] as const) {
    it(`a check costs no more steps with ${COUNT} paths than with ten: ${kind}`, () => {
      const [few, many] = [10, COUNT].map((count) => compileAcl([policyOf(count, pattern)], 0)) as [Acl, Acl]
      for (const path of [match, `${match}/and/below`, "secret/data", "elsewhere"]) {
        const steps = lookups(() => void check(few, path))
        assert.strictEqual(
          lookups(() => void check(many, path)),
          steps,
          path
        )
        assert.isAtMost(steps, 40)
        assert.strictEqual(
          lookups(() => void many.capabilities(path)),
          lookups(() => void few.capabilities(path))
        )
        assert.strictEqual(check(many, path), check(few, path))
      }
      assert.isTrue(check(many, match))
      const mounts = ["secret/", "team/secret/", "none/"]
      assert.deepStrictEqual(mounts.map(many.reachesMount), mounts.map(few.reachesMount))
      assert.isAtMost(
        lookups(() => void mounts.map(many.reachesMount)),
        40
      )
    })
  }

  it("a check costs no more steps with 100 policies of 100 paths than with one", () => {
    const forms = (policy: number, index: number) => [
      `m${policy}/k${index}/x`,
      `m${policy}/k${index}/*`,
      `m${policy}/+/k${index}/y`,
      `m${policy}/k${index}*`
    ]
    const policies = Array.from({ length: 100 }, (_, policy) =>
      policyOf(100, (index) => forms(policy, index)[index % 4]!)
    )
    const few = compileAcl(policies.slice(50, 51), 0)
    const many = compileAcl(policies, 0)
    for (const path of ["m50/k0/x", "m50/k1/deep/er", "m50/z/k2/y", "m50/k3abc", "m50/none", "none/at/all"]) {
      assert.strictEqual(check(many, path), check(few, path))
      assert.strictEqual(
        lookups(() => void check(many, path)),
        lookups(() => void check(few, path)),
        path
      )
    }
  })

  it(`${COUNT} rules for one path are merged`, () => {
    const rules = Array.from(
      { length: COUNT },
      (_, index) =>
        `path "a" { capabilities = ["update"] allowed_parameters = { "p${index}" = [] "q" = ["v${index}"] } }`
    )
    const acl = compileAcl(rules.map(parsePolicy), 0)
    const may = (name: string, value: string) =>
      acl.check({
        operation: "update",
        path: "a",
        parameters: () => new Map([[name, value]]),
        wrapTtlSeconds: undefined
      }).allowed
    assert.isTrue(may(`p${COUNT - 1}`, "anything"))
    assert.isTrue(may("q", `v${COUNT - 1}`))
    assert.isFalse(may("q", "other"))
    assert.strictEqual(acl.size, 1)
  })
})
