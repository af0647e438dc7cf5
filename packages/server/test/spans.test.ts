import { assert, describe, it } from "@effect/vitest"
import type { OperationId } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import * as Tracer from "effect/Tracer"
import { freshAsk, wrap } from "./asking.ts"

/** The names of the spans that work creates, in order. */
const spansOf = <A, E>(work: Effect.Effect<A, E>) =>
  Effect.suspend(() => {
    const names: Array<string> = []
    const tracer = Tracer.make({
      span: (options) => {
        names.push(options.name)
        return new Tracer.NativeSpan(options)
      }
    })
    return Effect.as(Effect.withTracer(work, tracer), names)
  })

describe("the trace of a request", () => {
  it.effect("has a span with the id of the operation, and spans of what the operation changes", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const mounted: ReadonlyArray<OperationId> = ["sysMountEnable"]
      const names = yield* spansOf(ask("POST", "sys/mounts/more", { body: { type: "kv" } }))
      assert.deepStrictEqual(names, [...mounted, "Mounts.enable"])
      const listed: ReadonlyArray<OperationId> = ["sysMountList"]
      assert.deepStrictEqual(yield* spansOf(ask("GET", "sys/mounts")), [...listed])
    })
  )

  it.effect("has no span for the most frequent operations", () =>
    Effect.gen(function* () {
      const ask = yield* freshAsk()
      const { token } = yield* wrap(ask)
      assert.deepStrictEqual(yield* spansOf(ask("POST", "sys/wrapping/lookup", { body: { token } })), [])
      assert.deepStrictEqual(yield* spansOf(ask("POST", "sys/wrapping/unwrap", { token })), [])
    })
  )
})
