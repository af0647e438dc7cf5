import { assert, describe, it } from "@effect/vitest"
import { engines } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { layerNobleCrypto, openServer } from "../src/index.ts"
import { type Batch, type Commit, Store, StoreFailure } from "../src/ports/store/port.ts"
import { jsonRecord, readJson } from "../src/state/json-records.ts"
import { Keyring } from "../src/state/keyring.ts"
import { makeReEncryption } from "../src/state/re-encryption/make-re-encryption.ts"
import { ENCRYPTED_SPACES, settingKey } from "../src/state/records.ts"
import { layerTestStore } from "../../../test/test-store.ts"
import { type Ask, asking, ROOT, unwrap, wrap } from "./asking.ts"

const rootKey = new Uint8Array(32).fill(7)

const open = Effect.suspend(() =>
  openServer({ engines, rootKey, rootToken: ROOT, mounts: [{ path: "kv1/", type: "kv", options: { version: "1" } }] })
)

/** The terms of all records that are encrypted with the key of a term. */
const terms = Effect.gen(function* () {
  const store = yield* Store
  const found = new Set<number>()
  for (const space of ENCRYPTED_SPACES) {
    for (const { key, value } of yield* store.list(space, "", { limit: 100_000 })) {
      if (value.length === 0 || (space === "core" && (key === "keyring" || key === "seal"))) continue
      // The record of a token begins with the length of its entry.
      found.add(new DataView(value.buffer, value.byteOffset).getUint32(space === "token" ? 4 : 0))
    }
  }
  return [...found].toSorted((a, b) => a - b)
})

const secrets = (ask: Ask, count: number) =>
  Effect.forEach(
    Array.from({ length: count }, (_, i) => i),
    (i) => ask("PUT", `kv1/s-${i}`, { body: { i } }),
    {
      discard: true
    }
  )

