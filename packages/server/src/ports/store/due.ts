import type { RecordKey } from "./port.ts"

/** Times have leading zeros, so that they sort. */
const TIME_DIGITS = 16

/** The key `time/name` of something that is due at a time in milliseconds since 1970. The earliest is the first in its space. */
export const dueKey = (space: string, atMs: number, name: string): RecordKey => ({
  space,
  key: `${String(atMs).padStart(TIME_DIGITS, "0")}/${name}`
})

/** Reads a key of {@link dueKey}. */
export const dueIn = (key: string): { readonly atMs: number; readonly name: string } => ({
  atMs: Number(key.slice(0, TIME_DIGITS)),
  name: key.slice(TIME_DIGITS + 1)
})
