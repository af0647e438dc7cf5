import { assert, describe, it } from "@effect/vitest"
import { engines } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { TestClock } from "effect/testing"
import { layerMemory, layerNobleCrypto, newRootKey, openServer, type ServerOptions, Store } from "../src/index.ts"
import { type Batch, type Commit, StoreFailure } from "../src/ports/store/port.ts"
import { asking, type Ask, ROOT, unwrap, wrap } from "./asking.ts"
import { makeGatedStore } from "./gated-store.ts"
import { leasing, nothingGiven } from "./leasing-engine.ts"

const options: ServerOptions = {
  engines,
  rootToken: ROOT,
  mounts: [
    { path: "secret/", type: "kv", options: { version: "2" } },
    { path: "kv1/", type: "kv", options: { version: "1" } }
  ]
}

/** Opens servers one after the other on the same store with the same root key. */
const opening = Effect.map(
  newRootKey,
  (rootKey) =>
    (more: Partial<ServerOptions> = {}) =>
      openServer({ ...options, ...more, rootKey })
)

const memory = Layer.merge(layerMemory, layerNobleCrypto)

const data = (ask: Ask, path: string, token = ROOT) => Effect.map(ask("GET", path, { token }), ({ json }) => json.data)
const create = (ask: Ask, body: object) =>
  Effect.map(ask("POST", "auth/token/create", { body }), ({ json }) => json.auth.client_token as string)

