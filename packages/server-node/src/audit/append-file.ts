import { writeSync } from "node:fs"
import { type FileHandle, mkdir, open } from "node:fs/promises"
import { dirname } from "node:path"
import type { FileOptions } from "./file-options.ts"
import type { Appended } from "./line-batches.ts"

const FOLDER_MODE = 0o700
const DEFAULT_MODE = 0o600
const NEWLINE = 0x0a
/** Milliseconds. A write that takes longer would hold up requests that have no entries, such as `sys/health`. */
const SLOW = 20

/** The code of an error of the operating system, such as `ENOSPC`. */
export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "unknown error"

/** Whether the last line of a file has no line break. A file that cannot be read is taken to be whole. */
const endsMidLine = async (path: string): Promise<boolean> => {
  const file = await open(path, "r").catch(() => undefined)
  if (file === undefined) return false
  try {
    const { size } = await file.stat()
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
    return size > 0 && buffer[0] !== NEWLINE
  } finally {
    await file.close()
  }
}

/** A file that is only appended to. */
export class AppendFile {
  readonly #options: FileOptions
  #handle: FileHandle | undefined
  #isRegular = false
  /**
   * The last write, or the process before this one, ended in the middle of a line. The next write begins with a line break, so that only
   * that line is damaged.
   */
  #isTorn = false
  /** The last write took long. */
  #isSlow = false

  constructor(options: FileOptions) {
    this.#options = options
  }

  /** Opens the file, and creates it and its folder if they do not exist. */
  async open(): Promise<void> {
    const { mode, path } = this.#options
    await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE })
    const handle = await open(path, "a", mode ?? DEFAULT_MODE)
    try {
      // The file may have existed, with another mode.
      this.#isRegular = (await handle.stat()).isFile()
      if (mode !== undefined && this.#isRegular) await handle.chmod(mode)
      if (this.#isRegular) this.#isTorn = await endsMidLine(path)
    } catch (error) {
      await handle.close()
      throw error
    }
    this.#handle = handle
  }

  /** Appends to the file. If nothing could be written, it opens the file once more, and tries again. */
  async append(bytes: Uint8Array): Promise<Appended> {
    const first = await this.#appendOnce(bytes)
    if (first.problem === undefined || first.written > 0) return first
    await this.close()
    return this.#appendOnce(bytes)
  }

  async #appendOnce(bytes: Uint8Array): Promise<Appended> {
    let written = 0
    try {
      if (this.#handle === undefined) await this.open()
      const handle = this.#handle!
      if (this.#isTorn) {
        await this.#write(handle, Uint8Array.of(NEWLINE), 0)
        this.#isTorn = false
      }
      // One call usually writes everything.
      while (written < bytes.length) written += await this.#write(handle, bytes, written)
      return { written }
    } catch (error) {
      this.#isTorn = this.#isTorn || (written > 0 && bytes[written - 1] !== NEWLINE)
      return { written, problem: `cannot write to ${JSON.stringify(this.#options.path)}: ${codeOf(error)}` }
    }
  }

  /**
   * A write to a regular file only copies the bytes to the memory of the operating system. It is made on this thread, since passing it
   * to another one would cost more than the write. A write to a pipe or a device can wait for any length of time, and so can one to a
   * slow disk.
   */
  async #write(handle: FileHandle, bytes: Uint8Array, from: number): Promise<number> {
    const begin = performance.now()
    const isHere = this.#isRegular && !this.#isSlow
    const written = isHere ? writeSync(handle.fd, bytes, from) : (await handle.write(bytes, from)).bytesWritten
    this.#isSlow = performance.now() - begin > SLOW
    return written
  }

  async close(): Promise<void> {
    const handle = this.#handle
    this.#handle = undefined
    await handle?.close().catch(() => undefined)
  }
}
