import * as Effect from "effect/Effect"
import { kvV2 } from "../src/index.ts"
import { mounted } from "./mounted.ts"

export const DONE = { status: 204 }

export const mountedKv = Effect.map(mounted(kvV2), ({ ask, exists }) => ({
  ask,
  exists: exists!,
  metadata: Effect.map(ask("kvV2MetadataRead", "a"), ({ data }) => data),
  write: (body: unknown) => ask("kvV2MetadataWrite", "a", { body }),
  patch: (body: unknown) => ask("kvV2MetadataPatch", "a", { body })
}))
