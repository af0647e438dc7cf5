import type { Engine } from "@enwrap/server/engine"
import { kvV1 } from "./kv-v1/kv-v1.ts"
import { kvV2 } from "./kv-v2/kv-v2.ts"

export { kvV1, kvV2 }

/** Every engine that there is, for a server that offers them all. */
export const engines: ReadonlyArray<Engine> = [kvV1, kvV2]
