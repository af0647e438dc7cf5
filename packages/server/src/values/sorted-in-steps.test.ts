import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { byCodePoint } from "./code-point-order.ts"
import { sortedInSteps } from "./sorted-in-steps.ts"

it.effect("sorts any number of strings by code point", () =>
  Effect.gen(function* () {
    for (const count of [0, 1, 2, 499, 500, 501, 5000]) {
      const all = Array.from(
        { length: count },
        (_, i) => `${(i * 7919) % 5003}/${i % 3 === 0 ? "\u{1f600}" : "\uffee"}`
      )
      assert.deepStrictEqual(yield* sortedInSteps(all), [...all].sort(byCodePoint))
      assert.deepStrictEqual(yield* sortedInSteps([...all].sort(byCodePoint)), [...all].sort(byCodePoint))
    }
    const equal = Array.from({ length: 2000 }, () => "a")
    assert.lengthOf(yield* sortedInSteps(equal), 2000)
  })
)

it.effect("lets other work run meanwhile", () =>
  Effect.gen(function* () {
    let turns = 0
    yield* Effect.forkChild(Effect.forever(Effect.tap(Effect.yieldNow, () => Effect.sync(() => void turns++))))
    yield* sortedInSteps(Array.from({ length: 10_000 }, (_, i) => String(i)))
    assert.isAtLeast(turns, 20)
  })
)
