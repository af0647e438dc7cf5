import * as Effect from "effect/Effect"
import type { RecordKey, Store, StoreFailure } from "./port.ts"

/** Times have leading zeros, so that they sort. */
const TIME_DIGITS = 16

/** The key `time/name` of something that is due at a time in milliseconds since 1970. The earliest is the first in its space. */
export const dueKey = (space: string, atMs: number, name: string): RecordKey => ({
  space,
  key: `${String(atMs).padStart(TIME_DIGITS, "0")}/${name}`
})

interface Due {
  readonly atMs: number
  readonly name: string
}

/** What is due by a time in a space, the earliest first: the first thousand. */
export const dueBy = (
  store: typeof Store.Service,
  space: string,
  nowMs: number
): Effect.Effect<ReadonlyArray<Due>, StoreFailure> =>
  Effect.map(store.list(space, "", { limit: 1000 }), (records) =>
    records
      .map(({ key }) => ({ atMs: Number(key.slice(0, TIME_DIGITS)), name: key.slice(TIME_DIGITS + 1) }))
      .filter(({ atMs }) => atMs <= nowMs)
  )