describe("after sys/rotate", () => {
  it.effect("RW-SYS-17: all records are encrypted with the new key in bounded steps, and stay as they are", () =>
    Effect.gen(function* () {
      const server = yield* open
      const ask = asking(server)
      yield* secrets(ask, 1500)
      const wrapped = yield* wrap(ask)
      const batch = yield* ask("POST", "auth/token/create", { body: { type: "batch", policies: ["default"] } })
      yield* server.maintain
      assert.deepStrictEqual(yield* terms, [1])
      yield* ask("PUT", "sys/rotate")
      const logged: Array<unknown> = []
      const maintain = server.maintain.pipe(
        Effect.provide(Logger.layer([Logger.make(({ message }) => void logged.push(message))]))
      )
      yield* maintain
      assert.deepStrictEqual(yield* terms, [1, 2], "the first step must not be the last")
      for (let i = 0; i < 10; i++) yield* maintain
      assert.deepStrictEqual(yield* terms, [2])
      const texts = logged.flat().map(String)
      assert.lengthOf(texts, 2)
      assert.strictEqual(texts[0], "the records are being encrypted with the key of term 2")
      assert.match(texts[1]!, /^all records are encrypted with the key of term 2: 15\d\d were encrypted again$/)
      assert.strictEqual((yield* ask("GET", "kv1/s-1499")).json.data.i, 1499)
      assert.deepStrictEqual((yield* unwrap(ask, wrapped.token)).json.data, { zip: "zap" })
      const { client_token: token } = batch.json.auth
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token })).status, 200)
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect("RW-SYS-17: another server continues where the first one stopped, and another rotation begins again", () =>
    Effect.gen(function* () {
      const first = yield* open
      yield* secrets(asking(first), 1500)
      yield* asking(first)("PUT", "sys/rotate")
      yield* first.maintain
      const second = yield* open
      const ask = asking(second)
      assert.deepStrictEqual(yield* terms, [1, 2])
      yield* second.maintain
      yield* ask("PUT", "sys/rotate")
      for (let i = 0; i < 10; i++) yield* second.maintain
      assert.deepStrictEqual(yield* terms, [3])
      assert.strictEqual((yield* ask("GET", "kv1/s-0")).json.data.i, 0)
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect("RW-SYS-11 RW-SYS-17: the old path of a mount whose move is not finished stays, and is not forgotten", () =>
    Effect.gen(function* () {
      const store = yield* Store
      let canRevoke = true
      const failing = Store.of({
        ...store,
        commit: ((batch: Batch) =>
          !canRevoke && (batch.puts ?? []).some(({ space }) => space === "token-revoking")
            ? Effect.fail(new StoreFailure({ cause: "no power" }))
            : store.commit(batch)) as Commit
      })
      const first = yield* Effect.provideService(open, Store, failing)
      const ask = asking(first)
      yield* secrets(ask, 1)
      const { token } = (yield* ask("GET", "kv1/s-0", { ttl: 600 })).json.wrap_info
      canRevoke = false
      assert.strictEqual((yield* ask("POST", "sys/remount", { body: { from: "kv1", to: "kv2" } })).status, 500)
      yield* ask("PUT", "sys/rotate")
      for (let i = 0; i < 10; i++) yield* first.maintain
      assert.deepStrictEqual(yield* terms, [2])
      const lookup = { body: { token } }
      assert.strictEqual((yield* ask("POST", "sys/wrapping/lookup", lookup)).status, 200)
      const second = yield* open
      yield* second.maintain
      assert.strictEqual((yield* asking(second)("POST", "sys/wrapping/lookup", lookup)).status, 400)
      assert.strictEqual((yield* asking(second)("GET", "kv2/s-0")).json.data.i, 0)
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]), Effect.provide(Logger.layer([])))
  )

  it.effect("RW-SYS-17: a record that cannot be decrypted stays, is logged without its name, and stops nothing", () =>
    Effect.gen(function* () {
      const store = yield* Store
      const server = yield* open
      const ask = asking(server)
      yield* secrets(ask, 20)
      const [damaged] = yield* store.list("mount-data", "", { limit: 1 })
      const value = damaged!.value.map((byte, i) => (i === damaged!.value.length - 1 ? byte ^ 1 : byte))
      yield* store.commit({ puts: [{ ...damaged!, value }] })
      yield* ask("PUT", "sys/rotate")
      const logged: Array<string> = []
      const logger = Logger.layer([Logger.make(({ message }) => void logged.push(String(message)))])
      for (let i = 0; i < 3; i++) yield* Effect.provide(server.maintain, logger)
      assert.deepStrictEqual(yield* terms, [1, 2])
      assert.include(logged, '1 records of the space "mount-data" cannot be decrypted, and stay as they are')
      assert.match(logged.at(-1)!, /^all records are encrypted with the key of term 2/)
      assert.notInclude(logged.join(), damaged!.key)
      assert.strictEqual((yield* ask("GET", "kv1/s-19")).json.data.i, 19)
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect("RW-SYS-17: a request whose token is encrypted again meanwhile still succeeds, once", () =>
    Effect.gen(function* () {
      const store = yield* Store
      let before: Effect.Effect<unknown> = Effect.void
      /** Runs something before the next commit with a precondition, as another fiber could. */
      const interleaved = Store.of({
        ...store,
        commit: ((batch: Parameters<typeof store.commit>[0]) => {
          if (batch.when === undefined || batch.when.length === 0) return store.commit(batch)
          const run = before
          before = Effect.void
          return Effect.andThen(run, store.commit(batch))
        }) as typeof store.commit
      })
      const server = yield* Effect.provideService(open, Store, interleaved)
      const ask = asking(server)
      const { token } = yield* wrap(ask)
      const created = yield* ask("POST", "auth/token/create", { body: { policies: ["default"], num_uses: 2 } })
      const used = created.json.auth.client_token as string
      yield* ask("PUT", "sys/rotate")
      before = server.maintain
      assert.deepStrictEqual((yield* unwrap(ask, token)).json.data, { zip: "zap" })
      assert.deepStrictEqual(yield* terms, [2])
      assert.strictEqual((yield* unwrap(ask, token)).status, 400)
      yield* ask("PUT", "sys/rotate")
      before = Effect.andThen(server.maintain, server.maintain)
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token: used })).json.data.num_uses, 1)
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token: used })).status, 200)
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token: used })).status, 403)
      // A record that has really changed is still a conflict.
      const contested = yield* wrap(ask)
      yield* ask("PUT", "sys/rotate")
      before = Effect.andThen(server.maintain, unwrap(ask, contested.token))
      assert.strictEqual((yield* unwrap(ask, contested.token)).status, 400)
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )
})

it.effect("RW-SYS-41: encrypting records again does not count towards the next rotation", () =>
  Effect.gen(function* () {
    const keyring = yield* Keyring
    const store = yield* Store
    const keys = Array.from({ length: 50 }, (_, i) => settingKey(`s-${i}`))
    yield* store.commit({ puts: keys.map((key, i) => jsonRecord(keyring, key, i)) })
    assert.isAtLeast(keyring.encryptions(), 50)
    yield* keyring.rotate
    const { step } = yield* makeReEncryption
    for (let i = 0; i < 3; i++) yield* step
    assert.strictEqual(yield* readJson(store, keyring, keys[49]!), 49)
    // How far it has come is a record, too.
    assert.isBelow(keyring.encryptions(), 5)
  }).pipe(
    Effect.provide(
      Keyring.layer(new Uint8Array(32).fill(7)).pipe(
        Layer.provideMerge(Layer.mergeAll(layerTestStore, layerNobleCrypto))
      )
    )
  )
)
