import { describe } from "@effect/vitest"
import { layerMemory } from "../src/index.ts"
import { storeContract } from "./store-contract.ts"

describe("the memory store", () => {
  storeContract(layerMemory)
})
