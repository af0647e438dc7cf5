import { closeSync, openSync, readFileSync, writeSync } from "node:fs"
import { crc32 } from "node:zlib"
import { createFile } from "./private-files.ts"
import { messageOf } from "./sqlite-errors.ts"

/** A row, and its checksum. */
const ROW_BYTES = 8
const MARK_BYTES = ROW_BYTES + 4
/** Of a number that is written. SQLite's are larger, but no server gets there. */
const NUMBER_BYTES = 6

/** The mark of a database: a file with the last row of the recent changes that was committed. See the decision 0036. */
export const markOf = (database: string): string => `${database}.mark`

/** What a mark says. Without a row, it is not known how many commits there were. */
export interface Mark {
  readonly row?: number
  /** What is wrong with a file that does not have a row, and should. */
  readonly problem?: string
}

export const readMark = (database: string): Mark => {
  const path = markOf(database)
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? {} : { problem: messageOf(error) }
  }
  if (bytes.length === 0) return {}
  const isWhole = bytes.length === MARK_BYTES && bytes.readUInt32LE(ROW_BYTES) === crc32(bytes.subarray(0, ROW_BYTES))
  return isWhole ? { row: bytes.readUIntLE(0, NUMBER_BYTES) } : { problem: `${path} is damaged` }
}

/** Writes the mark of a database. */
export class CommitMark {
  readonly #path: string
  readonly #bytes = Buffer.alloc(MARK_BYTES)
  #file: number | undefined

  constructor(database: string) {
    this.#path = markOf(database)
  }

  /**
   * Notes a row whose commit has returned, which has synchronised the log. The mark itself is not synchronised: after a power cut, or
   * if it cannot be written, it has an earlier row, and fewer commits are missed than are missing.
   */
  note(row: number): void {
    this.#bytes.writeUIntLE(row, 0, NUMBER_BYTES)
    this.#bytes.writeUInt32LE(crc32(this.#bytes.subarray(0, ROW_BYTES)), ROW_BYTES)
    try {
      this.#file ??= openMark(this.#path)
      writeSync(this.#file, this.#bytes, 0, MARK_BYTES, 0)
    } catch {
      // The commit has succeeded.
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }
}

const openMark = (path: string): number => {
  try {
    return openSync(path, "r+")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error
    createFile(path)
    return openSync(path, "r+")
  }
}
