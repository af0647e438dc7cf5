/** The thread of a file device: it prints the entries of a message, and writes their lines with one call. */
import { makeEntryPrinter } from "@enwrap/server/audit-entries"
import { parentPort, workerData } from "node:worker_threads"
import { makeSodium } from "../crypto/sodium.ts"
import { AppendFile, codeOf } from "./append-file.ts"
import { makeEntryHmac } from "./entry-hmac.ts"
import type { Appended } from "./line-batches.ts"
import {
  type EntryAnswer,
  type EntryItem,
  type EntryRequest,
  type EntryThreadData,
  unpackItems
} from "./entry-message.ts"

const { file: options, settings } = workerData as EntryThreadData
const port = parentPort!
const file = new AppendFile(options)
const answer = (value: EntryAnswer): void => port.postMessage(value, [])

const NOT_PRINTED = "an entry could not be printed"
const NO_LINES: ReadonlyArray<string> = []

const print = settings && makeEntryPrinter(settings, makeEntryHmac(await makeSodium({}), settings.salt))

/** The bytes of the lines of a message, at first and at most. Larger ones are not kept. */
const FIRST_BYTES = 262_144
const MOST_BYTES = 16 * 1024 * 1024
/** The maximum number of bytes of a UTF-16 code unit in UTF-8. */
const UTF8_BYTES = 3

/** A new buffer for each message would have to be cleared, and would be memory until the thread's garbage is collected. */
let kept = Buffer.allocUnsafeSlow(FIRST_BYTES)

const append = (text: string): Appended => {
  if (text.length * UTF8_BYTES > kept.length) {
    const size = Buffer.byteLength(text)
    if (size > MOST_BYTES) return file.append(Buffer.from(text))
    if (size > kept.length) kept = Buffer.allocUnsafeSlow(Math.min(MOST_BYTES, 2 * size))
  }
  return file.append(kept.subarray(0, kept.write(text)))
}

const linesOf = (item: EntryItem): ReadonlyArray<string> => {
  if (typeof item === "string") return [item]
  try {
    return print!(item)
  } catch {
    // Without the reason, which might quote the entry.
    return NO_LINES
  }
}

/** For each item, how many of its lines are within the bytes that were written; `null` if all are. */
const countWritten = (items: ReadonlyArray<ReadonlyArray<string>>, written: number): ReadonlyArray<number | null> => {
  let end = 0
  return items.map((lines) => {
    if (lines === NO_LINES) return 0
    const count = lines.filter((line) => (end += Buffer.byteLength(line)) <= written).length
    return count === lines.length ? null : count
  })
}

const write = (items: ReadonlyArray<EntryItem>): EntryAnswer => {
  const printed = items.map(linesOf)
  let text = ""
  // They are copied once, where the text is encoded.
  for (const lines of printed) for (const line of lines) text += line
  const { problem, written } = append(text)
  if (problem === undefined && !printed.includes(NO_LINES)) return undefined
  return { lines: countWritten(printed, written), problem: problem ?? NOT_PRINTED }
}

const open = (): EntryAnswer => {
  try {
    file.close()
    file.open()
    return undefined
  } catch (error) {
    return { problem: `unable to open ${JSON.stringify(options.path)} for writing: ${codeOf(error)}` }
  }
}

port.on("message", (request: EntryRequest) => {
  if (request === "open") return answer(open())
  if (request !== "close") return answer(write(unpackItems(request)))
  file.close()
  port.close()
})
// It is loaded.
answer(undefined)
