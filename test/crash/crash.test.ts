import { checkSqlite } from "@enwrap/store-sqlite"
import * as Effect from "effect/Effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, it } from "vitest"
import { RealServer } from "../real-server.ts"
import { crash } from "./crash-rounds.ts"

/** `npm run soak` runs more. */
const ROUNDS = Number(process.env["SOAK_ROUNDS"] ?? 10)
const MINUTE = 60_000

/** Numbers from 0 to 1 that depend only on the seed (mulberry32). */
const randomOf = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
}

it(
  `RW-SU-1 RW-AU-1: a server that is killed under load ${ROUNDS} times loses no wrapped response, and gives none out twice`,
  { timeout: ROUNDS * MINUTE },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "enwrap-crash-"))
    const server = new RealServer(folder)
    try {
      const seed = Number(process.env["SOAK_SEED"] ?? Math.floor(Math.random() * 2 ** 31))
      console.log(`seed: SOAK_SEED=${seed}`)
      const { cutOff, torn, unwraps, wraps } = await crash(server, ROUNDS, randomOf(seed))
      await Effect.runPromise(checkSqlite({ path: server.database }))
      console.log(
        `${wraps} wraps and ${unwraps} unwraps answered; of the unwraps cut off, ${cutOff.gone} were carried out and ${cutOff.there} were not; ${torn} lines of the audit file cut off`
      )
      assert.isAbove(wraps, ROUNDS)
      assert.isAbove(unwraps, 0)
    } finally {
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    }
  }
)
