import {
  type EngineResponse,
  type Handlers,
  type ProtocolError,
  silentError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { inScan, page, pageListing, scan, listing } from "../lists.ts"
import { metadataData } from "./responses.ts"
import type { SecretStore } from "./secret-store.ts"

/** The operations that list names of secrets: lists and scans of `metadata/…` and `detailed-metadata/…`. */
export const listHandlers = (store: SecretStore) =>
  ({
    kvV2List: (request) => Effect.flatMap(store.list(folderIn(request.path)), (names) => pageListing(names, request)),

    kvV2Scan: (request) =>
      Effect.flatMap(scan(store.list, folderIn(request.path)), (names) => listing(page(names, request, inScan))),

    kvV2ListDetailed: (request) => {
      const folder = folderIn(request.path)
      return Effect.flatMap(store.list(folder), (names) => detailed(store, folder, page(names, request)))
    },

    kvV2ScanDetailed: (request) => {
      const folder = folderIn(request.path)
      return Effect.flatMap(scan(store.list, folder), (names) => detailed(store, folder, page(names, request, inScan)))
    }
  }) satisfies Partial<Handlers<"kvV2">>

/** `a/b/` of `metadata/a/b/`. */
const folderIn = (path: string): string => path.slice(path.indexOf("/") + 1)

/** Names with the metadata of each, without secrets that were deleted after their names were listed. @see RW-KV-18 */
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
