import { closeSync, constants, fchmodSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from "node:fs"
import { dirname } from "node:path"
import type { FileOptions } from "./file-options.ts"
import type { Appended } from "./line-batches.ts"

const FOLDER_MODE = 0o700
const DEFAULT_MODE = 0o600
const NEWLINE = 0x0a
/** As the flag "a", but a pipe that nobody reads is an error. To open it would wait for a reader. */
const APPEND = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | (constants.O_NONBLOCK ?? 0)
/** How long the reader of a full pipe is given until the next try: milliseconds. */
const PAUSE = 5

/** The code of an error of the operating system, such as `ENOSPC`. */
export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "unknown error"

/**
 * Whether the last line of a file with this size has no line break. The server may have permission to write the file and not to read
 * it: then nobody knows, and the answer is yes, since an empty line harms nobody.
 */
const mayEndMidLine = (path: string, size: number): boolean => {
  if (size === 0) return false
  let file: number
  try {
    file = openSync(path, "r")
  } catch {
    return true
  }
  try {
    const last = Buffer.alloc(1)
    readSync(file, last, 0, 1, size - 1)
    return last[0] !== NEWLINE
  } finally {
    closeSync(file)
  }
}

/** Writes a part of these bytes, from a position on. Waits for the reader of a full pipe. */
const writeSome = (file: number, bytes: Uint8Array, from: number): number => {
  for (;;) {
    try {
      return writeSync(file, bytes, from)
    } catch (error) {
      if (codeOf(error) !== "EAGAIN") throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE)
    }
  }
}

/** A file that is only appended to. Each call can wait for the disk: use it in a thread. */
export class AppendFile {
  readonly #options: FileOptions
  #file: number | undefined
  /**
   * The last write, or the process before this one, ended in the middle of a line, or may have. The next write begins with a line
   * break, so that only that line is damaged.
   */
  #isTorn = false

  constructor(options: FileOptions) {
    this.#options = options
  }

  /** Opens the file, and creates it and its folder if they do not exist. */
  open(): void {
    const { mode, path } = this.#options
    mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE })
    const file = openSync(path, APPEND, mode ?? DEFAULT_MODE)
    try {
      const stat = fstatSync(file)
      if (stat.isFile()) {
        // The file may have existed, with another mode.
        if (mode !== undefined) fchmodSync(file, mode)
        this.#isTorn = mayEndMidLine(path, stat.size)
      }
    } catch (error) {
      closeSync(file)
      throw error
    }
    this.#file = file
  }

  /** Appends to the file. If nothing could be written, it opens the file once more, and tries again. */
  append(bytes: Uint8Array): Appended {
    const first = this.#appendOnce(bytes)
    if (first.problem === undefined || first.written > 0) return first
    this.close()
    return this.#appendOnce(bytes)
  }

  #appendOnce(bytes: Uint8Array): Appended {
    let written = 0
    try {
      if (this.#file === undefined) this.open()
      const file = this.#file!
      if (this.#isTorn) {
        writeSome(file, Uint8Array.of(NEWLINE), 0)
        this.#isTorn = false
      }
      // One call usually writes everything.
      while (written < bytes.length) written += writeSome(file, bytes, written)
      return { written }
    } catch (error) {
      this.#isTorn = this.#isTorn || (written > 0 && bytes[written - 1] !== NEWLINE)
      return { written, problem: `cannot write to ${JSON.stringify(this.#options.path)}: ${codeOf(error)}` }
    }
  }

  close(): void {
    const file = this.#file
    this.#file = undefined
    try {
      if (file !== undefined) closeSync(file)
    } catch {
      // It is closed in any case.
    }
  }
}
