import { describe } from "vitest"
import { playSet } from "./play-set.ts"

describe("RW-EXT-1: what once differed from OpenBao is answered as OpenBao answers it", async () => {
  await playSet("../own/")
})
