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
 * Items that are written together. The strings of an entry are sent as one string: with the lengths of its parts, this takes a
 * fraction of the time of a structured clone of all of them, or of JSON, in which nearly each string would need escapes.
 */
export interface PackedItems {
  readonly texts: ReadonlyArray<string>
  /** For each item, the number of its lists; for each list, the number of its strings, and their lengths. A line has no list. */
  readonly lengths: Uint32Array
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

const LINE = 0

/** The lengths of the message that is being packed. The messages after it use the same memory. */
let packed = new Uint32Array(8192)
let count = 0

const add = (length: number): void => {
  if (count === packed.length) {
    const larger = new Uint32Array(2 * count)
    larger.set(packed)
    packed = larger
  }
  packed[count++] = length
}

const packItem = (item: EntryItem): string => {
  if (typeof item === "string") {
    add(LINE)
    return item
  }
  let text = ""
  add(item.length)
  for (const list of item) {
    add(list.length)
    for (const part of list) {
      add(part.length)
      text += part
    }
  }
  return text
}

export const packItems = (items: ReadonlyArray<EntryItem>): PackedItems => {
  count = 0
  const texts = items.map(packItem)
  return { texts, lengths: packed.slice(0, count) }
}

export const unpackItems = ({ lengths, texts }: PackedItems): ReadonlyArray<EntryItem> => {
  let next = 0
  return texts.map((text) => {
    const lists = lengths[next++]!
    if (lists === LINE) return text
    const item: Array<ReadonlyArray<string>> = []
    let at = 0
    for (let list = 0; list < lists; list++) {
      const strings: Array<string> = []
      const size = lengths[next++]!
      for (let i = 0; i < size; i++) {
        const end = at + lengths[next++]!
        strings.push(at === end ? "" : text.slice(at, end))
        at = end
      }
      item.push(strings)
    }
    return item
  })
}
