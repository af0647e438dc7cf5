import {
  type EngineResponse,
  type Handlers,
  type OperationRequest,
  type ProtocolError,
  silentError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { inScan, listing, page, scan } from "../lists.ts"
import { metadataData } from "./responses.ts"
import type { SecretStore } from "./secret-store.ts"

type Request = OperationRequest<"kvV2List" | "kvV2Scan" | "kvV2ListDetailed" | "kvV2ScanDetailed">

/** The operations that list names of secrets: lists and scans of `metadata/…` and `detailed-metadata/…`. */
export const listHandlers = (store: SecretStore) => {
  const listed = (request: Request) => Effect.map(store.list(folderIn(request)), (names) => page(names, request))
  const scanned = (request: Request) =>
    Effect.map(scan(store.list, folderIn(request)), (names) => page(names, request, inScan))
  return {
    kvV2List: (request) => Effect.flatMap(listed(request), listing),
    kvV2Scan: (request) => Effect.flatMap(scanned(request), listing),
    kvV2ListDetailed: (request) =>
      Effect.flatMap(listed(request), (names) => detailed(store, folderIn(request), names)),
    kvV2ScanDetailed: (request) =>
      Effect.flatMap(scanned(request), (names) => detailed(store, folderIn(request), names))
  } satisfies Partial<Handlers<"kvV2">>
}

/** `a/b/` of `metadata/a/b/`. */
const folderIn = ({ path }: Request): string => path.slice(path.indexOf("/") + 1)

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
