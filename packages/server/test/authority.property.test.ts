import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { play } from "./authority/play.ts"
import { step } from "./authority/steps.ts"
import type { Tally } from "./authority/world.ts"

/** The steps that must have succeeded in the runs, or the property proves nothing. */
const MUST_HAPPEN = [
  "created a child",
  "created an orphan",
  "created by a role",
  "created a batch token",
  "created root",
  "narrowed the addresses twice",
  "logged in by userpass",
  "logged in by approle",
  "renewed",
  "renewed a role's",
  "renewed a login's",
  "revoked",
  "revoked alone",
  "made an orphan of root",
  "opened",
  "refused for its policies",
  "refused, ended or elsewhere"
]

describe("authority", () => {
  it("RW-TK-9 RW-TK-10 RW-TK-23 RW-TK-30 RW-TK-31 RW-TK-33: a token never has more rights than its creator or role can give", async () => {
    const tally: Tally = new Map()
    // On a failure, fast-check prints the seed and the path to the shortest sequence of steps.
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: "max" }), (steps) =>
        Effect.runPromise(play(steps, tally).pipe(Effect.provide(TestClock.layer())))
      ),
      { numRuns: 300, interruptAfterTimeLimit: 12_000, markInterruptAsFailure: false }
    )
    for (const what of MUST_HAPPEN) assert.isAbove(tally.get(what) ?? 0, 0, what)
  }, 60_000)
})
