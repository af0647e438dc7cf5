import { byCodePoint, byScan, type EngineResponse, type ProtocolError, silentError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/** The response to a list. An empty list is a 404 without texts: RW-KV-3. */
export const listing = (keys: ReadonlyArray<string>): Effect.Effect<EngineResponse, ProtocolError> =>
  keys.length === 0 ? Effect.fail(silentError(404)) : Effect.succeed({ data: { keys } })

/**
 * All keys below a prefix, relative to it: of each folder first its keys, then those of its folders, the last folder first.
 *
 * @param list what is directly below a prefix, sorted; folders end in `/`
 * @see RW-KV-17
 */
export const scan = Effect.fnUntraced(function* <E>(
  list: (prefix: string) => Effect.Effect<ReadonlyArray<string>, E>,
  prefix: string
) {
  const keys: Array<string> = []
  const folders = [""]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const name of yield* list(prefix + folder)) (name.endsWith("/") ? folders : keys).push(folder + name)
  }
  return keys as ReadonlyArray<string>
})

type Order = (key: string, other: string) => boolean

/** Whether a key comes after another in a list. */
const inList: Order = (key, other) => byCodePoint(key, other) > 0

/** The part of a request that selects a page: the keys after `after`, at most `limit` of them (0 is all). */
interface PageRequest {
  readonly query: ReadonlyMap<string, string>
  readonly queryNumbers: { readonly limit?: number }
}

/** The page of `keys` that a request asks for; `comesAfter` is their order. @see RW-KV-19 */
export const page = (
  keys: ReadonlyArray<string>,
  { query, queryNumbers: { limit = 0 } }: PageRequest,
  comesAfter: Order = inList
): ReadonlyArray<string> => {
  const after = query.get("after") ?? ""
  const rest = after === "" ? keys : keys.filter((key) => comesAfter(key, after))
  return limit > 0 ? rest.slice(0, limit) : rest
}

/** The response with the page of sorted keys that a request asks for. */
export const pageListing = (
  keys: ReadonlyArray<string>,
  request: PageRequest
): Effect.Effect<EngineResponse, ProtocolError> => listing(page(keys, request))

/** The response with the page of IDs that a request asks for, and information about each entry. */
export const infoListing = <Entry extends { readonly id: string }>(
  entries: ReadonlyArray<Entry>,
  request: PageRequest,
  infoOf: (entry: Entry) => object
): Effect.Effect<EngineResponse, ProtocolError> => {
  const keys = page(entries.map(({ id }) => id).sort(), request)
  const infos = new Map(entries.map((entry) => [entry.id, infoOf(entry)]))
  const data = { key_info: Object.fromEntries(keys.map((id) => [id, infos.get(id)])), keys }
  return Effect.as(listing(keys), { data })
}

/** Whether a key comes after another in a {@link scan}. */
export const inScan: Order = (key, other) => byScan(key, other) > 0
