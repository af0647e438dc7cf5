import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { TestClock } from "effect/testing"
import { layerMemory, Store } from "../../src/index.ts"
import { type Batch, type Commit, StoreFailure } from "../../src/ports/store/port.ts"
import { DENIED, INVALID, ROOT, unwrap, wrap } from "../asking.ts"
import { auditedServer, type Entry } from "./audited-server.ts"

const isResponse = (line: string): boolean => line.includes('"type":"response"')

const INTERNAL = ["internal error"]

const brief = ({ error, request, type }: Entry): unknown => [
  type,
  request.path,
  ...(error === undefined ? [] : [error])
]

describe("a server whose audit devices fail", () => {
  it.effect("RW-AU-2: performs nothing if no device writes the entry of the request", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      kept.failIf((_, line) => !isResponse(line))
      const refused = yield* ask("POST", "kv1/app", { body: { a: 1 } })
      assert.deepEqual([refused.status, refused.json.errors], [500, INTERNAL])
      kept.failIf(() => false)
      assert.strictEqual((yield* ask("GET", "kv1/app")).status, 404)
    })
  )

  it.effect("RW-AU-2: does not send a response whose entry no device writes", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      yield* ask("POST", "kv1/app", { body: { zip: "zap" } })
      kept.failIf((_, line) => isResponse(line))
      const { json, status, text } = yield* ask("GET", "kv1/app")
      assert.deepEqual([status, json.errors], [500, INTERNAL])
      assert.notInclude(text, "zap")
    })
  )

  it.effect("RW-AU-2: answers if one of several devices has written the entries", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer({
        devices: [
          { path: "main", type: "kept" },
          { path: "second", type: "kept", options: { name: "second" } }
        ]
      })
      kept.failIf((name) => name === "kept")
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self")).status, 200)
      assert.deepEqual(kept.entries("second").map(brief), [
        ["request", "auth/token/lookup-self"],
        ["response", "auth/token/lookup-self"]
      ])
      // Nobody would notice otherwise that only one device is left. The request for the metrics has an entry too.
      assert.match((yield* ask("GET", "sys/metrics?format=prometheus")).text, /^enwrap_audit_failures 3$/m)
      kept.failIf(() => true)
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self")).status, 500)
    })
  )

  it.effect("metrics without a token have no entry, so that failing devices can be seen", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer({}, layerMemory, { unauthenticatedMetrics: true })
      kept.failIf(() => true)
      assert.strictEqual((yield* ask("GET", "kv1/app")).status, 500)
      const scraped = [null, ROOT, "nobody"].map((token) => ask("GET", "sys/metrics?format=prometheus", { token }))
      for (const { text } of yield* Effect.all(scraped)) assert.match(text, /^enwrap_audit_failures [12]$/m)
      kept.failIf(() => false)
      yield* ask("GET", "sys/metrics", { token: null })
      assert.deepEqual(kept.entries().map(brief), [])
    })
  )

  it.effect("RW-AU-2: even a refusal is not sent without its entry", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      kept.failIf(() => true)
      assert.strictEqual((yield* ask("GET", "kv1/app", { token: "nobody" })).status, 500)
      assert.strictEqual((yield* unwrap(ask, "nobody")).status, 500)
    })
  )

  for (const failing of ["request", "response"]) {
    it.effect(`RW-AU-3: an unwrap without the entry of its ${failing} leaves the wrapping token valid`, () =>
      Effect.gen(function* () {
        const { ask, kept } = yield* auditedServer()
        const info = yield* wrap(ask)
        kept.failIf((_, line) => line.includes(`"type":"${failing}"`))
        assert.strictEqual((yield* unwrap(ask, info.token)).status, 500)
        kept.failIf(() => false)
        assert.deepEqual((yield* unwrap(ask, info.token)).json.data, { zip: "zap" })
        assert.strictEqual((yield* unwrap(ask, info.token)).status, 400)
      })
    )

    it.effect(`RW-AU-3: so does the older way to unwrap, without the entry of its ${failing}`, () =>
      Effect.gen(function* () {
        const { ask, kept } = yield* auditedServer()
        const { token } = yield* wrap(ask)
        kept.failIf((_, line) => line.includes(`"type":"${failing}"`))
        assert.strictEqual((yield* ask("GET", "cubbyhole/response", { token })).status, 500)
        kept.failIf(() => false)
        const { json } = yield* ask("GET", "cubbyhole/response", { token })
        assert.deepEqual(JSON.parse(json.data.response).data, { zip: "zap" })
        const again = yield* ask("GET", "cubbyhole/response", { token })
        assert.deepEqual([again.status, again.json.errors], [403, DENIED])
      })
    )

    it.effect(`RW-AU-3: so does a rewrap, without the entry of its ${failing}`, () =>
      Effect.gen(function* () {
        const { ask, kept } = yield* auditedServer()
        const { token } = yield* wrap(ask)
        kept.failIf((_, line) => line.includes(`"type":"${failing}"`))
        assert.strictEqual((yield* ask("POST", "sys/wrapping/rewrap", { body: { token } })).status, 500)
        kept.failIf(() => false)
        assert.deepEqual((yield* unwrap(ask, token)).json.data, { zip: "zap" })
      })
    )
  }

  it.effect("RW-AU-3: creates no token and no wrapping token that is not delivered", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      const accessors = Effect.map(ask("LIST", "auth/token/accessors"), ({ json }) => json.data.keys as Array<string>)
      const before = yield* accessors
      kept.failIf((_, line) => isResponse(line))
      assert.strictEqual((yield* ask("POST", "auth/token/create", { body: {} })).status, 500)
      assert.strictEqual((yield* ask("POST", "sys/wrapping/wrap", { body: { a: 1 }, ttl: 60 })).status, 500)
      kept.failIf(() => false)
      assert.deepEqual(yield* accessors, before)
    })
  )

  it.effect("does not count a use of a token whose request has no entry", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      const created = yield* ask("POST", "auth/token/create", { body: { num_uses: 1, policies: ["default"] } })
      const token = created.json.auth.client_token
      kept.failIf(() => true)
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token })).status, 500)
      kept.failIf(() => false)
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self", { token })).status, 200)
    })
  )

  it.effect("logs once a second that a device fails, however many requests have no entry", () => {
    const messages: Array<string> = []
    const logger = Logger.layer([Logger.make(({ message }) => void messages.push(String(message)))])
    return Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      kept.failIf(() => true)
      for (let i = 0; i < 50; i++) assert.strictEqual((yield* unwrap(ask, "nobody")).status, 500)
      const message = 'the audit device "main/" failed to write an entry: the disk is full'
      assert.deepStrictEqual(messages, [message])
      yield* TestClock.adjust("1 second")
      for (let i = 0; i < 50; i++) yield* unwrap(ask, "nobody")
      assert.deepStrictEqual(messages.slice(1), [`${message}; 49 more since the last message`])
    }).pipe(Effect.provide(logger))
  })

  it.effect("RW-AU-2: an entry that cannot be built is an entry that cannot be written", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      kept.onWrite(() => Effect.die(new Error("a defect of the device")))
      assert.strictEqual((yield* ask("GET", "auth/token/lookup-self")).status, 500)
    })
  )
})

