import { assert, describe, it } from "@effect/vitest"
import { engines } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { layerNobleCrypto, openServer } from "../src/index.ts"
import { layerTestStore } from "../../../test/test-store.ts"
import { asking, ROOT } from "./asking.ts"

const open = openServer({ engines, rootKey: new Uint8Array(32).fill(7), rootToken: ROOT })

describe("sys/key-status", () => {
  it.effect("always said that the key had encrypted nothing", () =>
    Effect.gen(function* () {
      const ask = asking(yield* open)
      const encryptions = Effect.map(ask("GET", "sys/key-status"), ({ json }) => {
        assert.strictEqual(json.encryptions, json.data.encryptions)
        return json.data.encryptions as number
      })
      const before = yield* encryptions
      assert.isAbove(before, 0)
      yield* ask("POST", "sys/policies/acl/one", { body: { policy: 'path "a" { capabilities = ["read"] }' } })
      assert.isAbove(yield* encryptions, before)
      yield* ask("POST", "sys/rotate")
      assert.isAtMost(yield* encryptions, before)
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )
})

describe("sys/rotate/config", () => {
  it.effect("RW-SYS-41: rotates the key once it is as old as the interval, also after a restart", () =>
    Effect.gen(function* () {
      const first = yield* open
      const ask = asking(first)
      const config = Effect.map(ask("GET", "sys/rotate/config"), ({ json }) => json.data)
      assert.deepStrictEqual(yield* config, { enabled: true, interval: 0, max_operations: 3865470566 })
      const write = (body: object) => ask("POST", "sys/rotate/config", { body })
      assert.strictEqual((yield* write({ interval: "24h1m" })).status, 204)
      assert.deepStrictEqual(yield* config, { enabled: true, interval: "24h1m0s", max_operations: 3865470566 })
      const second = yield* open
      const term = Effect.map(asking(second)("GET", "sys/key-status"), ({ json }) => json.data.term)
      yield* TestClock.adjust("24 hours")
      yield* second.maintain
      assert.strictEqual(yield* term, 1)
      yield* TestClock.adjust("1 minute")
      yield* second.maintain
      yield* second.maintain
      assert.strictEqual(yield* term, 2)
      yield* asking(second)("POST", "sys/rotate/config", { body: { enabled: false } })
      yield* TestClock.adjust("48 hours")
      yield* second.maintain
      assert.strictEqual(yield* term, 2)
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect("RW-SYS-41: has a second path, at which the same settings are read and written", () =>
    Effect.gen(function* () {
      const ask = asking(yield* open)
      const newPath = "sys/rotate/keyring/config"
      assert.strictEqual((yield* ask("PUT", newPath, { body: { interval: "48h", enabled: false } })).status, 204)
      assert.strictEqual((yield* ask("POST", "sys/rotate/config", { body: { max_operations: 2_000_000 } })).status, 204)
      const expected = { enabled: false, interval: "48h0m0s", max_operations: 2_000_000 }
      for (const path of [newPath, "sys/rotate/config"])
        assert.deepStrictEqual((yield* ask("GET", path)).json.data, expected)
      assert.deepStrictEqual((yield* ask("POST", newPath, { body: { interval: "1h" } })).json.errors, [
        "interval must be greater or equal to 24h0m0s"
      ])
      // Permission for one path is not permission for the other.
      yield* ask("POST", "sys/policies/acl/config", {
        body: { policy: 'path "sys/rotate/config" { capabilities = ["read", "update"] }' }
      })
      const created = yield* ask("POST", "auth/token/create", { body: { policies: ["config"] } })
      const { client_token: token } = created.json.auth
      assert.strictEqual((yield* ask("GET", "sys/rotate/config", { token })).status, 200)
      assert.strictEqual((yield* ask("GET", newPath, { token })).status, 403)
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect("RW-SYS-41: refuses settings out of range, and changes nothing then", () =>
    Effect.gen(function* () {
      const ask = asking(yield* open)
      for (const [body, text] of [
        [{ interval: "23h" }, "interval must be greater or equal to 24h0m0s"],
        [{ interval: "48h", max_operations: 999_999 }, "max_operations must be in the range [1000000,3865470566]"],
        [{ max_operations: 3_865_470_567 }, "max_operations must be in the range [1000000,3865470566]"]
      ] as const)
        assert.deepStrictEqual((yield* ask("POST", "sys/rotate/config", { body })).json.errors, [text])
      assert.strictEqual((yield* ask("GET", "sys/rotate/config")).json.data.interval, 0)
      const created = yield* ask("POST", "auth/token/create", { body: { policies: ["default"] } })
      const { client_token: token } = created.json.auth
      assert.strictEqual((yield* ask("POST", "sys/rotate/config", { token, body: {} })).status, 403)
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )
})
