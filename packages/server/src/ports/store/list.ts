import * as Effect from "effect/Effect"
import type { Store, StoredRecord } from "./port.ts"

const PAGE = 1000

/** All records below a prefix, in order, read page by page. */
export const listAll = Effect.fnUntraced(function* (store: typeof Store.Service, space: string, prefix: string) {
  const all: Array<StoredRecord> = []
  for (;;) {
    const page: ReadonlyArray<StoredRecord> = yield* store.list(space, prefix, { after: all.at(-1)?.key, limit: PAGE })
    all.push(...page)
    if (page.length < PAGE) return all
  }
})

/** The names directly below a prefix. What is in a folder is skipped, so that a folder costs one read however large it is. */
export const listChildren = Effect.fnUntraced(function* (store: typeof Store.Service, space: string, prefix: string) {
  const names: Array<string> = []
  let after: string | undefined
  for (;;) {
    const page: ReadonlyArray<StoredRecord> = yield* store.list(space, prefix, { after, limit: PAGE })
    for (const { key } of page) {
      const rest = key.slice(prefix.length)
      const slash = rest.indexOf("/")
      const name = slash < 0 ? rest : rest.slice(0, slash + 1)
      if (names.at(-1) !== name) names.push(name)
    }
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return names
    const folder = names.at(-1)!
    after = folder.endsWith("/") ? `${prefix}${folder}\u{10ffff}` : last.key
  }
})