describe("the order of an entry and its commit", () => {
  it.effect("RW-AU-3: the loser of a race has a second entry with the error", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      const { token } = yield* wrap(ask)
      kept.clear()
      let isFirst = true
      // While the response of the first unwrap is being audited, a second one overtakes it.
      kept.onWrite((line) => {
        if (!isResponse(line) || !isFirst) return Effect.void
        isFirst = false
        return Effect.asVoid(Effect.map(unwrap(ask, token), ({ status }) => assert.strictEqual(status, 200)))
      })
      const lost = yield* unwrap(ask, token)
      assert.deepEqual([lost.status, lost.json.errors], [INVALID.status, INVALID.errors])
      const ids = new Set(kept.entries().map(({ request }) => request.id))
      assert.strictEqual(ids.size, 2)
      const [first] = ids
      assert.deepEqual(
        kept
          .entries()
          .filter(({ request }) => request.id === first)
          .map(brief),
        [
          ["request", "sys/wrapping/unwrap"],
          ["response", "sys/wrapping/unwrap"],
          ["response", "sys/wrapping/unwrap", ...INVALID.errors]
        ]
      )
    })
  )

  it.effect("RW-AU-1 RW-AU-3: nothing is stored before the entries are written, whatever is done", () =>
    Effect.gen(function* () {
      const log: Array<string> = []
      const store = Layer.effect(
        Store,
        Effect.map(Store, (store): typeof Store.Service => ({
          ...store,
          commit: ((batch: Batch) => {
            log.push("commit")
            return store.commit(batch)
          }) as Commit
        }))
      ).pipe(Layer.provide(layerMemory))
      const { ask, kept } = yield* auditedServer({}, store)
      kept.onWrite((line) => Effect.sync(() => void log.push(isResponse(line) ? "response" : "request")))
      log.length = 0
      const { token } = yield* wrap(ask)
      yield* unwrap(ask, token)
      yield* ask("POST", "auth/token/create", { body: {} })
      const once = ["request", "response", "commit"]
      assert.deepEqual(log, [...once, ...once, ...once])
      log.length = 0
      // The first JWT creates the key that signs it.
      yield* ask("POST", "sys/wrapping/wrap", { body: { a: 1 }, ttl: 60, headers: { "x-vault-wrap-format": "jwt" } })
      assert.deepEqual(log, ["request", "commit", ...once.slice(1)])
    })
  )

  it.effect("RW-AU-3: a commit that fails has an entry with the error", () =>
    Effect.gen(function* () {
      let isBroken = false
      const store = Layer.effect(
        Store,
        Effect.map(Store, (store): typeof Store.Service => ({
          ...store,
          commit: ((batch: Batch) =>
            isBroken ? Effect.fail(new StoreFailure({ cause: "the disk is full" })) : store.commit(batch)) as Commit
        }))
      ).pipe(Layer.provide(layerMemory))
      const { ask, kept } = yield* auditedServer({}, store)
      isBroken = true
      const { status } = yield* ask("POST", "sys/wrapping/wrap", { body: { a: 1 }, ttl: 60 })
      assert.strictEqual(status, 500)
      assert.deepEqual(kept.entries().map(brief), [
        ["request", "sys/wrapping/wrap"],
        ["response", "sys/wrapping/wrap"],
        ["response", "sys/wrapping/wrap", "internal error"]
      ])
    })
  )
})

