/** A request that waits for another server does not delay whoever seals this one. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { layerAuditDevices } from "../../src/server/audit/index.ts"
import type { SealableOptions } from "../../src/index.ts"
import { type Answered, type Ask, unwrap } from "../asking.ts"
import { type Entry, keptLines } from "../audit/audited-server.ts"
import { makeGatedStore } from "../gated-store.ts"
import { quickCrypto } from "../midway.ts"
import { lateUpstream } from "./late-upstream.ts"
import { memory, unseal, unsealed } from "./sealable.ts"

const SEALED = { errors: ["Vault is sealed"] }

/** A server with an upstream at `api/` that allows every method. */
const withUpstream = Effect.fnUntraced(function* (options: Partial<SealableOptions> = {}) {
  const upstream = lateUpstream()
  const ready = yield* unsealed(1, 1, { engines: upstream.engines, ...options })
  const { ask, keys, rootToken: token } = ready
  yield* ask("POST", "sys/mounts/api", { token, body: { type: "http" } })
  const body = { base_url: "http://127.0.0.1:9", allowed_methods: ["GET", "POST"], timeout: 300 }
  assert.strictEqual((yield* ask("POST", "api/config/upstream", { token, body })).status, 204)
  const sealing = ask("PUT", "sys/seal", { token })
  return { ...ready, upstream, token, sealing, unsealAgain: unseal(ask, keys) }
})

/** Sends a request, and continues once the upstream has received it. */
const sent = Effect.fnUntraced(function* (upstream: ReturnType<typeof lateUpstream>, request: Effect.Effect<Answered>) {
  const next = upstream.next()
  const fiber = yield* Effect.forkChild(request)
  return { fiber, received: yield* Effect.promise(() => next) }
})

const tokenOf = (ask: Ask, token: string, numUses: number) =>
  Effect.map(
    ask("POST", "auth/token/create", { token, body: { policies: ["root"], ttl: "1h", num_uses: numUses } }),
    ({ json }) => json.auth.client_token as string
  )

const briefly = ({ error, request, type }: Entry): unknown => [
  type,
  request.path,
  ...(error === undefined ? [] : [error])
]

