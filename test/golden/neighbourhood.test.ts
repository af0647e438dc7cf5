import { describe } from "vitest"
import { playSet } from "./play-set.ts"

describe("RW-EXT-1: everything around wrapping is answered as OpenBao answers it", async () => {
  await playSet("neighbourhood/")
})
