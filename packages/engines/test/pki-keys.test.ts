import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { type PkiResponse, pkiMount } from "./pki-mount.ts"
import { START, root, ready, certificate, refused } from "./pki-ready.ts"

/** The seconds from now until a certificate expires. */
const lifetime = (response: PkiResponse) => (Date.parse(certificate(response).validTo) - START) / 1000

describe("internal keys (RW-PKI-1)", () => {
  it.effect("no operation returns the key of an internal CA", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const made = yield* root(mount, { key_name: "k" })
      const responses = [
        made,
        yield* mount.read("key/k"),
        yield* mount.read("issuer/default"),
        yield* mount.ask("list", "keys/")
      ]
      for (const response of responses) assert.notMatch(JSON.stringify(response), /PRIVATE KEY/)
      const exported = yield* mount.write("keys/generate/exported", { key_type: "ec", key_name: "e" })
      assert.match(exported.data.private_key, /EC PRIVATE KEY/)
      assert.notMatch(JSON.stringify(yield* mount.read("key/e")), /PRIVATE KEY/)
    })
  )

  it.effect("an existing key can have another issuer", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const key = (yield* mount.write("keys/generate/internal", { key_type: "ed25519", key_name: "e" })).data.key_id
      const made = yield* mount.write("root/generate/existing", { key_ref: "e", common_name: "second.example" })
      assert.strictEqual(made.data.key_id, key)
      assert.strictEqual(certificate(made).publicKey.asymmetricKeyType, "ed25519")
    })
  )
})

describe("a slow key", () => {
  it.effect("does not block other requests while it is generated", () =>
    Effect.gen(function* () {
      const mount = yield* ready()
      const order: Array<string> = []
      const slow = Effect.map(root(mount, { key_type: "rsa", key_bits: 4096 }), () => order.push("slow"))
      const others = Effect.gen(function* () {
        for (let i = 0; i < 10; i += 1) assert.strictEqual((yield* mount.read("ca/pem")).status, 200)
        order.push("others")
      })
      yield* Effect.all([slow, others], { concurrency: "unbounded" })
      assert.deepStrictEqual(order, ["others", "slow"])
    })
  )
})

describe("patches (RW-PKI-3)", () => {
  it.effect("changes the fields in the request, resets null, and keeps the rest", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ max_ttl: "2h", ou: "a,b" })
      const patched = yield* mount.ask("patch", "roles/x", { ou: ["c"], ttl: null })
      assert.deepInclude(patched.data, { ou: ["c"], ttl: 0, max_ttl: 7200, key_bits: 256 })
      assert.deepInclude((yield* mount.ask("patch", "roles/x", { key_type: "rsa" })).data, { key_bits: 2048 })
      refused(yield* mount.ask("patch", "roles/x", { ttl: "3h" }), /"ttl" value must be less/)
      const issuer = yield* mount.ask("patch", "issuer/default", { issuer_name: "named", usage: "read-only" })
      assert.strictEqual(issuer.data.usage, "read-only")
      const back = yield* mount.ask("patch", "issuer/named", { usage: null })
      assert.strictEqual(back.data.usage.split(",").length, 4)
      assert.strictEqual(back.data.issuer_name, "named")
    })
  )
})

describe("the validity of certificates (RW-PKI-4)", () => {
  it.effect("comes from the request, the role or the mount, and is shortened with a warning", () =>
    Effect.gen(function* () {
      const mount = yield* ready({ max_ttl: "2h" })
      const issue = (fields: object) => mount.write("issue/x", { common_name: "a.example", ...fields })
      assert.strictEqual(lifetime(yield* issue({})), 3600)
      assert.strictEqual(lifetime(yield* issue({ ttl: "90m" })), 5400)
      const cut = yield* issue({ ttl: "5h" })
      assert.strictEqual(lifetime(cut), 7200)
      assert.deepStrictEqual(cut.warnings, [
        'TTL "5h0m0s" is longer than permitted maxTTL "2h0m0s", so maxTTL is being used'
      ])
      refused(yield* issue({ ttl: "1h", not_after: "2026-11-24T13:00:00Z" }), /either ttl or not_after/)
      refused(yield* issue({ not_after: "tomorrow" }), /not_after/)
      refused(yield* issue({ not_before: "2030-01-01T00:00:00Z" }), /not_before/)
      refused(yield* issue({ not_after: "9999-12-31T23:59:59Z" }), /beyond the expiration of the CA/)
      yield* mount.write("roles/x", { key_type: "ec", allow_any_name: true, not_after: "2027-01-01T00:00:00Z", ttl: 0 })
      refused(yield* issue({ ttl: "1h" }), /either ttl or not_after/)
      assert.strictEqual(certificate(yield* issue({})).validTo, "Jan  1 00:00:00 2027 GMT")
    })
  )

  for (const [behavior, expected] of [
    ["err", undefined],
    ["truncate", 7200],
    ["permit", 36000]
  ] as const) {
    it.effect(`an issuer that says ${behavior}`, () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(START)
        const mount = yield* pkiMount
        yield* root(mount, { ttl: "2h" })
        yield* mount.write("roles/x", { key_type: "ec", allow_any_name: true })
        yield* mount.write("issuer/default", { leaf_not_after_behavior: behavior })
        const issued = yield* mount.write("issue/x", { common_name: "a.example", ttl: "10h" })
        if (expected === undefined) refused(issued, /beyond the expiration of the CA certificate/)
        else assert.strictEqual(lifetime(issued), expected)
      })
    )
  }
})
