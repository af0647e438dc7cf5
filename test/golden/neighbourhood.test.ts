import { playSet } from "./play-set.ts"

await playSet("what stands around wrapping, as OpenBao answers it", "neighbourhood/")
