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
  /** For each item, the number of its strings, and their lengths. A line has none. */
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

let lengths = new Uint32Array(8192)

export const packItems = (items: ReadonlyArray<EntryItem>): PackedItems => {
  let count = 0
  const texts = items.map((item) => {
    const strings = typeof item === "string" ? LINE : item.length
    if (count + strings >= lengths.length) lengths = resized(lengths, 2 * (count + strings))
    lengths[count++] = strings
    if (typeof item === "string") return item
    let text = ""
    for (let i = 0; i < item.length; i++) {
      const part = item[i]!
      lengths[count++] = part.length
      text += part
    }
    return text
  })
  return { texts, lengths: lengths.slice(0, count) }
}

const resized = (numbers: Uint32Array, length: number): Uint32Array<ArrayBuffer> => {
  const copy = new Uint32Array(length)
  copy.set(numbers)
  return copy
}

export const unpackItems = ({ lengths, texts }: PackedItems): ReadonlyArray<EntryItem> => {
  let count = 0
  return texts.map((text) => {
    const strings = lengths[count++]!
    if (strings === LINE) return text
    const item: Array<string> = []
    let at = 0
    for (let i = 0; i < strings; i++) {
      const length = lengths[count++]!
      item.push(length === 0 ? "" : text.slice(at, at + length))
      at += length
    }
    return item
  })
}
