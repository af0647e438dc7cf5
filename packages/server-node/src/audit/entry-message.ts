/** What the event loop and the thread of a file device send each other. */
import type { EntrySettings, UnprintedEntry } from "@enwrap/server/audit"
import type { FileOptions } from "./file-options.ts"

/** What the thread is started with. */
export interface EntryThreadData {
  readonly file: FileOptions
  /** `undefined`: it only writes lines. */
  readonly settings: EntrySettings | undefined
}

/** A line, or an entry that the thread prints. */
export type EntryItem = string | UnprintedEntry

/**
 * Items that are written together. As JSON, short items take both threads half the time of a structured clone. A long item would take
 * longer: nearly each of its characters may need an escape.
 */
export interface PackedItems {
  readonly short: string
  readonly long: ReadonlyArray<EntryItem>
}

/** What the thread does, one after the other: writes items together, opens the file (again), or ends. */
export type EntryRequest = PackedItems | "open" | "close"

/** Why something was not done. */
export interface NotDone {
  readonly problem: string
  /** For each item, how many of its lines are written; `null` if all are. `undefined`: none of any item. */
  readonly lines?: ReadonlyArray<number | null> | undefined
}

/** The answer to a message, and the first one, when the thread is loaded. `undefined`: all is done. */
export type EntryAnswer = NotDone | undefined

export const packItems = (short: ReadonlyArray<EntryItem>, long: ReadonlyArray<EntryItem>): PackedItems => ({
  short: JSON.stringify(short),
  long
})

/** JSON has `null` instead of `undefined`, and no entry has a `null`. */
const restore = (values: Array<unknown>): void => {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value === null) values[i] = undefined
    else if (typeof value === "object") restore(value as Array<unknown>)
  }
}

/** The items that were packed: first the short ones. */
export const unpackItems = ({ long, short }: PackedItems): ReadonlyArray<EntryItem> => {
  const items = JSON.parse(short) as Array<EntryItem>
  restore(items)
  return long.length === 0 ? items : [...items, ...long]
}
