import { assert, describe, it } from "@effect/vitest"
import { layerNobleCrypto, openServer } from "@enwrap/server"
import { Store, type StoreFailure } from "@enwrap/server/store"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { TestClock } from "effect/testing"
import { type Ask, asking, ROOT } from "../../server/test/asking.ts"
import { leasing, nothingGiven } from "../../server/test/leasing-engine.ts"
import { layerWithLimits } from "../src/layer-sqlite.ts"
import { DEFAULT_LIMITS } from "../src/store-limits.ts"
import { DAMAGES, damageRows, LATER_EXPIRIES, LOST_EXPIRIES, OTHER_KEYS, SHARED } from "./damaged-rows.ts"
import { databasePath } from "./database-path.ts"

/** A store that settles each commit along with the next but one, so that the records are in the tree. */
const layerSettling = (path: string) =>
  layerWithLimits({ path }, { ...DEFAULT_LIMITS, segmentBytes: 1, recentBytes: 0 })

const settle = Effect.flatMap(Store, (store) =>
  Effect.forEach([1, 2, 3], (byte) =>
    store.commit({ puts: [{ space: "other", key: "a", value: new Uint8Array([byte]) }] })
  )
)

describe("records that the disk has damaged", () => {
  it.effect("are found, listed, replaced and deleted, and the others are as they were", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const using = <A, E>(use: (store: typeof Store.Service) => Effect.Effect<A, E, Store>) =>
        Effect.provide(Effect.flatMap(Store, use), layerSettling(path))
      const record = (key: string, byte: number) => ({ space: "s", key, value: new Uint8Array(1000).fill(byte) })
      const all = DAMAGES.flatMap((_, i) => [record(`${i}`, 1), record(`${i} next`, 2)])
      const keys = all.map(({ key }) => key).toSorted()
      const damage = () =>
        damageRows(
          path,
          "s",
          DAMAGES.map(({ sql }, i) => [`${i}`, sql] as const)
        )
      yield* using((store) => Effect.andThen(store.commit({ puts: all }), settle))
      damage()
      yield* using(
        Effect.fnUntraced(function* (store) {
          const listed = yield* store.list("s", "", { limit: 1000 })
          assert.deepStrictEqual(
            listed.map(({ key }) => key),
            keys
          )
          for (const [i, { name }] of DAMAGES.entries()) {
            const at = { space: "s", key: `${i}` }
            const { value } = (yield* store.get("s", at.key))!
            assert.instanceOf(value, Uint8Array, name)
            assert.deepStrictEqual([...value], [...listed.find(({ key }) => key === at.key)!.value], name)
            assert.notDeepEqual([...value], [...record("", 1).value], name)
            // A precondition compares what was read.
            yield* store.commit({ when: [{ kind: "unchanged", ...at, value }], puts: [record(at.key, 3)] })
          }
          yield* settle
        })
      )
      damage()
      yield* using(
        Effect.fnUntraced(function* (store) {
          for (const i of DAMAGES.keys()) {
            const at = { space: "s", key: `${i}` }
            yield* store.commit({ when: [{ kind: "exists", ...at }], deletes: [at] })
          }
          yield* settle
          yield* store.sweep!
        })
      )
      yield* using(
        Effect.fnUntraced(function* (store) {
          for (const [i, { name }] of DAMAGES.entries()) {
            assert.isUndefined(yield* store.get("s", `${i}`), name)
            const next = yield* store.get("s", `${i} next`)
            assert.deepStrictEqual([...next!.value], [...record("", 2).value], name)
          }
        })
      )
    })
  )

  it.effect("do not keep a server from doing what does not need them", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const given = nothingGiven()
      const logged: Array<string> = []
      const logger = Logger.layer([Logger.make(({ message }) => void logged.push(String(message)))])
      const using = <A, E>(use: (ask: Ask, maintain: Effect.Effect<void>) => Effect.Effect<A, E, Store>) =>
        openServer({
          engines: [leasing(given)],
          rootKey: new Uint8Array(32).fill(7),
          rootToken: ROOT,
          mounts: [{ path: "lent/", type: "leasing" }]
        }).pipe(
          Effect.flatMap((server) => use(asking(server), server.maintain)),
          Effect.provide([layerSettling(path), layerNobleCrypto, logger])
        )
      const text = "x".repeat(600)
      const token = (ask: Ask, ttl = "1h") =>
        Effect.gen(function* () {
          const ids = Effect.map(
            Effect.flatMap(Store, (store) => store.list("token", "", { limit: 1000 })),
            (records) => records.map(({ key }) => key)
          )
          const before = new Set(yield* ids)
          const { auth } = (yield* ask("POST", "auth/token/create", { body: { ttl, meta: { text } } })).json
          const id = (yield* ids).find((each) => !before.has(each))!
          return { id, ...(auth as { readonly client_token: string; readonly accessor: string }) }
        })
      const kinds = [...DAMAGES, SHARED]

      const made = yield* using(
        Effect.fnUntraced(function* (ask) {
          const damaged: Array<{ readonly client_token: string; readonly accessor: string; readonly id: string }> = []
          for (const i of kinds.keys()) {
            const each = yield* token(ask)
            damaged.push(each)
            yield* ask("GET", `lent/${i}-60`, { token: each.client_token })
            yield* ask("POST", `lent/written-${i}`, { body: { text } })
          }
          const lost = yield* Effect.forEach(OTHER_KEYS, () => token(ask))
          const whole = yield* token(ask)
          const short = yield* token(ask, "1m")
          yield* ask("GET", "lent/whole-60", { token: whole.client_token })
          yield* ask("GET", "lent/short-6000", { token: short.client_token })
          yield* settle
          const store = yield* Store
          const accessors = yield* store.list("accessor", "", { limit: 1000 })
          const accessorOf = (id: string) => accessors.find(({ value }) => Buffer.from(value).toString() === id)!.key
          const data = yield* store.list("mount-data", "", { limit: 1000 })
          return { accessor: accessorOf(whole.id), damaged, data: data.map(({ key }) => key), lost, short, whole }
        })
      )
      damageRows(path, "token", [
        ...kinds.map(({ sql }, i) => [made.damaged[i]!.id, sql] as const),
        ...OTHER_KEYS.map((sql, i) => [made.lost[i]!.id, sql] as const)
      ])
      damageRows(path, "accessor", [[made.accessor, "UPDATE record SET value = 'abc' WHERE key = ?1"]])
      yield* using(
        Effect.fnUntraced(function* (ask, maintain) {
          const status = (method: string, at: string, body?: object, as: string = ROOT) =>
            Effect.map(ask(method, at, { token: as, body }), (answer) => answer.status)
          for (const [i, { name }] of kinds.entries()) {
            const { accessor, client_token } = made.damaged[i]!
            assert.strictEqual(yield* status("GET", "auth/token/lookup-self", undefined, client_token), 500, name)
            assert.strictEqual(yield* status("POST", "auth/token/lookup", { token: client_token }), 500, name)
            assert.strictEqual(yield* status("POST", "auth/token/lookup-accessor", { accessor }), 500, name)
            assert.strictEqual(yield* status("POST", "auth/token/revoke", { token: client_token }), 500, name)
          }
          assert.strictEqual(yield* status("GET", "auth/token/lookup-self", undefined, made.whole.client_token), 200)
          const { accessor } = made.whole
          assert.strictEqual(yield* status("POST", "auth/token/lookup-accessor", { accessor }), 500)
          const { keys } = (yield* ask("LIST", "auth/token/accessors")).json.data
          assert.include(keys, made.whole.accessor)
          for (const { accessor } of made.damaged) assert.notInclude(keys, accessor)
          assert.strictEqual(yield* status("LIST", "sys/leases/lookup/auth/token/create"), 200)

          yield* ask("PUT", "sys/rotate")
          for (let i = 0; i < 5; i++) yield* maintain
          assert.isTrue(logged.some((line) => line.startsWith("all records are encrypted with the key of term 2")))

          yield* TestClock.adjust("61 seconds")
          yield* maintain
          const ended = [...kinds.keys()].map((i) => `lent/${i}-60`)
          assert.sameMembers(given.taken, [...ended, "lent/whole-60", "lent/short-6000"])

          assert.strictEqual(yield* status("PUT", "sys/leases/revoke-prefix/auth/token/create"), 400)
          assert.strictEqual(yield* status("GET", "auth/token/lookup-self", undefined, made.whole.client_token), 403)
        })
      )
      damageRows(
        path,
        "mount-data",
        kinds.map(({ sql }, i) => [made.data.find((key) => key.endsWith(`written-${i}`))!, sql] as const)
      )
      yield* using(
        Effect.fnUntraced(function* (ask) {
          assert.lengthOf((yield* ask("LIST", "lent/")).json.data.keys, kinds.length)
          assert.strictEqual((yield* ask("DELETE", "sys/mounts/lent")).status, 204)
          const store = yield* Store
          assert.deepStrictEqual(yield* store.list("mount-data", "", { limit: 10 }), [])
        })
      )
    })
  )

  it.effect("never disappear because their expiry does not look like one", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const puts = LOST_EXPIRIES.map((_, i) => ({ space: "s", key: `${i}`, value: new Uint8Array(1000).fill(i) }))
      const fill = Effect.flatMap(Store, (store) => Effect.andThen(store.commit({ puts }), settle))
      yield* Effect.provide(fill, layerSettling(path))
      damageRows(
        path,
        "s",
        LOST_EXPIRIES.map((sql, i) => [`${i}`, sql] as const)
      )
      yield* TestClock.adjust("1 hour")
      const read = Effect.gen(function* () {
        const store = yield* Store
        for (let i = 0; i < 3; i++) yield* store.sweep!
        for (const [i, sql] of LOST_EXPIRIES.entries()) {
          const found = yield* store.get("s", `${i}`)
          assert.deepStrictEqual([...(found?.value ?? [])], [...puts[i]!.value], sql)
          yield* store.commit({ when: [{ kind: "unchanged", ...puts[i]! }] })
        }
      })
      yield* Effect.provide(read, layerSettling(path))
    })
  )

  it.effect("are tokens that cannot be used if their expiry has changed, and never live longer", () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const open = openServer({ engines: [], rootKey: new Uint8Array(32).fill(7), rootToken: ROOT, mounts: [] })
      const using = <A>(use: (ask: Ask, maintain: Effect.Effect<void>) => Effect.Effect<A, StoreFailure, Store>) =>
        Effect.flatMap(open, (server) => use(asking(server), server.maintain)).pipe(
          Effect.provide([layerSettling(path), layerNobleCrypto])
        )
      const expiries = [...LOST_EXPIRIES, ...LATER_EXPIRIES]
      const ids = Effect.map(
        Effect.flatMap(Store, (store) => store.list("token", "", { limit: 1000 })),
        (records) => records.map(({ key }) => key)
      )
      const create = (ask: Ask) =>
        Effect.map(
          ask("POST", "auth/token/create", { body: { ttl: "1m", renewable: false } }),
          ({ json }) => json.auth as { readonly client_token: string; readonly accessor: string }
        )
      const wrap = (ask: Ask) =>
        Effect.map(
          ask("POST", "sys/wrapping/wrap", { ttl: 60, body: { zip: "zap" } }),
          ({ json }) => json.wrap_info.token as string
        )
      const made = yield* using(
        Effect.fnUntraced(function* (ask) {
          const before = yield* ids
          const tokens = yield* Effect.forEach(expiries, () => create(ask))
          const wrapping = yield* Effect.forEach(expiries, () => wrap(ask))
          const damaged = (yield* ids).filter((id) => !before.includes(id))
          const whole = yield* create(ask)
          yield* settle
          return { damaged, tokens, whole, wrapping }
        })
      )
      for (const sql of expiries) {
        damageRows(
          path,
          "token",
          made.damaged.map((id) => [id, sql] as const)
        )
        yield* using(
          Effect.fnUntraced(function* (ask) {
            for (const { accessor, client_token } of made.tokens) {
              assert.strictEqual(
                (yield* ask("GET", "auth/token/lookup-self", { token: client_token })).status,
                500,
                sql
              )
              assert.strictEqual((yield* ask("POST", "auth/token/lookup-accessor", { body: { accessor } })).status, 500)
            }
            for (const token of made.wrapping)
              assert.strictEqual((yield* ask("POST", "sys/wrapping/unwrap", { token })).status, 500, sql)
            assert.include((yield* ask("LIST", "auth/token/accessors")).json.data.keys, made.whole.accessor)
            assert.lengthOf((yield* ask("LIST", "auth/token/accessors")).json.data.keys, 2)
          })
        )
      }
      yield* TestClock.adjust("61 seconds")
      yield* using(
        Effect.fnUntraced(function* (ask, maintain) {
          yield* maintain
          for (const { client_token } of [...made.tokens, made.whole])
            assert.notStrictEqual((yield* ask("GET", "auth/token/lookup-self", { token: client_token })).status, 200)
        })
      )
    })
  )
})
