import * as Effect from "effect/Effect"
import type { RecordKey, Store, StoredRecord, StoreFailure } from "./port.ts"

const PAGE = 1000

const listPages = Effect.fnUntraced(function* (
  store: typeof Store.Service,
  space: string,
  prefix: string,
  keysOnly: boolean
) {
  const all: Array<StoredRecord> = []
  for (;;) {
    const after = all.at(-1)?.key
    const page: ReadonlyArray<StoredRecord> = yield* store.list(space, prefix, { after, limit: PAGE, keysOnly })
    all.push(...page)
    if (page.length < PAGE) return all
  }
})

/**
 * All records below a prefix, in order, read page by page. Use {@link listKeys} if nobody needs the values: what a client has stored
 * may be larger than the memory.
 */
export const listAll = (
  store: typeof Store.Service,
  space: string,
  prefix: string
): Effect.Effect<ReadonlyArray<StoredRecord>, StoreFailure> => listPages(store, space, prefix, false)

/** Where the records below a prefix are, in order. */
export const listKeys = (
  store: typeof Store.Service,
  space: string,
  prefix: string
): Effect.Effect<ReadonlyArray<RecordKey>, StoreFailure> => listPages(store, space, prefix, true)

/** The pages of a space in any order: the effect returns the next one each time it runs, and an empty one at the end. */
export const scan = (
  store: typeof Store.Service,
  space: string,
  limit: number
): Effect.Effect<ReadonlyArray<StoredRecord>, StoreFailure> => {
  if (store.scan !== undefined) return store.scan(space, limit)
  let after: string | undefined
  return Effect.suspend(() =>
    Effect.tap(store.list(space, "", { after, limit }), (page) =>
      Effect.sync(() => {
        after = page.at(-1)?.key ?? after
      })
    )
  )
}

/** The keys below a prefix, without the prefix, in order. */
export const listNames = (store: typeof Store.Service, space: string, prefix = "") =>
  Effect.map(listKeys(store, space, prefix), (records) => records.map(({ key }) => key.slice(prefix.length)))

/** The name directly below a prefix that a key is at or below. The name of a folder ends in `/`. */
export const childName = (key: string, prefix: string): string => {
  const rest = key.slice(prefix.length)
  const slash = rest.indexOf("/")
  return slash < 0 ? rest : rest.slice(0, slash + 1)
}

/** The names directly below a prefix. What is in a folder is skipped, so that a folder costs one read however large it is. */
export const listChildren = Effect.fnUntraced(function* (store: typeof Store.Service, space: string, prefix: string) {
  const names: Array<string> = []
  let after: string | undefined
  for (;;) {
    const page: ReadonlyArray<StoredRecord> = yield* store.list(space, prefix, { after, limit: PAGE, keysOnly: true })
    for (const { key } of page) {
      const name = childName(key, prefix)
      if (names.at(-1) !== name) names.push(name)
    }
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return names
    const folder = names.at(-1)!
    after = folder.endsWith("/") ? `${prefix}${folder}\u{10ffff}` : last.key
  }
})

/** Times have leading zeros, so that they sort. */
const TIME_DIGITS = 16

/** The key `time/name` of something that is due at a time in milliseconds since 1970. The earliest is the first in its space. */
export const dueKey = (space: string, atMs: number, name: string): RecordKey => ({
  space,
  key: `${String(atMs).padStart(TIME_DIGITS, "0")}/${name}`
})

export interface Due {
  readonly atMs: number
  readonly name: string
}

/** The most that {@link dueBy} finds. */
export const DUE_AT_ONCE = PAGE

/** What is due by a time in a space, the earliest first: the first thousand, or those after another. */
export const dueBy = (
  store: typeof Store.Service,
  space: string,
  nowMs: number,
  after?: Due
): Effect.Effect<ReadonlyArray<Due>, StoreFailure> =>
  Effect.map(
    store.list(space, "", { limit: PAGE, after: after && dueKey(space, after.atMs, after.name).key, keysOnly: true }),
    (records) =>
      records
        .map(({ key }) => ({ atMs: Number(key.slice(0, TIME_DIGITS)), name: key.slice(TIME_DIGITS + 1) }))
        .filter(({ atMs }) => atMs <= nowMs)
  )
