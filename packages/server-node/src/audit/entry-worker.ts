/** The thread of a file device: it prints the entries of a message, and writes their lines with one call. */
import { makeEntryPrinter } from "@enwrap/server/audit-entries"
import { parentPort, workerData } from "node:worker_threads"
import { makeSodium } from "../crypto/sodium.ts"
import { AppendFile, codeOf } from "./append-file.ts"
import { makeEntryHmac } from "./entry-hmac.ts"
import type { EntryAnswer, EntryItem, EntryThreadData } from "./entry-message.ts"
import { LineBytes } from "./line-bytes.ts"
import { SharedItems } from "./shared-items.ts"

const { file: options, memory, settings } = workerData as EntryThreadData
const port = parentPort!
const file = new AppendFile(options)
const answer = (value: EntryAnswer): void => port.postMessage(value, [])

const NOT_PRINTED = "an entry could not be printed"

const print = settings && makeEntryPrinter(settings, makeEntryHmac(await makeSodium({}), settings.salt))

const lines = new LineBytes()

/** Prints an item. Returns where each of its lines ends; `undefined` if it could not be printed. */
const printItem = (item: EntryItem): ReadonlyArray<number> | undefined => {
  if (typeof item === "string") return [lines.add(item)]
  let printed: ReadonlyArray<string>
  try {
    printed = print!(item)
  } catch {
    // Without the reason, which might quote the entry.
    return undefined
  }
  return printed.map((line) => lines.add(line))
}

/** How many of the lines of an item are within the bytes that were written; `null` if all are. */
const countWritten = (ends: ReadonlyArray<number> | undefined, written: number): number | null => {
  if (ends === undefined) return 0
  const count = ends.filter((end) => end <= written).length
  return count === ends.length ? null : count
}

const write = (items: ReadonlyArray<EntryItem>): EntryAnswer => {
  const ends = items.map(printItem)
  const { problem, written } = file.append(lines.bytes)
  lines.clear()
  if (problem === undefined && !ends.includes(undefined)) return undefined
  return { lines: ends.map((each) => countWritten(each, written)), problem: problem ?? NOT_PRINTED }
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

const serve = (): void => {
  const shared = new SharedItems(memory)
  for (;;) {
    const request = shared.take(port)
    if (request === "close") break
    answer(request === "open" ? open() : write(request))
  }
  file.close()
}

// It is loaded. An error after that ends the thread.
answer(undefined)
setImmediate(serve)
