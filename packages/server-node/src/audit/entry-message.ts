/** What the event loop and the thread of a file device send each other. */
import type { EntrySettings, UnprintedEntry } from "@enwrap/server/audit"
import type { FileOptions } from "./file-options.ts"

/** What the thread works with. */
export interface EntryThreadOptions {
  readonly file: FileOptions
  /** `undefined`: it only writes lines. */
  readonly settings: EntrySettings | undefined
}

/** What the thread is started with. */
export interface EntryThreadData extends EntryThreadOptions {
  /** Of the {@link SharedItems}. */
  readonly memory: SharedArrayBuffer
}

/** A line, or an entry that the thread prints. */
export type EntryItem = string | UnprintedEntry

/** What the thread does, one after the other: writes items together, opens the file (again), or ends. */
export type EntryRequest = ReadonlyArray<EntryItem> | "open" | "close"

/** Why something was not done. */
export interface NotDone {
  readonly problem: string
  /** For each item, how many of its lines are written; `null` if all are. `undefined`: none of any item. */
  readonly lines?: ReadonlyArray<number | null> | undefined
}

/** The answer to a message, and the first one, when the thread is loaded. `undefined`: all is done. */
export type EntryAnswer = NotDone | undefined
