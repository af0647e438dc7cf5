import { assert, it } from "@effect/vitest"
import type { SealableServer } from "@enwrap/server"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { keepMaintained } from "./keep-maintained.ts"

it.effect("RW-LE-11: a server is maintained every second, also while a run takes long", () =>
  Effect.gen(function* () {
    const events: Array<string> = []
    const server = {
      maintain: Effect.suspend(() => (events.push("begin") === 1 ? Effect.never : Effect.void)),
      close: Effect.sync(() => void events.push("close"))
    }
    const maintained = Effect.andThen(
      keepMaintained(server as unknown as SealableServer),
      TestClock.adjust("3 seconds")
    )
    yield* Effect.scoped(maintained)
    assert.deepStrictEqual(events, ["begin", "begin", "begin", "begin", "close"])
  })
)
