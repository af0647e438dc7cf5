import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { TestClock } from "effect/testing"
import { layerTestStore } from "../../../test/test-store.ts"
import { layerNobleCrypto, openServer } from "../src/index.ts"
import { type Batch, type Commit, Store, StoreFailure } from "../src/ports/store/port.ts"
import { type Ask, asking, ROOT, unwrap, wrap } from "./asking.ts"
import { type Given, leasing, nothingGiven } from "./leasing-engine.ts"

/** Opens a server on the store, with `lent/`, whose secrets have leases. */
const open = (given: Given) =>
  openServer({
    engines: [leasing(given)],
    rootKey: new Uint8Array(32).fill(7),
    rootToken: ROOT,
    mounts: [{ path: "lent/", type: "leasing" }]
  })

/** A server, and what it logs while it cleans up. */
const lending = Effect.gen(function* () {
  const given = nothingGiven()
  const server = yield* open(given)
  const logged: Array<string> = []
  const logger = Logger.layer([Logger.make(({ message }) => void logged.push(String(message)))])
  const whileLogging = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.provide(effect, logger)
  return { ask: asking(server), given, logged, whileLogging, maintain: whileLogging(server.maintain) }
})

/** Changes a byte of the records whose keys contain a string, as a broken disk could. */
const damage = Effect.fnUntraced(function* (space: string, part: string) {
  const store = yield* Store
  const all = yield* store.list(space, "", { limit: 2000 })
  const damaged = all.filter(({ key }) => key.includes(part))
  assert.isNotEmpty(damaged)
  const changed = (value: Uint8Array) => value.map((byte, i) => (i === 20 ? byte ^ 1 : byte))
  yield* store.commit({ puts: damaged.map((record) => ({ ...record, value: changed(record.value) })) })
  return damaged.map(({ key }) => key)
})

const keysIn = Effect.fnUntraced(function* (space: string) {
  const records = yield* (yield* Store).list(space, "", { limit: 1000 })
  return records.map(({ key }) => key)
})

const borrow = (ask: Ask, name: string, token?: string) =>
  Effect.map(ask("GET", `lent/${name}`, token === undefined ? {} : { token }), ({ json }) => json.lease_id as string)

const child = (ask: Ask, body: object, token = ROOT) =>
  Effect.map(
    ask("POST", "auth/token/create", { token, body: { policies: ["root"], ...body } }),
    ({ json }) => json.auth as { readonly client_token: string; readonly accessor: string }
  )

const isAlive = (ask: Ask, token: string) =>
  Effect.map(ask("GET", "auth/token/lookup-self", { token }), ({ status }) => status === 200)

/** What is logged about a damaged record: once, without its name. */
const noted = (space: string, count = 1) =>
  `a record in the space "${space}" cannot be decrypted: it is skipped, and stays as it is (${count} so far)`

