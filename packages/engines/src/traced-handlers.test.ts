import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Tracer from "effect/Tracer"
import { traced } from "./traced-handlers.ts"

const spanName = Effect.map(Effect.option(Effect.currentSpan), (span) => Option.getOrUndefined(span)?.name)
const { read } = traced({ read: () => spanName })

describe("traced handlers", () => {
  it.effect("make no span without a tracer", () =>
    Effect.gen(function* () {
      assert.isUndefined(yield* read())
    })
  )

  it.effect("make a span with a tracer", () =>
    Effect.gen(function* () {
      const tracer = Tracer.make({ span: (options) => new Tracer.NativeSpan(options) })
      assert.strictEqual(yield* Effect.withTracer(read(), tracer), "read")
    })
  )
})