describe("a server that is sealed while a request waits for an upstream", () => {
  for (const [title, method] of [
    ["a read", "GET"],
    ["a write, which the upstream may have carried out", "POST"]
  ] as const)
    it.effect(`RW-SYS-12 RW-HTTP-12 ends ${title}, as every request to a sealed server, and does not repeat it`, () =>
      Effect.gen(function* () {
        const { ask, sealing, token, unsealAgain, upstream } = yield* withUpstream()
        const { fiber, received } = yield* sent(upstream, ask(method, "api/request/a", { token, body: {} }))
        assert.strictEqual((yield* sealing).status, 204)
        const other = yield* ask("GET", "kv1/a", { token })
        assert.deepStrictEqual([other.status, other.json], [503, SEALED])
        assert.deepStrictEqual(yield* Fiber.join(fiber), other)
        assert.isTrue(received.isAborted())
        assert.deepStrictEqual(
          upstream.received.map((one) => one.method),
          [method]
        )
        assert.isFalse((yield* unsealAgain).json.sealed)
        const again = yield* sent(upstream, ask(method, "api/request/a", { token, body: {} }))
        again.received.respond(new Response("late"))
        assert.strictEqual((yield* Fiber.join(again.fiber)).text, "late")
      }).pipe(Effect.provide(memory))
    )

  it.effect("RW-SYS-34 ends a request whose response has not arrived completely, and creates no wrapping token", () =>
    Effect.gen(function* () {
      const { ask, sealing, token, unsealAgain, upstream } = yield* withUpstream()
      const accessors = Effect.map(ask("LIST", "auth/token/accessors", { token }), ({ json }) => json.data.keys)
      const before = yield* accessors
      const { fiber, received } = yield* sent(upstream, ask("GET", "api/request/a", { token, ttl: 60 }))
      const half = new Promise<void>((resolve) => {
        let chunks = 0
        // The first chunk is there, and the second one never is.
        const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
          if (chunks++ === 0) return controller.enqueue(new Uint8Array(1))
          resolve()
          return new Promise<void>(() => {})
        }
        received.respond(new Response(new ReadableStream({ pull })))
      })
      yield* Effect.promise(() => half)
      assert.strictEqual((yield* sealing).status, 204)
      assert.deepStrictEqual((yield* Fiber.join(fiber)).json, SEALED)
      assert.isTrue(received.isAborted())
      yield* unsealAgain
      assert.deepStrictEqual(yield* accessors, before)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-SYS-34 stores a wrapped response that has arrived, before it overwrites its keys", () => {
    const gated = makeGatedStore()
    return Effect.gen(function* () {
      const { ask, sealing, server, token, unsealAgain, upstream } = yield* withUpstream()
      const { fiber, received } = yield* sent(upstream, ask("GET", "api/request/a", { token, ttl: 60 }))
      const stopped = gated.stopAt(1, "commit")
      received.respond(new Response("one-time key"))
      const { letGo } = yield* Effect.promise(() => stopped)
      const seal = yield* Effect.forkChild(sealing)
      while (!server.isSealed()) yield* Effect.yieldNow
      assert.isUndefined(seal.pollUnsafe())
      letGo()
      const { json, status } = yield* Fiber.join(fiber)
      assert.strictEqual(status, 200)
      assert.strictEqual((yield* Fiber.join(seal)).status, 204)
      yield* unsealAgain
      assert.strictEqual((yield* unwrap(ask, json.wrap_info.token)).text, "one-time key")
    }).pipe(Effect.provide(Layer.merge(gated.layer, quickCrypto)))
  })

  it.effect("RW-SYS-34 sends nothing to an upstream any more for a request that has begun", () => {
    const gated = makeGatedStore()
    return Effect.gen(function* () {
      const { ask, sealing, server, token, upstream } = yield* withUpstream()
      const counted = yield* tokenOf(ask, token, 2)
      // The use of the token.
      const stopped = gated.stopAt(1, "commit")
      const fiber = yield* Effect.forkChild(ask("GET", "api/request/a", { token: counted }))
      const { letGo } = yield* Effect.promise(() => stopped)
      const seal = yield* Effect.forkChild(sealing)
      while (!server.isSealed()) yield* Effect.yieldNow
      letGo()
      const { json, status } = yield* Fiber.join(fiber)
      assert.deepStrictEqual([status, json], [503, SEALED])
      assert.strictEqual((yield* Fiber.join(seal)).status, 204)
      assert.deepStrictEqual(upstream.received, [])
    }).pipe(Effect.provide(Layer.merge(gated.layer, quickCrypto)))
  })

  it.effect("counts the use of the token, and revokes a token whose last use it was", () =>
    Effect.gen(function* () {
      const { ask, sealing, server, token, unsealAgain, upstream } = yield* withUpstream()
      const tokens = [yield* tokenOf(ask, token, 3), yield* tokenOf(ask, token, 1)]
      const requests = []
      for (const each of tokens)
        requests.push((yield* sent(upstream, ask("GET", "api/request/a", { token: each }))).fiber)
      yield* sealing
      for (const fiber of requests) assert.deepStrictEqual((yield* Fiber.join(fiber)).json, SEALED)
      yield* unsealAgain
      yield* server.maintain
      const looked = []
      for (const each of tokens) looked.push(yield* ask("POST", "auth/token/lookup", { token, body: { token: each } }))
      assert.deepStrictEqual(
        looked.map(({ json, status }) => [status, json.data?.num_uses]),
        [
          [200, 2],
          [403, undefined]
        ]
      )
    }).pipe(Effect.provide(memory))
  )

  it.effect("ends the request, too, if it is stopped and its time is over", () =>
    Effect.gen(function* () {
      const { ask, server, token, upstream } = yield* withUpstream()
      const { fiber, received } = yield* sent(upstream, ask("GET", "api/request/a", { token }))
      yield* server.close
      assert.deepStrictEqual((yield* Fiber.join(fiber)).json, SEALED)
      assert.isTrue(received.isAborted())
    }).pipe(Effect.provide(memory))
  )
})

describe("the audit entries of a request that waits for an upstream when the server is sealed", () => {
  /** A server with one device, which has only the entries from now on, and a request that waits. */
  const audited = Effect.gen(function* () {
    const kept = keptLines()
    const audit = layerAuditDevices({ sinks: kept.sinks, devices: [{ path: "main", type: "kept" }] })
    const ready = yield* withUpstream({ audit })
    kept.clear()
    const { ask, token, upstream } = ready
    const { fiber } = yield* sent(upstream, ask("POST", "api/request/a", { token, body: { a: "b" } }))
    return { ...ready, fiber, kept }
  })

  it.effect("RW-AU-1 are that of the request and that of the error, before the device is closed", () =>
    Effect.gen(function* () {
      const { fiber, kept, sealing } = yield* audited
      const closedBefore = kept.closed.length
      let closedEarly = false
      kept.onWrite(() => Effect.sync(() => void (closedEarly ||= kept.closed.length > closedBefore)))
      assert.strictEqual((yield* sealing).status, 204)
      assert.strictEqual((yield* Fiber.join(fiber)).status, 503)
      const entries = kept.entries()
      assert.deepStrictEqual(entries.filter(({ request }) => request.path === "api/request/a").map(briefly), [
        ["request", "api/request/a"],
        ["response", "api/request/a", "Vault is sealed"]
      ])
      assert.isFalse(closedEarly)
      assert.strictEqual(kept.closed.length, closedBefore + 1)
    }).pipe(Effect.provide(memory))
  )

  it.effect("RW-AU-2 are required: without that of the error, the response is 500", () =>
    Effect.gen(function* () {
      const { fiber, kept, sealing } = yield* audited
      kept.failIf((_, line) => line.includes('"type":"response"') && line.includes("api/request/a"))
      assert.strictEqual((yield* sealing).status, 204)
      const { json, status } = yield* Fiber.join(fiber)
      assert.deepStrictEqual([status, json.errors], [500, ["internal error"]])
    }).pipe(Effect.provide(memory))
  )
})
