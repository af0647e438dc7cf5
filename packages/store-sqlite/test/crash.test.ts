import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { checkSqlite } from "../src/index.ts"
import { crash } from "./crash/crash-rounds.ts"
import { databasePath } from "./database-path.ts"

/** `npm run soak` runs more. */
const ROUNDS = process.env["MODE"] === "soak" ? 300 : 10
const MINUTE = 60_000

/** Numbers from 0 to 1 that depend only on the seed (mulberry32). */
const randomOf = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
}

it.effect(
  `RW-SU-1: a server that is killed under load ${ROUNDS} times loses no wrapped response, and gives none out twice`,
  () =>
    Effect.gen(function* () {
      const path = yield* databasePath
      const seed = Number(process.env["SOAK_SEED"] ?? Math.floor(Math.random() * 2 ** 31))
      console.log(`seed: SOAK_SEED=${seed}`)
      const { cutOff, unwraps, wraps } = yield* Effect.promise(() => crash(path, ROUNDS, randomOf(seed)))
      yield* checkSqlite({ path })
      console.log(
        `${wraps} wraps and ${unwraps} unwraps answered; of the unwraps cut off, ${cutOff.gone} were carried out and ${cutOff.there} were not`
      )
      assert.isAbove(wraps, ROUNDS)
      assert.isAbove(unwraps, 0)
    }),
  ROUNDS * MINUTE
)
