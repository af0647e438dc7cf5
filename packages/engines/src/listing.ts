import { type EngineResponse, type ProtocolError, silentError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { queryInteger } from "./fields.ts"

/** The answer to a list. An empty one is 404, without words: RW-KV-3. */
export const listing = (keys: ReadonlyArray<string>): Effect.Effect<EngineResponse, ProtocolError> =>
  keys.length === 0 ? Effect.fail(silentError(404)) : Effect.succeed({ data: { keys } })

/**
 * Everything below a prefix, by what follows it: of each folder its keys, then what is in its folders, the last one first.
 *
 * @param list what stands directly below a prefix, sorted; folders end in `/`
 * @see RW-KV-17
 */
export const scan = <E>(
  list: (prefix: string) => Effect.Effect<ReadonlyArray<string>, E>,
  prefix: string
): Effect.Effect<ReadonlyArray<string>, E> =>
  Effect.gen(function* () {
    const keys: Array<string> = []
    const folders = [""]
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const name of yield* list(prefix + folder)) (name.endsWith("/") ? folders : keys).push(folder + name)
    }
    return keys
  })

type Order = (key: string, other: string) => boolean

/** Whether a key comes after another in a list. */
export const inList: Order = (key, other) => key > other

/** The page that a query's `after` and `limit` cut out of keys in an order. @see RW-KV-19 */
export const page = Effect.fnUntraced(function* (
  keys: ReadonlyArray<string>,
  query: ReadonlyMap<string, string>,
  comesAfter: Order
): Effect.fn.Return<ReadonlyArray<string>, ProtocolError> {
  const limit = yield* queryInteger(query, "limit")
  const after = query.get("after") ?? ""
  const rest = after === "" ? keys : keys.filter((key) => comesAfter(key, after))
  return limit > 0 ? rest.slice(0, limit) : rest
})

/** Whether a key comes after another in a {@link scan}. */
export const inScan: Order = (key, other) => {
  const start = folderInCommon(key, other)
  const isDeeper = key.includes("/", start)
  const isOtherDeeper = other.includes("/", start)
  if (isDeeper !== isOtherDeeper) return isDeeper
  return isDeeper ? key < other : key > other
}

/** Where the names begin that tell two keys apart. */
const folderInCommon = (one: string, other: string): number => {
  let end = 0
  for (let slash = one.indexOf("/"); slash >= 0 && one.slice(0, slash + 1) === other.slice(0, slash + 1);) {
    end = slash + 1
    slash = one.indexOf("/", end)
  }
  return end
}
