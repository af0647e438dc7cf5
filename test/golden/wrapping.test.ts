import { playSet } from "./play-set.ts"

await playSet("wrapping, as OpenBao answers it", "")