describe("requests on a store with a bug", () => {
  it.effect("RW-AU-1: an unwrap during which the store dies has a response and an entry", () =>
    Effect.gen(function* () {
      let isBroken = false
      const store = Layer.effect(
        Store,
        Effect.map(Store, ({ getNow: _, ...store }): typeof Store.Service => ({
          ...store,
          get: (space, key) => (isBroken ? Effect.die(new Error("a bug of the driver")) : store.get(space, key))
        }))
      ).pipe(Layer.provide(layerMemory))
      const { ask, kept } = yield* auditedServer({}, store)
      const { token } = yield* wrap(ask)
      kept.clear()
      isBroken = true
      assert.strictEqual((yield* unwrap(ask, token)).status, 500)
      assert.deepEqual(kept.entries().map(brief), [["request", "sys/wrapping/unwrap", "internal error"]])
    })
  )
})

describe("requests that are refused", () => {
  it.effect("RW-AU-1: an unwrap of a token that is not live has one entry, with the error", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      const { token } = yield* wrap(ask)
      yield* unwrap(ask, token)
      kept.clear()
      yield* unwrap(ask, token)
      yield* ask("POST", "sys/wrapping/unwrap", { body: { token } })
      yield* ask("POST", "sys/wrapping/unwrap", { body: { token: 1 } })
      const failed = ["request", "sys/wrapping/unwrap", ...INVALID.errors]
      assert.deepEqual(kept.entries().map(brief), [failed, failed, failed])
    })
  )

  it.effect(
    "RW-AU-1: a request without a valid token, or that the policies deny, has both entries, with the error",
    () =>
      Effect.gen(function* () {
        const { ask, kept } = yield* auditedServer()
        const created = yield* ask("POST", "auth/token/create", { body: { policies: ["default"] } })
        const token = created.json.auth.client_token
        kept.clear()
        yield* ask("GET", "kv1/app", { token: "nobody" })
        yield* ask("GET", "kv1/app", { token: null })
        yield* ask("GET", "kv1/app", { token })
        const listed = "1 error occurred:\n\t* permission denied\n\n"
        assert.deepEqual(kept.entries().map(brief), [
          ["request", "kv1/app", ...DENIED],
          ["response", "kv1/app", listed],
          ["request", "kv1/app", ...DENIED],
          ["response", "kv1/app", listed],
          ["request", "kv1/app", listed],
          ["response", "kv1/app", listed]
        ])
        const [unknown, answer, none, , denied, deniedAnswer] = kept.entries()
        const hash = yield* ask("POST", "sys/audit-hash/main", { body: { input: DENIED[0] } })
        assert.strictEqual(answer.response.data.error, hash.json.data.hash)
        assert.strictEqual(answer.response.mount_point, "kv1/")
        assert.deepEqual(deniedAnswer.auth, denied.auth)
        assert.match(unknown.request.client_token, /^hmac-/)
        assert.isUndefined(none.request.client_token)
        assert.strictEqual(denied.auth.display_name, "token")
        assert.deepEqual(denied.auth.policy_results, { allowed: false })
      })
  )

  it.effect("RW-AU-1: what does not exist is no error", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      assert.strictEqual((yield* ask("GET", "kv1/nothing")).status, 404)
      assert.strictEqual((yield* ask("LIST", "kv1/nothing")).status, 404)
      assert.deepEqual(
        kept.entries().map(({ error, type }) => [type, error]),
        [
          ["request", undefined],
          ["response", undefined],
          ["request", undefined],
          ["response", undefined]
        ]
      )
    })
  )

  it.effect("RW-AU-1: a method that an open path does not have is an error of its response only", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      yield* ask("POST", "sys/auth/approle", { body: { type: "approle" } })
      kept.clear()
      assert.strictEqual((yield* ask("DELETE", "auth/approle/login", { token: null })).status, 405)
      const errors = kept.entries().map(({ error, type }) => [type, typeof error])
      assert.deepEqual(errors, [
        ["request", "undefined"],
        ["response", "string"]
      ])
    })
  )

  it.effect("RW-AU-1: an error of an operation is in the entry of its response", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      yield* ask("POST", "auth/token/create", { body: { ttl: "wrong" } })
      yield* ask("GET", "nowhere/at/all")
      const errors = kept.entries().map(({ error, type }) => [type, typeof error])
      assert.deepEqual(errors, [
        ["request", "undefined"],
        ["response", "string"],
        ["request", "undefined"],
        ["response", "string"]
      ])
    })
  )

  it.effect("leaves out what the original leaves out: malformed requests, and paths outside the logical layer", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* auditedServer()
      yield* ask("GET", "sys/health", { token: null })
      yield* ask("GET", "sys/seal-status", { token: null })
      yield* ask("POST", "kv1/app", { body: "{" })
      yield* ask("POST", "sys/wrapping/wrap", { body: {}, ttl: "-1" })
      assert.deepEqual(kept.entries(), [])
      assert.notInclude(kept.text(), ROOT)
    })
  )
})
