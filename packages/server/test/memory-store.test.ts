import { describe, it } from "@effect/vitest"
import { storeContract } from "@enwrap/server/store-contract"
import * as Effect from "effect/Effect"
import { layerMemory } from "../src/index.ts"

describe("the memory store", () => {
  for (const { name, run } of storeContract) it.effect(name, () => Effect.provide(run, layerMemory))
})
