import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Deferred from "effect/Deferred"
import * as Fiber from "effect/Fiber"
import { makeServer, openServer } from "../../src/index.ts"
import { Store, StoreFailure } from "../../src/ports/store/port.ts"
import { freshAsk, ROOT } from "../asking.ts"
import { initialize, askingOpen, memory, open, unseal, unsealed } from "./sealable.ts"

const KEY_WRONG =
  "unable to retrieve stored keys: invalid key: failed to decrypt keys from storage: cipher: message authentication failed"

describe("a server that is not initialized", () => {
  it.effect("RW-SYS-12: answers status requests, and everything else with 503", () =>
    Effect.gen(function* () {
      const server = yield* open({ storageType: "sqlite" })
      const ask = askingOpen(server)
      assert.deepStrictEqual((yield* ask("GET", "sys/init")).json, { initialized: false })
      const health = yield* ask("GET", "sys/health")
      assert.deepStrictEqual([health.status, health.json.initialized, health.json.sealed], [501, false, true])
      assert.strictEqual((yield* ask("GET", "sys/health?uninitcode=299&sealedcode=298")).status, 299)
      assert.strictEqual((yield* ask("HEAD", "sys/health")).status, 501)
      const status = yield* ask("GET", "sys/seal-status")
      assert.strictEqual(status.status, 200)
      assert.deepInclude(status.json, { type: "shamir", initialized: false, sealed: true, t: 0, n: 0, progress: 0 })
      assert.deepInclude(status.json, { nonce: "", recovery_seal: false, storage_type: "sqlite" })
      assert.deepStrictEqual((yield* ask("GET", "sys/leader")).json, { ha_enabled: false })
      for (const [method, path] of [
        ["GET", "kv1/a"],
        ["GET", "sys/generate-root/attempt"],
        ["PUT", "sys/rekey/init"],
        ["GET", "nowhere"]
      ] as const) {
        const { json, status } = yield* ask(method, path, method === "PUT" ? { body: {} } : {})
        assert.deepStrictEqual([status, json], [503, { errors: ["Vault is sealed"] }], path)
      }
      assert.strictEqual((yield* ask("DELETE", "sys/init")).status, 405)
      const named = { headers: { "x-vault-namespace": "team" } }
      for (const [method, path, expected] of [
        ["PUT", "sys/init", 400],
        ["PUT", "sys/seal", 400],
        ["GET", "sys/seal-status", 200],
        ["GET", "kv1/a", 503]
      ] as const) {
        const { headers, status } = yield* ask(method, path, named)
        assert.deepStrictEqual([status, headers["x-vault-namespace"]], [expected, "team"], path)
      }
      const early = yield* ask("PUT", "sys/unseal", { body: { key: "00".repeat(32) } })
      assert.deepStrictEqual([early.status, early.json.errors], [400, ["Vault is not initialized"]])
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-31: creates the first root token as the original does", () =>
    Effect.gen(function* () {
      const { ask, rootToken } = yield* unsealed(1, 1)
      const { json } = yield* ask("GET", "auth/token/lookup-self", { token: rootToken })
      assert.deepInclude(json.data, { display_name: "root", path: "auth/token/root", policies: ["root"], ttl: 0 })
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-31 RW-SYS-39: refuses invalid numbers of shares and PGP keys, and stays as it is", () =>
    Effect.gen(function* () {
      const ask = askingOpen(yield* open())
      const invalid = "invalid seal configuration: "
      for (const [body, error] of [
        [{}, `${invalid}shares must be at least one`],
        [{ secret_shares: -1, secret_threshold: 1 }, `${invalid}shares must be at least one`],
        [{ secret_shares: 1 }, `${invalid}threshold must be at least one`],
        [{ secret_shares: 2, secret_threshold: 1 }, `${invalid}threshold must be greater than one for multiple shares`],
        [{ secret_shares: 256, secret_threshold: 2 }, `${invalid}shares must be less than 256`],
        [{ secret_shares: 255, secret_threshold: 256 }, `${invalid}threshold must be less than 256`],
        [{ secret_shares: 3, secret_threshold: 4 }, `${invalid}threshold cannot be larger than shares`],
        [
          { secret_shares: 1, secret_threshold: 1, recovery_shares: 1, recovery_threshold: 1 },
          "parameters recovery_shares,recovery_threshold not applicable to seal type shamir"
        ],
        [
          { secret_shares: 1, secret_threshold: 1, recovery_threshold: 1, recovery_pgp_keys: ["a"] },
          "parameters recovery_threshold,recovery_pgp_keys not applicable to seal type shamir"
        ],
        [{ secret_shares: 1, pgp_keys: ["a"] }, `${invalid}threshold must be at least one`],
        [{ root_token_pgp_key: "a" }, `${invalid}shares must be at least one`],
        [{ secret_shares: 1, secret_threshold: 1, pgp_keys: ["a"] }, "PGP keys are not supported"],
        [{ secret_shares: 1, secret_threshold: 1, root_token_pgp_key: "a" }, "PGP keys are not supported"]
      ] as const) {
        const { json, status } = yield* ask("PUT", "sys/init", { body })
        assert.deepStrictEqual([status, json.errors], [400, [error]])
      }
      const store = yield* Store
      assert.deepStrictEqual(yield* store.list("core", "", { limit: 10 }), [])
      assert.strictEqual((yield* ask("GET", "sys/init")).json.initialized, false)
      // As the original's client sends it.
      const body = { secret_shares: 1, secret_threshold: 1, stored_shares: 0, pgp_keys: null, recovery_pgp_keys: null }
      const asked = { ...body, recovery_shares: 0, recovery_threshold: 0, root_token_pgp_key: "" }
      assert.strictEqual((yield* ask("PUT", "sys/init", { body: asked })).status, 200)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-ER-10: numbers and booleans as strings, and forms, do not initialize or unseal", () =>
    Effect.gen(function* () {
      const ask = askingOpen(yield* open())
      const form = { "content-type": "application/x-www-form-urlencoded" }
      const refusal = Effect.fnUntraced(function* (path: string, body: unknown, headers = {}) {
        const { json, status } = yield* ask("PUT", path, { body, headers })
        assert.strictEqual(status, 400, JSON.stringify(body))
        return json.errors[0] as string
      })
      for (const [body, field] of [
        [{ secret_shares: "5", secret_threshold: "3" }, "secret_shares"],
        [{ secret_shares: 5, Secret_Threshold: "3" }, "secret_threshold"],
        [{ secret_shares: 5.5, secret_threshold: 3 }, "secret_shares"],
        [{ secret_shares: 1e30, secret_threshold: 3 }, "secret_shares"],
        [{ secret_shares: true, secret_threshold: 3 }, "secret_shares"],
        [{ secret_shares: 1, secret_threshold: 1, pgp_keys: "x" }, "pgp_keys"],
        [{ secret_shares: 1, secret_threshold: 1, recovery_shares: "0" }, "recovery_shares"],
        [{ secret_shares: 1, secret_threshold: 1, root_token_pgp_key: 5 }, "root_token_pgp_key"]
      ] as const)
        assert.strictEqual(
          yield* refusal("sys/init", body),
          `failed to decode JSON input: the field "${field}" has the wrong type`
        )
      assert.match(
        yield* refusal("sys/init", "secret_shares=1&secret_threshold=1", form),
        /^failed to decode JSON input/
      )
      assert.isFalse((yield* ask("GET", "sys/init")).json.initialized)
      const body = { SECRET_SHARES: 3, secret_shares: null, Secret_Threshold: 2, stored_shares: "1", unknown: [] }
      const { json } = yield* ask("PUT", "sys/init", { body, headers: form })
      assert.lengthOf(json.keys, 3)
      const [first, second] = json.keys as [string, string]
      for (const [wrong, field] of [
        [{ key: 5 }, "key"],
        [{ key: [first] }, "key"],
        [{ reset: "true" }, "reset"],
        [{ reset: 1 }, "reset"],
        [{ key: first, migrate: "x" }, "migrate"]
      ] as const)
        assert.strictEqual(
          yield* refusal("sys/unseal", wrong),
          `failed to decode JSON input: the field "${field}" has the wrong type`
        )
      assert.match(yield* refusal("sys/unseal", `key=${first}`, form), /^failed to decode JSON input/)
      assert.strictEqual((yield* ask("PUT", "sys/unseal", { body: { Key: first } })).json.progress, 1)
      assert.strictEqual((yield* ask("PUT", "sys/unseal", { body: { Reset: true } })).json.progress, 0)
      yield* unseal(ask, [first])
      assert.strictEqual((yield* ask("PUT", "sys/unseal", { body: { KEY: second } })).json.sealed, false)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-31: is initialized once, even if two requests try at the same time", () =>
    Effect.gen(function* () {
      const ask = askingOpen(yield* open())
      const body = { secret_shares: 3, secret_threshold: 2 }
      const answers = yield* Effect.all([ask("PUT", "sys/init", { body }), ask("POST", "sys/init", { body })], {
        concurrency: "unbounded"
      })
      assert.deepStrictEqual(answers.map(({ status }) => status).sort(), [200, 400])
      const { json } = answers.find(({ status }) => status === 200)!
      assert.lengthOf(json.keys, 3)
      assert.deepStrictEqual(
        json.keys_base64.map((key: string) => Buffer.from(key, "base64").toString("hex")),
        json.keys
      )
      assert.notProperty(json, "recovery_keys")
      assert.deepStrictEqual(answers.find(({ status }) => status === 400)!.json.errors, [
        "Vault is already initialized"
      ])
      assert.deepInclude((yield* ask("GET", "sys/seal-status")).json, { initialized: true, sealed: true, t: 2, n: 3 })
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-31: can be initialized after an initialization that stopped anywhere", () =>
    Effect.gen(function* () {
      let stopped = 0
      for (let working = 0; ; working++) {
        const failures = yield* Effect.gen(function* () {
          const store = yield* Store
          let left = working
          const commit = (batch: never) =>
            left-- > 0 ? store.commit(batch) : Effect.fail(new StoreFailure({ cause: "no power" }))
          const failing = { ...store, commit } as typeof Store.Service
          const first = askingOpen(yield* Effect.provideService(open(), Store, failing))
          const { status } = yield* first("PUT", "sys/init", { body: { secret_shares: 1, secret_threshold: 1 } })
          if (status === 200) return 0
          assert.strictEqual(status, 500)
          const server = yield* open()
          const ask = askingOpen(server)
          const { keys, rootToken } = yield* initialize(ask, 1, 1)
          assert.strictEqual((yield* unseal(ask, keys)).json.sealed, false)
          const mounts = yield* ask("GET", "sys/mounts", { token: rootToken })
          assert.deepStrictEqual(Object.keys(mounts.json.data).sort(), ["cubbyhole/", "kv1/", "sys/"])
          return 1
        }).pipe(Effect.provide(memory))
        stopped += failures
        if (failures === 0) break
      }
      assert.isAbove(stopped, 2)
    })
  )

  it.effect("RW-SYS-31: a store that was set up without a seal is refused", () =>
    Effect.gen(function* () {
      yield* makeServer({ engines: [], mounts: [] })
      const error = yield* Effect.flip(open())
      assert.instanceOf(error, StoreFailure)
      assert.match(String(error.cause), /without a seal/)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-40: a store with a seal is not opened with another root key", () =>
    Effect.gen(function* () {
      yield* initialize(askingOpen(yield* open()), 1, 1)
      const error = yield* Effect.flip(openServer({ engines: [], rootKey: new Uint8Array(32) }))
      assert.instanceOf(error, StoreFailure)
    }).pipe(Effect.provide(memory))
  )
})

describe("unsealing", () => {
  it.effect("RW-SYS-33: the state of the server comes before the length of a share", () =>
    Effect.gen(function* () {
      const ask = askingOpen(yield* open())
      const send = (body: object) => ask("PUT", "sys/unseal", { body })
      const wrongLengths = ["abcd", "AAAA", "00".repeat(40), "QUJD".repeat(200)]
      for (const key of wrongLengths)
        assert.deepStrictEqual((yield* send({ key })).json.errors, ["Vault is not initialized"], key)
      assert.strictEqual((yield* send({ reset: true })).status, 200)
      const { keys } = yield* initialize(ask, 1, 1)
      const open_ = yield* send({ key: `${Buffer.from(keys[0]!, "hex").toString("base64")}\r\n` })
      assert.strictEqual(open_.json.sealed, false)
      for (const key of wrongLengths) {
        const { json, status } = yield* send({ key })
        assert.deepStrictEqual([status, json.sealed], [200, false], key)
      }
      for (const body of [{ reset: true }, { reset: true, key: keys[0] }]) {
        const { json, status } = yield* send(body)
        assert.deepStrictEqual([status, json], [400, { errors: ["vault is unsealed"] }])
      }
      assert.strictEqual((yield* send({ key: "no key" })).status, 400)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-33: a server that keeps its keys answers the same", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const send = (body: object) => ask("PUT", "sys/unseal", { token: null, body })
      assert.strictEqual((yield* send({ key: "abcd" })).status, 200)
      assert.deepStrictEqual((yield* send({ reset: true })).json.errors, ["vault is unsealed"])
      yield* ask("PUT", "sys/seal")
      assert.deepStrictEqual((yield* send({ key: "abcd" })).json.errors, [
        "invalid key: key is shorter than minimum 16 bytes"
      ])
      assert.deepStrictEqual((yield* send({ key: "ab".repeat(32) })).json.errors, [KEY_WRONG])
      assert.strictEqual((yield* send({ reset: true })).status, 200)
    })
  )

  it.effect("RW-SYS-33: counts each share once, in hexadecimal or base64, and starts again after reset", () =>
    Effect.gen(function* () {
      const ask = askingOpen(yield* open())
      const { keys, rootToken } = yield* initialize(ask, 5, 3)
      const send = (key: string) => ask("PUT", "sys/unseal", { body: { key } })
      const first = (yield* send(keys[0]!)).json
      assert.deepInclude(first, { sealed: true, t: 3, n: 5, progress: 1 })
      assert.match(first.nonce, /^[0-9a-f-]{36}$/)
      const again = (yield* send(Buffer.from(keys[0]!, "hex").toString("base64"))).json
      assert.deepInclude(again, { progress: 1, nonce: first.nonce })
      assert.strictEqual((yield* send(keys[1]!)).json.progress, 2)
      assert.deepInclude((yield* ask("PUT", "sys/unseal", { body: { reset: true } })).json, { progress: 0, nonce: "" })
      yield* send(keys[4]!)
      yield* send(keys[1]!)
      const open_ = (yield* send(keys[2]!)).json
      assert.deepInclude(open_, { sealed: false, progress: 0, nonce: "" })
      assert.isString(open_.cluster_id)
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token: rootToken })).status, 200)
      assert.strictEqual((yield* ask("GET", "sys/health")).status, 200)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-33 RW-SYS-40: refuses wrong and malformed shares without quoting them, and discards them", () =>
    Effect.gen(function* () {
      const ask = askingOpen(yield* open())
      const { keys } = yield* initialize(ask, 3, 2)
      const send = (body: object) => ask("PUT", "sys/unseal", { body })
      yield* send({ key: keys[0]! })
      const wrong = "ab".repeat(33)
      const refused = yield* send({ key: wrong })
      assert.deepStrictEqual([refused.status, refused.json.errors], [400, [KEY_WRONG]])
      assert.strictEqual((yield* ask("GET", "sys/seal-status")).json.progress, 0)
      yield* send({ key: keys[0]! })
      const sameX = `00${keys[0]!.slice(2)}`
      const unrelated = yield* send({ key: sameX })
      assert.deepStrictEqual(unrelated.json.errors, ["invalid key: failed to compute combined key"])
      assert.strictEqual(unrelated.status, 400)
      yield* send({ key: keys[0]! })
      assert.strictEqual((yield* send({ key: keys[1]!.slice(2) })).status, 400)
      for (const [body, error] of [
        [{}, "'key' must be specified in request body as JSON, or 'reset' set to true"],
        [{ key: "not a key" }, "'key' must be a valid hex or base64 string"],
        [{ key: `${"00".repeat(100)}-` }, "'key' must be a valid hex or base64 string"],
        [{ key: "QQ".repeat(101) }, "'key' must be a valid hex or base64 string"],
        [{ key: "AAAA" }, "invalid key: key is shorter than minimum 16 bytes"],
        [{ key: "Q".repeat(60) }, "invalid key: key is longer than maximum 33 bytes"],
        [{ key: "00".repeat(100) }, "invalid key: key is longer than maximum 33 bytes"],
        [{ key: "AAAA", migrate: true }, "can't perform a seal migration, no migration seal found"],
        [{ key: keys[0]!, migrate: true }, "can't perform a seal migration, no migration seal found"]
      ] as const) {
        const { status, text } = yield* send(body)
        assert.deepStrictEqual([status, text], [400, `${JSON.stringify({ errors: [error] })}\n`])
      }
      assert.strictEqual((yield* ask("GET", "sys/seal-status")).json.progress, 0)
      assert.strictEqual((yield* unseal(ask, [keys[2]!, keys[1]!])).json.sealed, false)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-33: a sealed server reads only 64 KiB of a body", () =>
    Effect.gen(function* () {
      const server = yield* open()
      const admitted = yield* server.admit({
        method: "PUT",
        target: "/v1/sys/unseal",
        header: () => undefined,
        remoteAddress: "127.0.0.1"
      })
      assert.strictEqual(admitted.maxBytes, 64 * 1024)
      assert.strictEqual(server.freeRequestSize, 64 * 1024)
    }).pipe(Effect.provide(memory))
  )
})

describe("sealing", () => {
  it.effect("RW-SYS-34 RW-SYS-12: the server finds everything again once it is unsealed", () =>
    Effect.gen(function* () {
      const { ask, keys, rootToken, server } = yield* unsealed(3, 2)
      yield* ask("POST", "kv1/a", { token: rootToken, body: { n: 1 } })
      const wrapped = yield* ask("POST", "sys/wrapping/wrap", { token: rootToken, ttl: 60, body: { zip: "zap" } })
      assert.strictEqual((yield* ask("PUT", "sys/seal")).status, 403)
      assert.strictEqual((yield* ask("PUT", "sys/seal", { token: rootToken })).status, 204)
      assert.isTrue(server.isSealed())
      assert.strictEqual((yield* ask("GET", "kv1/a", { token: rootToken })).status, 503)
      assert.strictEqual((yield* ask("GET", "sys/health")).status, 503)
      assert.strictEqual((yield* unseal(ask, keys.slice(1))).json.sealed, false)
      assert.deepStrictEqual((yield* ask("GET", "kv1/a", { token: rootToken })).json.data, { n: 1 })
      const token = wrapped.json.wrap_info.token
      const unwrapped = yield* ask("POST", "sys/wrapping/unwrap", { token })
      assert.deepStrictEqual(unwrapped.json.data, { zip: "zap" })
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-12: sealing a sealed server, and one that is not initialized, succeeds without a token", () =>
    Effect.gen(function* () {
      const server = yield* open()
      const ask = askingOpen(server)
      const sealAgain = Effect.fnUntraced(function* () {
        for (const path of ["sys/seal", "sys/step-down"]) {
          for (const token of [null, "s.unknown"]) {
            const { status, text } = yield* ask("PUT", path, { token })
            assert.deepStrictEqual([status, text], [204, ""])
          }
          const read = yield* ask("GET", path)
          assert.deepStrictEqual([read.status, read.json], [405, { errors: [] }])
          assert.strictEqual((yield* ask("POST", path, { body: "{" })).status, 400)
        }
        assert.isTrue(server.isSealed())
      })
      yield* sealAgain()
      const { keys, rootToken } = yield* initialize(ask, 1, 1)
      yield* sealAgain()
      yield* unseal(ask, keys)
      assert.strictEqual((yield* ask("PUT", "sys/seal", { token: rootToken })).status, 204)
      yield* sealAgain()
      assert.strictEqual((yield* unseal(ask, keys)).json.sealed, false)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-12: sealing a sealed server that keeps its keys succeeds without a token", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      for (const token of [ROOT, null, ROOT]) assert.strictEqual((yield* ask("PUT", "sys/seal", { token })).status, 204)
      assert.strictEqual((yield* ask("PUT", "sys/step-down", { token: null })).status, 204)
      assert.strictEqual((yield* ask("GET", "sys/mounts", { token: null })).status, 503)
    })
  )

  it.effect("RW-SYS-34: waits for the requests that have begun, and answers later ones with 503", () =>
    Effect.gen(function* () {
      const store = yield* Store
      const reached = yield* Deferred.make<void>()
      const go = yield* Deferred.make<void>()
      let holds = false
      const commit = (batch: never) =>
        holds
          ? Effect.andThen(
              Deferred.succeed(reached, undefined),
              Effect.andThen(Deferred.await(go), store.commit(batch))
            )
          : store.commit(batch)
      const gated = { ...store, commit } as typeof Store.Service
      const { ask, keys, rootToken, server } = yield* Effect.provideService(unsealed(1, 1), Store, gated)
      holds = true
      const writing = yield* Effect.forkChild(ask("POST", "kv1/slow", { token: rootToken, body: { n: 1 } }))
      yield* Deferred.await(reached)
      holds = false
      const sealing = yield* Effect.forkChild(ask("PUT", "sys/seal", { token: rootToken }))
      yield* Effect.yieldNow
      while (!server.isSealed()) yield* Effect.yieldNow
      assert.strictEqual((yield* ask("GET", "kv1/slow", { token: rootToken })).status, 503)
      assert.isUndefined(sealing.pollUnsafe())
      const sealingAgain = yield* Effect.forkChild(ask("PUT", "sys/seal"))
      yield* Effect.yieldNow
      assert.isUndefined(sealingAgain.pollUnsafe())
      const unsealing = yield* Effect.forkChild(unseal(ask, keys))
      yield* Effect.yieldNow
      assert.isUndefined(unsealing.pollUnsafe())
      yield* Deferred.succeed(go, undefined)
      assert.strictEqual((yield* Fiber.join(writing)).status, 204)
      assert.strictEqual((yield* Fiber.join(sealing)).status, 204)
      assert.strictEqual((yield* Fiber.join(sealingAgain)).status, 204)
      assert.strictEqual((yield* Fiber.join(unsealing)).json.sealed, false)
      assert.deepStrictEqual((yield* ask("GET", "kv1/slow", { token: rootToken })).json.data, { n: 1 })
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-34: closing seals, and a server that is opened later on the store finds everything", () =>
    Effect.gen(function* () {
      const first = yield* unsealed(3, 2)
      yield* first.ask("POST", "kv1/a", { token: first.rootToken, body: { n: 1 } })
      yield* first.server.close
      yield* first.server.close
      assert.isTrue(first.server.isSealed())
      yield* first.server.maintain
      const second = yield* open({ mounts: [] })
      assert.deepStrictEqual([second.isInitialized(), second.isSealed()], [true, true])
      const ask = askingOpen(second)
      assert.strictEqual((yield* unseal(ask, first.keys.slice(0, 2))).json.sealed, false)
      assert.deepStrictEqual((yield* ask("GET", "kv1/a", { token: first.rootToken })).json.data, { n: 1 })
    }).pipe(Effect.provide(memory))
  )
})
