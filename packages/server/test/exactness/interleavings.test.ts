import { engines } from "@enwrap/engines"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { type Crypto, layerNobleCrypto, newRootKey, openServer, Store } from "../../src/index.ts"
import { asking, ROOT, unwrap } from "../asking.ts"
import { start, withLanes } from "./lanes.ts"
import { type Did, type OperationName, operations, TTL, type Wrapped } from "./operations.ts"
import { isSoak, testStores } from "./stores.ts"

const names = Object.keys(operations) as ReadonlyArray<OperationName>
const TAKERS: ReadonlySet<OperationName> = new Set([
  "unwrap by header",
  "unwrap by body",
  "cubbyhole read",
  "rewrap",
  "unwrap, wrapped again"
])
const ENDINGS: ReadonlySet<OperationName> = new Set(["revoke", "revoke by accessor", "revoke by prefix", "expiry"])
/** Spaces whose records belong to a token. */
const SPACES = ["token", "accessor", "token-child", "token-revoking", "token-lease", "cubbyhole", "lease"]

const REFUSED = `{"errors":["wrapping token is not valid or does not exist"]}\n`
const DENIED = `{"errors":["permission denied"]}\n`

const CONTENT = { secret: "s" }

/** A store, and servers that are opened on it one after the other. */
const scene = Effect.gen(function* () {
  const store = yield* Store
  const rootKey = yield* newRootKey
  const open = Effect.provideService(
    openServer({ engines, rootKey, rootToken: ROOT, mounts: [] }),
    Store,
    withLanes(store)
  )
  const keys = Effect.gen(function* () {
    const all: Array<string> = []
    for (const space of SPACES)
      for (const { key } of yield* store.list(space, "", { limit: 1000 })) all.push(`${space}: ${key}`)
    return all
  })
  return { open, keys }
})

type Server = Effect.Success<(typeof scene extends Effect.Effect<infer A, infer _E, infer _R> ? A : never)["open"]>

const wrap = (server: Server) =>
  Effect.map(
    asking(server)("POST", "sys/wrapping/wrap", { ttl: TTL, body: CONTENT }),
    ({ json }) => json.wrap_info as Wrapped
  )

/** How often the content is still given out: by the token itself, and by those that it was rewrapped to. */
const given = Effect.fnUntraced(function* (server: Server, tokens: ReadonlyArray<Wrapped>) {
  let times = 0
  for (const { token } of [...tokens, ...tokens]) {
    const { json, status } = yield* unwrap(asking(server), token)
    if (status !== 200) continue
    assert.deepStrictEqual(json.data, CONTENT)
    times++
  }
  return times
})

const refusal = (name: OperationName) => (name === "cubbyhole read" ? [403, DENIED] : [400, REFUSED])

/** What must hold for two operations on one token, whatever their order was. */
const check = Effect.fnUntraced(function* (
  server: Server,
  wrapped: Wrapped,
  both: ReadonlyArray<readonly [OperationName, Did]>
) {
  const unsealed = asking(server)("PUT", "sys/unseal", { token: null, body: { key: server.unsealKey } })
  yield* unsealed
  const contents = both.filter(([, did]) => did.content !== undefined)
  const rewraps = both.flatMap(([, { rewrapped }]) => (rewrapped === undefined ? [] : [rewrapped]))
  for (const [, { content }] of contents) assert.deepStrictEqual(content, CONTENT)
  const taken = contents.length + rewraps.length
  // Who was refused the content was refused because the token had ended.
  const isRefused = both.some(([name, { status }]) => TAKERS.has(name) && (status === 400 || status === 403))
  const isOver = taken > 0 || isRefused || both.some(([name, { status }]) => ENDINGS.has(name) && status === 204)
  assert.isAtMost(taken, 1, "taken more than once")
  for (const [name, { status, text }] of both) {
    if (TAKERS.has(name) && status !== 200 && status !== 503) assert.deepStrictEqual([status, text], refusal(name))
    if (name === "lookup" && status !== 200 && status !== 503) assert.deepStrictEqual([status, text], [400, REFUSED])
    if (ENDINGS.has(name)) assert.include([200, 204, 503], status)
  }
  assert.isFalse(taken > 0 && both.some(([, did]) => did.ended), "taken, and ended by a revocation that says so")
  assert.strictEqual(
    (yield* asking(server)("POST", "sys/wrapping/lookup", { token: null, body: { token: wrapped.token } })).status,
    isOver ? 400 : 200
  )
  const left = yield* given(server, [wrapped, ...rewraps])
  const isEnded = both.some(([name]) => ENDINGS.has(name))
  // A new token may have been ended too, if the other operation came later.
  if (!isEnded || left > 0) assert.strictEqual(contents.length + left, 1, "the content was lost, or given twice")
})

