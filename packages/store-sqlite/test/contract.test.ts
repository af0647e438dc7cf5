import { describe, it } from "@effect/vitest"
import { storeContract } from "@enwrap/server/store-contract"
import * as Effect from "effect/Effect"
import { layerSqlite } from "../src/index.ts"
import { databasePath } from "./database-path.ts"

describe("the SQLite store", () => {
  for (const { name, run } of storeContract)
    it.effect(name, () =>
      Effect.gen(function* () {
        const path = yield* databasePath
        yield* Effect.provide(run, layerSqlite({ path }))
      })
    )
})
