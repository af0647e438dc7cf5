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
