import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { layerMemory, Store } from "../src/index.ts"
import type { Batch, Commit } from "../src/ports/store/port.ts"
import { type Asked } from "./asking.ts"
import { auditedServer } from "./audit/audited-server.ts"

/** Bytes that an entry has beside the data of its request: a thousand hashes, and what is the same in all entries. */
const MAX_ENTRY = 82_000

const WRONG = `s.${"a".repeat(32)}`
const repeated = <A>(count: number, value: A): Array<A> => Array.from({ length: count }, () => value)
const controls = "\u0001".repeat(50)

/** What anyone can send. All of it is refused, or only reads. */
const requests: Readonly<Record<string, readonly [method: string, path: string, asked: Asked]>> = {
  "an unwrap with a wrong token": ["POST", "sys/wrapping/unwrap", { token: WRONG }],
  "an unwrap of a wrong token": ["POST", "sys/wrapping/unwrap", { body: { token: WRONG } }],
  "a rewrap of a wrong token": ["POST", "sys/wrapping/rewrap", { body: { token: WRONG } }],
  "a lookup with many strings": ["POST", "sys/wrapping/lookup", { body: { token: WRONG, more: repeated(900, "x") } }],
  "an unwrap with many numbers": ["POST", "sys/wrapping/unwrap", { token: WRONG, body: { more: repeated(15_000, 1) } }],
  "an unwrap with a long token": ["POST", "sys/wrapping/unwrap", { token: "x".repeat(8000) }],
  "an unwrap with a JWT": ["POST", "sys/wrapping/unwrap", { token: `eyJhbGciOiJFUzUxMiJ9.${"A".repeat(4000)}.AAAA` }],
  "a read with a batch token": ["GET", "kv1/a", { token: `b.AAAAAQ${"A".repeat(4000)}` }],
  "a wrap": ["POST", "sys/wrapping/wrap", { body: { a: 1 }, ttl: 60 }],
  "a write": ["POST", "kv1/a", { token: WRONG, body: { more: repeated(900, controls) } }],
  "a write to no mount": ["POST", "nowhere/a", { token: WRONG, body: { more: repeated(900, controls) } }],
  "a long path": ["GET", `kv1/${"%22".repeat(5000)}`, { token: WRONG }],
  "a login with a wrong password": ["POST", "auth/userpass/login/alice", { body: { password: "wrong" } }],
  "a login of nobody": ["POST", `auth/userpass/login/${"%22".repeat(300)}`, { body: { password: "wrong" } }],
  "a login with a wrong secret id": ["POST", "auth/approle/login", { body: { role_id: "x", secret_id: "x" } }],
  "a login with large fields": [
    "POST",
    "auth/approle/login",
    { body: { role_id: "x".repeat(500_000), more: repeated(990, controls) } }
  ],
  "malformed JSON": ["POST", "sys/wrapping/unwrap", { body: "{" }],
  "the health": ["GET", "sys/health", {}],
  "the OpenAPI document": ["GET", "sys/internal/specs/openapi", {}]
}

it.effect("RW-CO-7: what anyone can send without a token stores nothing, logs nothing, and has a bounded entry", () => {
  const messages: Array<unknown> = []
  const logger = Logger.layer([Logger.make(({ message }) => void messages.push(message))])
  return Effect.gen(function* () {
    let commits = 0
    const counted = Layer.effect(
      Store,
      Effect.map(Store, (store): typeof Store.Service => ({
        ...store,
        commit: ((batch: Batch) => {
          commits++
          return store.commit(batch)
        }) as Commit
      }))
    ).pipe(Layer.provide(layerMemory))
    const { ask, kept } = yield* auditedServer({}, counted)
    for (const type of ["userpass", "approle"]) yield* ask("POST", `sys/auth/${type}`, { body: { type } })
    yield* ask("POST", "auth/userpass/users/alice", { body: { password: "right" } })
    assert.isAbove(commits, 0)
    for (const [name, [method, path, asked]] of Object.entries(requests)) {
      commits = 0
      kept.clear()
      const { body, ...rest } = asked
      const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body)
      const { status } = yield* ask(method, path, { token: null, ...rest, ...(text !== undefined && { body: text }) })
      assert.isBelow(status, 500, name)
      assert.strictEqual(commits, 0, name)
      assert.deepStrictEqual(messages, [], name)
      const sent = path.length + (text ?? "").length
      for (const entry of kept.text().split("\n")) assert.isBelow(entry.length, 2 * sent + MAX_ENTRY, name)
    }
  }).pipe(Effect.provide(logger))
})
