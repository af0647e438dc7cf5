import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { type Ask, freshAsk } from "./asking.ts"

const text = `path "kv1/*" { capabilities = ["read"] }`
const base64 = (policy: string | Uint8Array) => Buffer.from(policy as string).toString("base64")

const write = (ask: Ask, body: unknown, path = "sys/policies/acl/p") => ask("PUT", path, { body })
const read = (ask: Ask, name = "p") => Effect.map(ask("GET", `sys/policies/acl/${name}`), ({ json }) => json.data)

describe("a policy in base64", () => {
  it.effect("RW-PB-42: is decoded, on both paths and in both fields, and returned as text", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const encoded = base64(text)
      for (const [path, body] of [
        ["sys/policies/acl/p", { policy: encoded }],
        ["sys/policies/acl/p", { policy: encoded.replace(/.{20}/g, "$&\r\n") }],
        ["sys/policies/acl/p", { policy: base64('{"path":{"a":{"capabilities":["read"]}}}') }],
        ["sys/policy/p", { policy: encoded }],
        ["sys/policy/p", { rules: encoded }],
        ["sys/policy/p", { policy: "", rules: encoded }]
      ] as const) {
        yield* ask("DELETE", "sys/policies/acl/p")
        assert.include([200, 204], (yield* write(ask, body, path)).status)
        assert.include([text, '{"path":{"a":{"capabilities":["read"]}}}'], (yield* read(ask)).policy)
      }
      const { client_token: token } = (yield* ask("POST", "auth/token/create", { body: { policies: ["p"] } })).json.auth
      yield* ask("PUT", "kv1/a", { body: { a: 1 } })
      assert.strictEqual((yield* ask("GET", "kv1/a", { token })).status, 200)
    })
  )

  it.effect("RW-PB-42 RW-PB-15: is not taken for base64 without its padding, and has to be valid inside", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const policy of [
        base64(text).replace(/=+$/, ""),
        `${base64(text)}=`,
        ` ${base64("x")}`,
        base64("garbage"),
        base64(base64(text)),
        base64(Uint8Array.of(0x23, 0xff, 0xfe))
      ]) {
        const refused = yield* write(ask, { policy })
        assert.strictEqual(refused.status, 400, policy)
        assert.match(refused.json.errors[0], /^failed to parse policy: /)
      }
      assert.isUndefined(yield* read(ask))
    })
  )
})

describe("the built-in policies", () => {
  it.effect("RW-PB-8: are read as policies that were written once, when the server was set up; root has no text", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const setUp = (yield* ask("GET", "sys/key-status")).json.data.install_time
      yield* TestClock.adjust("1 hour")
      yield* ask("PUT", "sys/rotate")
      for (const name of ["default", "response-wrapping"]) {
        const { modified, version } = yield* read(ask, name)
        assert.deepStrictEqual([Date.parse(modified), version], [Date.parse(setUp), 1], name)
      }
      assert.strictEqual(
        (yield* read(ask, "response-wrapping")).policy,
        `
path "cubbyhole/response" {
    capabilities = ["create", "read"]
}

path "sys/wrapping/unwrap" {
    capabilities = ["update"]
}
`
      )
      const root = yield* read(ask, "root")
      assert.deepStrictEqual([root.policy, root.version, "modified" in root], ["", 0, false])
    })
  )

  it.effect("RW-PB-12 RW-PB-16: the first write of `default` is its second version", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const path = "sys/policies/acl/default"
      assert.strictEqual((yield* write(ask, { policy: text, cas: 0 }, path)).status, 400)
      assert.strictEqual((yield* write(ask, { policy: text, cas: 1 }, path)).status, 204)
      assert.strictEqual((yield* read(ask, "default")).version, 2)
    })
  )

  it.effect("RW-PB-8: the others cannot be changed, which is said after the text has been parsed", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const name of ["root", "response-wrapping"]) {
        const path = `sys/policies/acl/${name}`
        assert.deepStrictEqual((yield* write(ask, { policy: text }, path)).json.errors, [
          `cannot update "${name}" policy`
        ])
        assert.match((yield* write(ask, { policy: "garbage" }, path)).json.errors[0], /^failed to parse policy: /)
      }
    })
  )
})

describe("what a token can do", () => {
  it.effect("RW-PB-14: sys/internal/ui/resultant-acl has the limits of each rule, and no rules with a `+`", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const policy = `
path "a/+/b" { capabilities = ["read"] }
path "a/*" {
  capabilities = ["create"]
  min_wrapping_ttl = "90s"
  max_wrapping_ttl = 120
}
path "a/no" {
  capabilities = ["update", "deny"]
  required_parameters = ["x"]
}
path "a/c" {
  capabilities = ["update"]
  allowed_parameters = { "x" = ["1", 2, { deep = [true] }], "*" = [] }
  denied_parameters = { "y" = [] }
  required_parameters = ["x"]
}`
      yield* write(ask, { policy })
      const made = yield* ask("POST", "auth/token/create", { body: { policies: ["p"], no_default_policy: true } })
      const token = made.json.auth.client_token
      yield* ask("PUT", "sys/policies/acl/ui", {
        body: { policy: `path "sys/internal/ui/resultant-acl" { capabilities = ["read"] }` }
      })
      const both = yield* ask("POST", "auth/token/create", { body: { policies: ["p", "ui"], no_default_policy: true } })
      assert.strictEqual((yield* ask("GET", "sys/internal/ui/resultant-acl", { token })).status, 403)
      const shown = yield* ask("GET", "sys/internal/ui/resultant-acl", { token: both.json.auth.client_token })
      assert.deepStrictEqual(shown.json.data, {
        root: false,
        exact_paths: {
          "a/no": { capabilities: ["deny"] },
          "a/c": {
            capabilities: ["update"],
            allowed_parameters: { x: ["1", 2, { deep: [true] }], "*": [] },
            denied_parameters: { y: [] },
            required_parameters: ["x"]
          },
          "sys/internal/ui/resultant-acl": { capabilities: ["read"] }
        },
        glob_paths: { "a/": { capabilities: ["create"], min_wrapping_ttl: 90, max_wrapping_ttl: 120 } }
      })
    })
  )

  it.effect("RW-PB-14: sys/capabilities refuses an empty path", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const path of ["sys/capabilities-self", "sys/capabilities"]) {
        const refused = yield* ask("POST", path, { body: { token: "root-of-the-test", paths: ["a", ""] } })
        assert.deepStrictEqual(
          [refused.status, refused.json.errors],
          [400, ["1 error occurred:\n\t* missing path\n\n"]]
        )
      }
    })
  )

  it.effect("sys/capabilities-self refuses paths that take too long to compare, however they are cut", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const [paths, status] of [
        [["a".repeat(1_000_000)], 200],
        [Array.from({ length: 500 }, (_, i) => `a/${i}`), 200],
        [["a".repeat(1_100_000)], 400],
        [Array.from({ length: 20 }, () => "a".repeat(60_000)), 400]
      ] as const) {
        const answer = yield* ask("POST", "sys/capabilities-self", { body: { paths } })
        assert.strictEqual(answer.status, status)
        if (status === 400) assert.deepStrictEqual(answer.json.errors, ["the paths are too long"])
      }
    })
  )
})