describe("a record that cannot be decrypted", () => {
  it.effect("RW-LE-11: does not keep the server from ending other leases that are due, and is logged once", () =>
    Effect.gen(function* () {
      const { ask, given, logged, maintain } = yield* lending
      for (const name of ["a-60", "b-60", "c-60"]) yield* borrow(ask, name)
      const [damaged = ""] = yield* damage("lease", "lent/a-60")
      yield* TestClock.adjust("61 seconds")
      yield* maintain
      yield* maintain
      assert.deepStrictEqual(given.taken.toSorted(), ["lent/b-60", "lent/c-60"])
      assert.deepStrictEqual(yield* keysIn("lease"), [damaged])
      assert.deepStrictEqual(logged, [noted("lease")])
      // What belongs to expired tokens is looked for after the leases.
      const token = (yield* child(ask, { ttl: "1m", renewable: false })).client_token
      yield* borrow(ask, "d-600", token)
      yield* TestClock.adjust("61 seconds")
      yield* maintain
      assert.include(given.taken, "lent/d-600")
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect("RW-LE-11: more of them than are read at once do not, either", () =>
    Effect.gen(function* () {
      const { ask, given, maintain } = yield* lending
      for (let i = 0; i < 1000; i++) yield* borrow(ask, `a${i}-60`)
      yield* damage("lease", "lent/a")
      yield* TestClock.adjust("1 second")
      yield* borrow(ask, "b-60")
      yield* TestClock.adjust("61 seconds")
      yield* maintain
      assert.deepStrictEqual(given.taken, ["lent/b-60"])
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect("RW-LE-11: a lease of a token that cannot be decrypted ends when it expires itself", () =>
    Effect.gen(function* () {
      const { ask, given, maintain } = yield* lending
      const { client_token } = yield* child(ask, { ttl: "1m" })
      yield* borrow(ask, "a-60", client_token)
      yield* borrow(ask, "b-90", client_token)
      yield* ask("POST", "auth/token/renew-self", { token: client_token, body: { increment: "10m" } })
      yield* damage("token", "")
      yield* TestClock.adjust("61 seconds")
      yield* maintain
      assert.deepStrictEqual(given.taken, ["lent/a-60"])
      yield* TestClock.adjust("30 seconds")
      yield* maintain
      assert.deepStrictEqual(given.taken, ["lent/a-60", "lent/b-90"])
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect("is not in the list of irrevocable leases, which has the others", () =>
    Effect.gen(function* () {
      const { ask, given, logged, maintain, whileLogging } = yield* lending
      const [first] = [yield* borrow(ask, "a-60"), yield* borrow(ask, "b-60")]
      given.broken = true
      for (let i = 0; i < 20; i++) {
        yield* TestClock.adjust("5 minutes")
        yield* maintain
      }
      const list = Effect.map(
        whileLogging(ask("GET", "sys/leases?type=irrevocable")),
        ({ json }) => json.data as { lease_count: number; leases: ReadonlyArray<{ lease_id: string }> }
      )
      assert.strictEqual((yield* list).lease_count, 2)
      yield* damage("lease", "lent/b-60")
      logged.length = 0
      assert.deepStrictEqual(
        (yield* list).leases.map(({ lease_id }) => lease_id),
        [first]
      )
      assert.strictEqual(
        (yield* whileLogging(ask("GET", "sys/leases/count?type=irrevocable"))).json.data.lease_count,
        1
      )
      assert.deepStrictEqual(logged, [noted("lease")])
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect("RW-LE-7: does not keep what is below a prefix from being revoked, which then says that one was not", () =>
    Effect.gen(function* () {
      const { ask, given } = yield* lending
      for (const name of ["x/a-60", "x/b-60", "x/c-60"]) yield* borrow(ask, name)
      yield* damage("lease", "lent/x/a-60")
      const { json, status } = yield* ask("PUT", "sys/leases/revoke-prefix/lent/x")
      assert.strictEqual(status, 400)
      assert.match(json.errors[0], /1/)
      assert.deepStrictEqual(given.taken.toSorted(), ["lent/x/b-60", "lent/x/c-60"])
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect("of a token does not keep the others from being listed", () =>
    Effect.gen(function* () {
      const { ask, logged, whileLogging } = yield* lending
      const before = yield* keysIn("token")
      const first = yield* wrap(ask)
      const [id = ""] = (yield* keysIn("token")).filter((key) => !before.includes(key))
      const second = yield* wrap(ask)
      yield* damage("token", id)
      const { keys } = (yield* whileLogging(ask("LIST", "auth/token/accessors"))).json.data
      assert.include(keys, second.accessor)
      assert.notInclude(keys, first.accessor)
      assert.lengthOf((yield* whileLogging(ask("LIST", "sys/leases/lookup/sys/wrapping/wrap"))).json.data.keys, 1)
      assert.deepStrictEqual(logged, [noted("token")])
      assert.strictEqual((yield* unwrap(ask, second.token)).status, 200)
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect("RW-AC-11: of a child does not keep a token's other descendants from being revoked with it", () =>
    Effect.gen(function* () {
      const { ask, given } = yield* lending
      const parent = yield* child(ask, {})
      const others = [yield* child(ask, {}, parent.client_token), yield* child(ask, {}, parent.client_token)]
      const before = yield* keysIn("token")
      const bad = yield* child(ask, {}, parent.client_token)
      const [id = ""] = (yield* keysIn("token")).filter((key) => !before.includes(key))
      const grandchild = yield* child(ask, {}, bad.client_token)
      yield* borrow(ask, "a-60", bad.client_token)
      yield* damage("token", id)
      assert.strictEqual(
        (yield* ask("POST", "auth/token/revoke", { body: { token: parent.client_token } })).status,
        204
      )
      for (const { client_token } of [parent, ...others, grandchild])
        assert.isFalse(yield* isAlive(ask, client_token), client_token)
      // Its own secrets end, too.
      assert.deepStrictEqual(given.taken, ["lent/a-60"])
      assert.include(yield* keysIn("token"), id)
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect("of a token that was being revoked does not keep the next server from starting", () =>
    Effect.gen(function* () {
      const { ask, given } = yield* lending
      const { client_token } = yield* child(ask, {})
      const store = yield* Store
      const ids = yield* keysIn("token")
      yield* borrow(ask, "a-60", client_token)
      for (const id of ids)
        yield* store.commit({
          puts: [{ space: "token-revoking", key: id, value: new Uint8Array(0), expiresAt: undefined }]
        })
      yield* damage("token", "")
      const next = asking(yield* open(given))
      assert.strictEqual((yield* next("GET", "sys/seal-status", { token: null })).json.sealed, false)
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect("RW-SYS-10: below a mount that was being disabled does not keep the next server from starting", () =>
    Effect.gen(function* () {
      const { ask, given } = yield* lending
      yield* borrow(ask, "a-60")
      yield* damage("lease", "lent/a-60")
      assert.strictEqual((yield* ask("DELETE", "sys/mounts/lent")).status, 400)
      const next = asking(yield* open(given))
      assert.strictEqual((yield* next("GET", "lent/a-60")).status, 404)
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect(
    "RW-SYS-10: below a mount that stays disabled is not looked at every second, and other mounts can change",
    () =>
      Effect.gen(function* () {
        const { ask, given, logged, maintain, whileLogging } = yield* lending
        yield* borrow(ask, "a-600")
        yield* damage("lease", "lent/a-600")
        assert.strictEqual((yield* whileLogging(ask("DELETE", "sys/mounts/lent"))).status, 400)
        assert.deepStrictEqual(logged, [noted("lease")])
        for (let i = 0; i < 3; i++) yield* maintain
        assert.strictEqual(
          (yield* whileLogging(ask("POST", "sys/mounts/more", { body: { type: "leasing" } }))).status,
          204
        )
        assert.lengthOf(logged, 1)
        // Whoever asks again is told again.
        assert.strictEqual((yield* ask("DELETE", "sys/mounts/lent")).status, 400)
        const next = yield* open(given)
        logged.length = 0
        for (let i = 0; i < 3; i++) yield* whileLogging(next.maintain)
        assert.deepStrictEqual(logged, [
          "the server continues to disable lent/",
          noted("lease"),
          "the server could not disable lent/: failed to revoke 1 of 1 leases"
        ])
      }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect(
    "RW-SYS-11: below the old path of a mount does not keep the rest from ending, and nothing of it is left",
    () =>
      Effect.gen(function* () {
        const { ask, given, maintain } = yield* lending
        yield* borrow(ask, "a-600")
        yield* borrow(ask, "b-600")
        yield* damage("lease", "lent/a-600")
        assert.strictEqual((yield* ask("POST", "sys/remount", { body: { from: "lent", to: "team" } })).status, 400)
        assert.deepStrictEqual(given.taken, ["lent/b-600"])
        yield* maintain
        // Other changes go on, and a new mount at the old path keeps its leases.
        assert.strictEqual((yield* ask("POST", "sys/mounts/lent", { body: { type: "leasing" } })).status, 204)
        const lease_id = yield* borrow(ask, "c-600")
        const server = yield* open(given)
        yield* server.maintain
        const found = yield* asking(server)("POST", "sys/leases/lookup", { body: { lease_id } })
        assert.strictEqual(found.status, 200)
        assert.strictEqual((yield* asking(server)("GET", "team/d-600")).status, 200)
      }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]))
  )

  it.effect("RW-SYS-11: below the old path of a mount does not keep the next server from finishing the move", () =>
    Effect.gen(function* () {
      const { given, logged, whileLogging } = yield* lending
      const store = yield* Store
      let left = Infinity
      const failing = Store.of({
        ...store,
        commit: ((batch: Batch) =>
          left-- > 0 ? store.commit(batch) : Effect.fail(new StoreFailure({ cause: "no power" }))) as Commit
      })
      const ask = asking(yield* Effect.provideService(open(given), Store, failing))
      yield* borrow(ask, "a-600")
      yield* borrow(ask, "b-600")
      left = 1
      assert.strictEqual((yield* ask("POST", "sys/remount", { body: { from: "lent", to: "team" } })).status, 500)
      assert.deepStrictEqual(given.taken, [])
      yield* damage("lease", "lent/a-600")
      const next = yield* open(given)
      const again = asking(next)
      // The first change waits for the move.
      const enabled = yield* whileLogging(again("POST", "sys/mounts/lent", { body: { type: "leasing" } }))
      assert.strictEqual(enabled.status, 204)
      assert.deepStrictEqual(given.taken, ["lent/b-600"])
      const what = "end the leases and tokens below lent/, which was moved to team/"
      assert.deepStrictEqual(logged, [
        `the server continues to ${what}`,
        noted("lease"),
        `the server could not ${what}: failed to revoke 1 of 2 leases`
      ])
      const lease_id = yield* borrow(again, "c-600")
      yield* whileLogging(next.maintain)
      yield* whileLogging((yield* open(given)).maintain)
      assert.strictEqual((yield* again("POST", "sys/leases/lookup", { body: { lease_id } })).status, 200)
      assert.lengthOf(logged, 3)
    }).pipe(Effect.provide([layerTestStore, layerNobleCrypto]), Effect.provide(Logger.layer([])))
  )
})
