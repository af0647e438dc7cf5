import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import type { SealableServer } from "../../src/index.ts"
import { type Ask } from "../asking.ts"
import { askingOpen, initialize, memory, open, unseal } from "./sealable.ts"

/** One thing that an operator does. `pick` chooses among the shares. */
type Step =
  | {
      readonly do: "unseal" | "generate-root" | "rekey"
      readonly pick: ReadonlyArray<number>
      readonly shares: number
      readonly threshold: number
    }
  | { readonly do: "seal" | "restart" | "rotate" | "rotate-root" | "write" | "reset" | "old-shares" }

const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constantFrom("unseal" as const, "unseal" as const, "generate-root" as const, "rekey" as const),
      pick: fc.array(fc.nat(6), { maxLength: 6 }),
      shares: fc.integer({ min: 2, max: 5 }),
      threshold: fc.integer({ min: 2, max: 5 })
    }),
    fc.record({
      do: fc.constantFrom(
        ...(["seal", "restart", "rotate", "rotate-root", "write", "write", "reset", "old-shares"] as const)
      )
    })
  ),
  { minLength: 5, maxLength: 25 }
)

/** What the server must be like. */
interface Model {
  sealed: boolean
  keys: ReadonlyArray<string>
  oldKeys: ReadonlyArray<string>
  threshold: number
  /** The shares received so far. */
  readonly received: Set<string>
  written: number | undefined
  term: number
  readonly tokens: Array<string>
}

const decoded = (encoded: string, otp: string): string =>
  Buffer.from(Buffer.from(encoded, "base64").map((byte, i) => byte ^ otp.charCodeAt(i))).toString()

/** Sends the chosen shares to an attempt until it is complete; cancels it otherwise. */
const attempt = Effect.fnUntraced(function* (
  ask: Ask,
  { path, start, update }: { readonly path: string; readonly start: object; readonly update: string },
  chosen: ReadonlyArray<string>
) {
  const started = (yield* ask("PUT", path, { body: start })).json
  for (const key of chosen) {
    const { json } = yield* ask("PUT", update, { body: { key, nonce: started.nonce } })
    if (json.complete) return { ...json, otp: started.otp }
  }
  yield* ask("DELETE", path)
  return undefined
})

const play = Effect.fnUntraced(function* (sequence: ReadonlyArray<Step>) {
  let server: SealableServer = yield* open()
  let ask = askingOpen(server)
  const initial = yield* initialize(ask, 3, 2)
  const model: Model = {
    sealed: true,
    keys: initial.keys,
    oldKeys: [],
    threshold: 2,
    received: new Set(),
    written: undefined,
    term: 1,
    tokens: [initial.rootToken]
  }
  for (const step of sequence) {
    const token = model.tokens.at(-1)!
    const chosen = "pick" in step ? step.pick.map((i) => model.keys[i % model.keys.length]!) : []
    const isEnough = new Set(chosen).size >= model.threshold
    switch (step.do) {
      case "unseal":
        for (const key of chosen) {
          const { json, status } = yield* ask("PUT", "sys/unseal", { body: { key } })
          assert.strictEqual(status, 200)
          if (!model.sealed) continue
          model.received.add(key)
          if (model.received.size === model.threshold) {
            model.sealed = false
            model.received.clear()
          }
          assert.deepInclude(json, { sealed: model.sealed, progress: model.received.size })
        }
        break
      case "old-shares":
        if (model.oldKeys.length === 0 || !model.sealed) break
        yield* ask("PUT", "sys/unseal", { body: { reset: true } })
        yield* unseal(ask, model.oldKeys.slice(0, model.threshold))
        yield* ask("PUT", "sys/unseal", { body: { reset: true } })
        model.received.clear()
        break
      case "reset":
        yield* ask("PUT", "sys/unseal", { body: { reset: true } })
        model.received.clear()
        break
      case "seal":
        assert.strictEqual((yield* ask("PUT", "sys/seal", { token })).status, 204)
        model.sealed = true
        break
      case "restart":
        yield* server.close
        server = yield* open()
        ask = askingOpen(server)
        model.sealed = true
        model.received.clear()
        break
      case "rotate":
      case "rotate-root": {
        const path = step.do === "rotate" ? "sys/rotate" : "sys/rotate/root"
        assert.strictEqual((yield* ask("PUT", path, { token })).status, model.sealed ? 503 : 204)
        if (step.do === "rotate" && !model.sealed) model.term++
        break
      }
      case "write": {
        const next = (model.written ?? 0) + 1
        const { status } = yield* ask("POST", "kv1/a", { token, body: { n: next } })
        assert.strictEqual(status, model.sealed ? 503 : 204)
        if (!model.sealed) model.written = next
        break
      }
      case "generate-root": {
        const path = "sys/generate-root/attempt"
        const done = yield* attempt(ask, { path, start: {}, update: "sys/generate-root/update" }, chosen)
        assert.strictEqual(done !== undefined, !model.sealed && isEnough)
        if (done !== undefined) model.tokens.push(decoded(done.encoded_token, done.otp))
        break
      }
      case "rekey": {
        const threshold = Math.min(step.threshold, step.shares)
        const start = { secret_shares: step.shares, secret_threshold: threshold }
        const done = yield* attempt(ask, { path: "sys/rekey/init", start, update: "sys/rekey/update" }, chosen)
        assert.strictEqual(done !== undefined, !model.sealed && isEnough)
        if (done === undefined) break
        model.oldKeys = model.keys
        model.keys = done.keys
        model.threshold = threshold
        break
      }
    }
    const status = (yield* ask("GET", "sys/seal-status")).json
    assert.deepInclude(status, { sealed: model.sealed, t: model.threshold, n: model.keys.length })
    const read = yield* ask("GET", "kv1/a", { token })
    if (model.sealed) assert.strictEqual(read.status, 503)
    else if (model.written === undefined) assert.strictEqual(read.status, 404)
    else assert.deepStrictEqual(read.json.data, { n: model.written })
  }
  yield* server.close
  const last = askingOpen(yield* open())
  assert.strictEqual((yield* unseal(last, model.keys.slice(0, model.threshold))).json.sealed, false)
  for (const token of model.tokens)
    assert.strictEqual((yield* last("GET", "sys/key-status", { token })).json.data.term, model.term)
})

describe("any sequence of what operators do", () => {
  it.effect(
    "RW-SYS-32 RW-SYS-36 RW-SYS-38 RW-SYS-17: leaves the server in the state of a small model",
    () =>
      Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(steps, (sequence) => Effect.runPromise(play(sequence).pipe(Effect.provide(memory)))),
          { numRuns: 60 }
        )
      ),
    60_000
  )
})