describe("a server that is opened on the store of another one", () => {
  it.effect("RW-SEC-1: finds everything that was stored", () =>
    Effect.gen(function* () {
      const given = nothingGiven()
      const open = yield* opening
      const more = { engines: [...engines, leasing(given)] }
      const first = yield* open({ ...more, allowedOrigins: ["https://old.example"] })
      const ask = asking(first)
      assert.strictEqual(first.rootToken, ROOT)

      yield* ask("POST", "sys/mounts/lent", { body: { type: "leasing" } })
      yield* ask("POST", "sys/auth/people", { body: { type: "userpass" } })
      yield* ask("POST", "auth/people/users/ann", { body: { password: "p" } })
      yield* ask("POST", "sys/policies/acl/reader", { body: { policy: `path "kv1/*" { capabilities = ["read"] }` } })
      yield* ask("POST", "auth/token/roles/short", { body: { token_explicit_max_ttl: 60 } })
      yield* ask("POST", "kv1/a", { body: { n: 1 } })
      yield* ask("POST", "secret/data/a", { body: { data: { n: 2 } } })
      const reader = yield* create(ask, { policies: ["reader"], ttl: "1h" })
      const batch = yield* create(ask, { policies: ["reader"], type: "batch" })
      yield* ask("POST", "cubbyhole/mine", { token: reader, body: { n: 3 } })
      const lease = (yield* ask("GET", "lent/a-600")).json.lease_id as string
      const before = (yield* wrap(ask, { zip: "before" })).token
      const jwt = (yield* ask("GET", "kv1/a", { ttl: 60, headers: { "x-vault-wrap-format": "jwt" } })).json.wrap_info
        .token
      yield* ask("POST", "sys/config/cors", { body: { allowed_origins: ["https://new.example"] } })
      yield* ask("POST", "sys/rotate")
      const after = (yield* wrap(ask, { zip: "after" })).token
      yield* ask("POST", "kv1/after", { body: { n: 4 } })

      yield* TestClock.adjust("1 second")
      const second = yield* open({ ...more, rootToken: "another", mounts: [{ path: "more/", type: "kv" }] })
      const again = asking(second)
      assert.strictEqual(second.rootToken, undefined)
      assert.strictEqual(second.unsealKey, first.unsealKey)
      assert.strictEqual((yield* again("GET", "auth/token/lookup-self", { token: "another" })).status, 403)
      for (const path of ["sys/mounts", "sys/auth", "sys/policies/acl/reader", "auth/token/roles/short"])
        assert.deepStrictEqual(yield* data(again, path), yield* data(ask, path), path)
      assert.strictEqual(
        (yield* again("GET", "sys/health")).json.cluster_id,
        (yield* ask("GET", "sys/health")).json.cluster_id
      )
      assert.deepStrictEqual(yield* data(again, "sys/version-history"), yield* data(ask, "sys/version-history"))
      // The encryptions since the server was unsealed are its own: the new mount, and the mark of the time.
      const keyStatus = { ...(yield* data(ask, "sys/key-status")), encryptions: 2 }
      assert.deepStrictEqual(yield* data(again, "sys/key-status"), keyStatus)
      assert.deepStrictEqual((yield* data(again, "sys/config/cors")).allowed_origins, ["https://new.example"])

      assert.deepStrictEqual(yield* data(again, "kv1/a", reader), { n: 1 })
      assert.deepStrictEqual(yield* data(again, "kv1/a", batch), { n: 1 })
      assert.deepStrictEqual(yield* data(again, "kv1/after"), { n: 4 })
      assert.deepStrictEqual((yield* data(again, "secret/data/a")).data, { n: 2 })
      assert.deepStrictEqual(yield* data(again, "cubbyhole/mine", reader), { n: 3 })
      assert.deepStrictEqual((yield* unwrap(again, before)).json.data, { zip: "before" })
      assert.deepStrictEqual((yield* unwrap(again, after)).json.data, { zip: "after" })
      assert.deepStrictEqual((yield* unwrap(again, jwt)).json.data, { n: 1 })
      const login = yield* again("POST", "auth/people/login/ann", { token: null, body: { password: "p" } })
      assert.strictEqual(login.status, 200)
      assert.strictEqual((yield* again("PUT", "sys/leases/revoke", { body: { lease_id: lease } })).status, 204)
      assert.deepStrictEqual(given.taken, ["lent/a-600"])
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SU-1: used and revoked tokens stay invalid, the root token included", () =>
    Effect.gen(function* () {
      const open = yield* opening
      const ask = asking(yield* open())
      const parent = yield* create(ask, { ttl: "1h" })
      const child = yield* Effect.map(
        ask("POST", "auth/token/create", { token: parent, body: { ttl: "1h" } }),
        ({ json }) => json.auth.client_token as string
      )
      const used = (yield* wrap(ask)).token
      const revoked = (yield* wrap(ask)).token
      yield* unwrap(ask, used)
      yield* ask("POST", "auth/token/revoke", { body: { token: revoked } })
      yield* ask("POST", "auth/token/revoke", { body: { token: parent } })
      yield* ask("POST", "auth/token/revoke", { body: { token: ROOT } })

      const again = asking(yield* open())
      for (const token of [parent, child, ROOT])
        assert.strictEqual((yield* again("GET", "auth/token/lookup-self", { token })).status, 403)
      for (const token of [used, revoked])
        assert.strictEqual((yield* again("POST", "sys/wrapping/unwrap", { token })).status, 400)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-10: finishes disabling a mount, wherever the other server stopped", () =>
    Effect.gen(function* () {
      const steps = [2, 3, 4, 5, 6].flatMap((nth) => [
        [nth, "soon"] as const,
        [nth, "before a change of mounts"] as const
      ])
      for (const [nth, when] of steps) {
        const gated = makeGatedStore()
        const given = nothingGiven()
        yield* Effect.gen(function* () {
          const open = yield* opening
          const more = { engines: [...engines, leasing(given)] }
          const ask = asking(yield* open(more))
          yield* ask("POST", "sys/mounts/lent", { body: { type: "leasing" } })
          yield* ask("POST", "lent/kept", { body: { a: 1 } })
          yield* ask("GET", "lent/a-600")
          const stopped = gated.stopAt(nth, "commit")
          const disabling = yield* Effect.forkChild(ask("DELETE", "sys/mounts/lent"))
          const { letGo } = yield* Effect.promise(() => stopped)

          const server = yield* open(more)
          const again = asking(server)
          assert.strictEqual((yield* again("GET", "sys/mounts/lent")).status, 400)
          assert.strictEqual((yield* again("GET", "lent/a-600")).status, 404)
          if (when === "soon") yield* server.maintain
          else yield* again("POST", "sys/mounts/other", { body: { type: "kv" } })
          assert.include(given.taken, "lent/a-600")
          assert.strictEqual((yield* again("LIST", "sys/leases/lookup/lent")).status, 404)
          const data = yield* (yield* Store).list("mount-data", "", { limit: 1000 })
          assert.deepStrictEqual(data, [])
          assert.strictEqual((yield* again("POST", "sys/mounts/lent", { body: { type: "leasing" } })).status, 204)
          const lease = (yield* again("GET", "lent/b-600")).json.lease_id as string
          yield* server.maintain
          assert.strictEqual((yield* again("POST", "sys/leases/lookup", { body: { lease_id: lease } })).status, 200)
          letGo()
          yield* Fiber.join(disabling)
        }).pipe(Effect.provide(Layer.merge(gated.layer, layerNobleCrypto)))
      }
    })
  )

  it.effect("RW-SYS-11: finishes moving a mount, wherever the other server stopped", () =>
    Effect.gen(function* () {
      const steps = [2, 3, 4].flatMap((nth) => [[nth, "soon"] as const, [nth, "before a change of mounts"] as const])
      for (const [nth, when] of steps) {
        const gated = makeGatedStore()
        const given = nothingGiven()
        yield* Effect.gen(function* () {
          const open = yield* opening
          const more = { engines: [...engines, leasing(given)] }
          const ask = asking(yield* open(more))
          yield* ask("POST", "sys/mounts/lent", { body: { type: "leasing" } })
          yield* ask("POST", "lent/kept", { body: { a: 1 } })
          yield* ask("GET", "lent/a-600")
          const stopped = gated.stopAt(nth, "commit")
          const move = ask("POST", "sys/remount", { body: { from: "lent", to: "team" } })
          const moving = yield* Effect.forkChild(move)
          const { letGo } = yield* Effect.promise(() => stopped)

          const server = yield* open(more)
          const again = asking(server)
          assert.strictEqual((yield* again("GET", "lent/a-600")).status, 404)
          assert.deepStrictEqual((yield* again("LIST", "team/")).json.data.keys, ["kept"])
          const kept = (yield* again("GET", "team/b-600")).json.lease_id as string
          if (when === "soon") yield* server.maintain
          else yield* again("POST", "sys/mounts/other", { body: { type: "kv" } })
          assert.include(given.taken, "lent/a-600")
          assert.strictEqual((yield* again("LIST", "sys/leases/lookup/lent")).status, 404)
          assert.strictEqual((yield* again("POST", "sys/mounts/lent", { body: { type: "leasing" } })).status, 204)
          const lease = (yield* again("GET", "lent/c-600")).json.lease_id as string
          yield* server.maintain
          for (const lease_id of [kept, lease])
            assert.strictEqual((yield* again("POST", "sys/leases/lookup", { body: { lease_id } })).status, 200)
          letGo()
          yield* Fiber.join(moving)
        }).pipe(Effect.provide(Layer.merge(gated.layer, layerNobleCrypto)))
      }
    })
  )

  it.effect("RW-SYS-11: a move after which the engine cannot be started is finished by the same server", () =>
    Effect.gen(function* () {
      const given = nothingGiven()
      let isBroken = false
      const engine = leasing(given)
      const unsteady: typeof engine = {
        ...engine,
        mount: (context) =>
          isBroken ? Effect.fail(new StoreFailure({ cause: "the disk is busy" })) : engine.mount(context)
      }
      const open = yield* opening
      const server = yield* open({ engines: [...engines, unsteady], mounts: [{ path: "lent/", type: "leasing" }] })
      const ask = asking(server)
      yield* ask("GET", "lent/a-600")
      isBroken = true
      assert.strictEqual((yield* ask("POST", "sys/remount", { body: { from: "lent", to: "team" } })).status, 500)
      yield* server.maintain
      // The secrets do not wait for the engine of the new path.
      assert.deepStrictEqual(given.taken, ["lent/a-600"])
      isBroken = false
      yield* server.maintain
      assert.strictEqual((yield* ask("GET", "lent/a-600")).status, 404)
      assert.strictEqual((yield* ask("GET", "team/a-600")).status, 200)
    }).pipe(Effect.provide(Layer.merge(memory, Logger.layer([]))))
  )

  it.effect("RW-LE-11: finishes revoking tokens, wherever the other server stopped", () =>
    Effect.gen(function* () {
      for (const how of ["revoke", "revoke-orphan"]) {
        for (const nth of [2, 3, 4]) {
          const gated = makeGatedStore()
          const given = nothingGiven()
          yield* Effect.gen(function* () {
            const open = yield* opening
            const more = { engines: [...engines, leasing(given)], mounts: [{ path: "lent/", type: "leasing" }] }
            const ask = asking(yield* open(more))
            const parent = yield* create(ask, { policies: ["root"] })
            const child = (yield* ask("POST", "auth/token/create", { token: parent, body: { policies: ["root"] } }))
              .json.auth.client_token
            yield* ask("GET", "lent/a-600", { token: parent })
            yield* ask("POST", "cubbyhole/a", { token: parent, body: { a: 1 } })
            const stopped = gated.stopAt(nth, "commit")
            const revoking = yield* Effect.forkChild(ask("POST", `auth/token/${how}`, { body: { token: parent } }))
            const { letGo } = yield* Effect.promise(() => stopped)

            const server = yield* open(more)
            const again = asking(server)
            assert.strictEqual((yield* again("GET", "auth/token/lookup-self", { token: parent })).status, 403)
            const self = yield* again("GET", "auth/token/lookup-self", { token: child })
            assert.strictEqual(self.status, how === "revoke" ? 403 : 200)
            yield* server.maintain
            assert.include(given.taken, "lent/a-600")
            const store = yield* Store
            for (const space of ["token-lease", "cubbyhole", "token-child", "token-revoking"])
              assert.deepStrictEqual(
                yield* store.list(space, "", { limit: 10 }),
                [],
                `${how}, stopped at ${nth}: ${space}`
              )
            assert.lengthOf(yield* store.list("token", "", { limit: 10 }), how === "revoke" ? 1 : 2)
            letGo()
            yield* Fiber.join(revoking)
          }).pipe(Effect.provide(Layer.merge(gated.layer, layerNobleCrypto)))
        }
      }
    })
  )

  it.effect("RW-SYS-4: finds more mounts than a page of a list has", () =>
    Effect.gen(function* () {
      const open = yield* opening
      const paths = Array.from({ length: 1100 }, (_, i) => `m${i}/`)
      yield* open({ mounts: paths.map((path) => ({ path, type: "kv" })) })
      const ask = asking(yield* open())
      const mounts = Object.keys(yield* data(ask, "sys/mounts"))
      assert.deepStrictEqual(mounts.sort(), [...paths, "cubbyhole/", "sys/"].sort())
      assert.strictEqual((yield* ask("POST", "m1099/a", { body: { a: 1 } })).status, 204)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SEC-1: with another root key it is not opened", () =>
    Effect.gen(function* () {
      yield* (yield* opening)()
      const error = yield* Effect.flip((yield* opening)())
      assert.instanceOf(error, StoreFailure)
      assert.match(String(error.cause), /another root key/)
    }).pipe(Effect.provide(memory))
  )
})

describe("setting up an empty store", () => {
  it.effect("is continued by the next server if it stopped half-way", () =>
    Effect.gen(function* () {
      const commits = 7
      for (let working = 0; working <= commits; working++) {
        yield* Effect.gen(function* () {
          const store = yield* Store
          let left = working
          const failing = {
            ...store,
            commit: ((batch: Batch) =>
              left-- > 0 ? store.commit(batch) : Effect.fail(new StoreFailure({ cause: "no power" }))) as Commit
          }
          const open = yield* opening
          const stopped = yield* Effect.result(Effect.provideService(open(), Store, failing))
          assert.strictEqual(stopped._tag, working < commits ? "Failure" : "Success")
          const server = yield* open()
          assert.strictEqual(server.rootToken, working < commits ? ROOT : undefined)
          assert.deepStrictEqual(Object.keys(yield* data(asking(server), "sys/mounts")).sort(), [
            "cubbyhole/",
            "kv1/",
            "secret/",
            "sys/"
          ])
        }).pipe(Effect.provide(memory))
      }
    })
  )

  it.effect("changes nothing if an option is wrong", () =>
    Effect.gen(function* () {
      const store = yield* Store
      const rootKey = yield* newRootKey
      for (const wrong of [{ rootKey: new Uint8Array(16) }, { maxWrapTtl: NaN }, { rootToken: "b.root" }]) {
        const exit = yield* Effect.exit(openServer({ ...options, rootKey, ...wrong }))
        assert.strictEqual(exit._tag, "Failure")
      }
      for (const space of ["core", "token", "mount"])
        assert.deepStrictEqual(yield* store.list(space, "", { limit: 1 }), [])
    }).pipe(Effect.provide(memory))
  )
})