// The order of the calls is the same on every store.
describe.each(testStores.slice(0, 1))("two operations on one wrapping token, on the store $name", (store) => {
  const onStore = <A, E>(body: Effect.Effect<A, E, Store | Crypto>) =>
    Effect.scoped(Effect.flatMap(store.make, (layer) => Effect.provide(body, [layer, layerNobleCrypto])))

  for (const [i, first] of names.entries()) {
    it.effect(
      `RW-SU-1 RW-SU-3 RW-SU-4 RW-TTL-2: ${first} and any other, interleaved at each call of the store`,
      () =>
        onStore(
          Effect.gen(function* () {
            const { keys, open } = yield* scene
            const server = yield* open
            const clean = yield* keys
            let interleavings = 0
            for (const second of names.slice(i)) {
              for (const [one, other] of [
                [first, second],
                [second, first]
              ] as const) {
                for (let n = 0, more = true; more; n++) {
                  for (let m = 0, again = true; again; m++) {
                    const wrapped = yield* wrap(server)
                    const a = yield* start(operations[one](server, wrapped), n)
                    const b = yield* start(operations[other](server, wrapped), m)
                    const didA = yield* a.finish
                    const didB = yield* b.finish
                    interleavings++
                    // Both the read of the token and the commit can be stopped.
                    if (n <= 1 && TAKERS.has(one)) assert.isTrue(a.isStopped && !a.hasCommitted, `${one}, call ${n}`)
                    const at = `${one} stopped at ${n}, ${other} at ${m}: ${didA.status}, ${didB.status}`
                    yield* Effect.catchDefect(
                      Effect.gen(function* () {
                        // What had not been committed when the token expired is not given out.
                        if (other === "expiry" && TAKERS.has(one) && a.isStopped && !a.hasCommitted)
                          assert.deepStrictEqual([didA.status, didA.text], refusal(one))
                        yield* check(server, wrapped, [
                          [one, didA],
                          [other, didB]
                        ])
                        yield* server.maintain
                        assert.deepStrictEqual(yield* keys, clean, "records are left")
                      }),
                      (defect) => Effect.die(new Error(`${at}: ${String(defect)}`))
                    )
                    again = b.isStopped
                    more = a.isStopped
                  }
                }
              }
            }
            assert.isAbove(interleavings, names.length - i)
          })
        ),
      60_000
    )
  }
})

describe.each(isSoak ? testStores : testStores.slice(0, 1))("a server that is killed, on the store $name", (store) => {
  for (const name of names) {
    it.effect(`RW-SU-1 RW-SEC-5: during ${name}: the next server finds the token whole, or nothing of it`, () =>
      Effect.scoped(
        Effect.flatMap(store.make, (layer) =>
          Effect.gen(function* () {
            const { keys, open } = yield* scene
            let server = yield* open
            const clean = yield* keys
            for (let n = 0, more = true; more; n++) {
              const wrapped = yield* wrap(server)
              const killed = yield* start(operations[name](server, wrapped), n)
              server = yield* open
              const did: Did | undefined = killed.isStopped ? undefined : yield* killed.finish
              const left = yield* given(server, did?.rewrapped === undefined ? [wrapped] : [wrapped, did.rewrapped])
              assert.isAtMost(left + (did?.content === undefined ? 0 : 1), 1)
              if (!killed.hasCommitted && name !== "expiry" && killed.isStopped) assert.strictEqual(left, 1)
              yield* server.maintain
              const rest = (yield* keys).filter((key) => !clean.includes(key))
              // The response to a rewrap was lost, and with it the new token.
              if (!(killed.isStopped && killed.hasCommitted && TAKERS.has(name)))
                assert.deepStrictEqual(rest, [], `killed at ${n}`)
              yield* TestClock.adjust(TTL * 1000)
              yield* server.maintain
              assert.deepStrictEqual(yield* keys, clean)
              more = killed.isStopped
            }
          }).pipe(Effect.provide([layer, layerNobleCrypto]))
        )
      )
    )
  }
})
