import type { RecordKey } from "./port.ts"

/** Milliseconds since 1970 are written with leading zeros, so that they sort. */
const TIME_DIGITS = 16

/** `time/name`, injective since the time has one length: what must be looked at when. The earliest is the first of its space. */
export const dueKey = (space: string, atMs: number, name: string): RecordKey => ({
  space,
  key: `${String(atMs).padStart(TIME_DIGITS, "0")}/${name}`
})

/** What {@link dueKey} has put into a key. */
export const dueIn = (key: string): { readonly atMs: number; readonly name: string } => ({
  atMs: Number(key.slice(0, TIME_DIGITS)),
  name: key.slice(TIME_DIGITS + 1)
})
