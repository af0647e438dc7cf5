import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { play, type Tally } from "./play.ts"
import { stepOf } from "./steps.ts"
import { testStores } from "./stores.ts"

/** `npm run soak` sets both. */
const RUNS = Number(process.env["SOAK_RUNS"] ?? 200)
const SEED = Number(process.env["SOAK_SEED"] ?? Math.floor(Math.random() * 2 ** 31))

/** In this many runs, everything happens. A device that fails refuses half of the requests. */
const ENOUGH = 200

/** What must have happened in the runs, or they prove nothing. */
const MUST_HAPPEN = [
  "wrap data: true",
  "wrap kv: true",
  "wrap token: true",
  "wrap token: false",
  "wrap secret-id: true",
  "unwrap: true",
  "unwrap: false",
  "lookup: true",
  "lookup: false",
  "rewrap: true",
  "rewrap: false",
  "renew: true",
  "renew: false",
  "revoke accessor: true",
  "revoke accessor: false",
  "revoke inside: true",
  "revoke inside: false",
  "revoke caller: true",
  "token inside: true",
  "token inside: false",
  "secret-id inside: true",
  "secret-id inside: false",
  "refused while sealed",
  "restart, clock behind: true",
  "restart, clock behind: false"
]

const worlds = testStores.flatMap((store) => [
  { name: store.name, store, isAudited: false },
  { name: `${store.name}, with an audit device that fails at random`, store, isAudited: true }
])

describe.each(worlds)("any sequence of requests, on the store $name", (world) => {
  const { isAudited, store } = world
  const runs = Math.ceil(RUNS / store.slowness / (isAudited ? 2 : 1))
  it(
    "RW-SU-1 RW-SU-2 RW-SU-12 RW-TTL-1 RW-TTL-2 RW-TK-6 RW-CO-6 RW-AU-3: has the results of a small model, across restarts, seals and rotations",
    async () => {
      const tally: Tally = new Map()
      console.log(`seed: SOAK_SEED=${SEED}`)
      // On a failure, the report has the seed, the shortest sequence of steps that fails, and its requests.
      await fc.assert(
        fc.asyncProperty(fc.array(stepOf(isAudited), { minLength: 1, maxLength: 40, size: "max" }), (steps) =>
          Effect.runPromise(
            play(world, steps, tally).pipe(Effect.scoped, Effect.provide([TestClock.layer(), Logger.layer([])]))
          )
        ),
        { numRuns: runs, seed: SEED }
      )
      const expected = [...(runs < ENOUGH ? [] : MUST_HAPPEN), ...(isAudited ? ["not audited"] : [])]
      for (const what of expected) assert.isAbove(tally.get(what) ?? 0, 0, what)
    },
    10_000 + runs * store.slowness * 1000
  )
})
