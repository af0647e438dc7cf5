import { checkSqlite } from "@enwrap/store-sqlite"
import * as Effect from "effect/Effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, it } from "vitest"
import { RealServer } from "../real-server.ts"
import { randomOf, SEED } from "../seeded-random.ts"
import { crash } from "./crash-rounds.ts"

/** `npm run soak` runs more. */
const ROUNDS = Number(process.env["SOAK_ROUNDS"] ?? 10)
const MINUTE = 60_000

it(
  `RW-SU-1 RW-AU-1: a server that is killed under load ${ROUNDS} times loses no wrapped response, and gives none out twice`,
  { timeout: ROUNDS * MINUTE },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "enwrap-crash-"))
    const server = new RealServer(folder)
    try {
      console.log(`seed: SOAK_SEED=${SEED}`)
      const { cutOff, torn, unwraps, wraps } = await crash(server, ROUNDS, randomOf(SEED))
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
