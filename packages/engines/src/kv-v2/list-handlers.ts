import {
  type EngineResponse,
  type Handlers,
  type ProtocolError,
  silentError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { inList, inScan, listing, page, scan } from "../listing.ts"
import { metadataData } from "./responses.ts"
import type { SecretStore } from "./secret-store.ts"

/** The operations that give many secrets by name: lists and scans of `metadata/…` and `detailed-metadata/…`. */
export const listHandlers = (
  store: SecretStore
): Pick<Handlers<"kvV2">, "kvV2List" | "kvV2Scan" | "kvV2ListDetailed" | "kvV2ScanDetailed"> => ({
  kvV2List: Effect.fnUntraced(function* ({ path, query }) {
    return yield* listing(yield* page(yield* store.list(folderIn(path)), query, inList))
  }),

  kvV2Scan: Effect.fnUntraced(function* ({ path, query }) {
    return yield* listing(yield* page(yield* scan(store.list, folderIn(path)), query, inScan))
  }),

  kvV2ListDetailed: Effect.fnUntraced(function* ({ path, query }) {
    const folder = folderIn(path)
    return yield* detailed(store, folder, yield* page(yield* store.list(folder), query, inList))
  }),

  kvV2ScanDetailed: Effect.fnUntraced(function* ({ path, query }) {
    const folder = folderIn(path)
    return yield* detailed(store, folder, yield* page(yield* scan(store.list, folder), query, inScan))
  })
})

/** `a/b/` of `metadata/a/b/`. */
const folderIn = (path: string): string => path.slice(path.indexOf("/") + 1)

/** Names with what is known of each. A secret that went since its name was listed is not among them. @see RW-KV-18 */
const detailed = Effect.fnUntraced(function* (
  store: SecretStore,
  folder: string,
  names: ReadonlyArray<string>
): Effect.fn.Return<EngineResponse, ProtocolError | StoreFailure> {
  const details: Array<readonly [name: string, info: object]> = []
  for (const name of names) {
    if (name.endsWith("/")) details.push([name, {}])
    else {
      const secret = yield* store.metadata(folder + name)
      if (secret !== undefined) details.push([name, metadataData(secret)])
    }
  }
  if (details.length === 0) return yield* silentError(404)
  return { data: { keys: details.map(([name]) => name), key_info: Object.fromEntries(details) } }
})
