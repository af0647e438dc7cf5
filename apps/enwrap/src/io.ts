import { fstatSync } from "node:fs"
import { homedir } from "node:os"
import { buffer } from "node:stream/consumers"

/** What a command sees of the process around it. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly homeDirectory: () => string
  /** Standard output, as given: no newline is added. */
  readonly write: (text: string) => void
  readonly writeBytes: (bytes: Uint8Array) => void
  /**
   * Waits until what was written is out, and gives the system's code where it could not be: `ENOSPC`. A reader that has
   * had enough (`| head`) is no failure.
   */
  readonly outputFailure: () => Promise<string | undefined>
  /** Standard error, as given. */
  readonly warn: (text: string) => void
  readonly outputIsTerminal: boolean
  /** Whether something was sent to standard input: a pipe, a file, a socket, and neither a terminal nor the null device. */
  readonly inputIsPiped: () => boolean
  /** Whether something, or the end, comes on standard input within so many milliseconds. If not, it is given up. */
  readonly inputComes: (milliseconds: number) => Promise<boolean>
  readonly readInput: () => Promise<Uint8Array>
}

/** The first thing that went wrong with standard output. */
let outputError: NodeJS.ErrnoException | undefined

/** Listens to what becomes of standard output; without it, a reader that stops early would end the process. */
export const watchOutput = (): void => {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    outputError ??= error
  })
}

/** Done when the last of what was written is out, or has failed and been noticed. */
let lastWrite: Promise<void> | undefined

const writeOut = (chunk: string | Uint8Array): void => {
  lastWrite = new Promise((resolve) => {
    process.stdout.write(chunk, () => setImmediate(resolve))
  })
}

/** The real process. */
export const processIo: Io = {
  env: process.env,
  homeDirectory: homedir,
  write: writeOut,
  writeBytes: writeOut,
  outputFailure: async () => {
    await lastWrite
    return outputError === undefined || outputError.code === "EPIPE"
      ? undefined
      : (outputError.code ?? "unknown reason")
  },
  warn: (text) => void process.stderr.write(text),
  outputIsTerminal: process.stdout.isTTY === true,
  inputIsPiped: () => {
    try {
      const input = fstatSync(0)
      return input.isFIFO() || input.isFile() || input.isSocket()
    } catch {
      // Standard input is closed.
      return false
    }
  },
  inputComes: (milliseconds) =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        process.stdin.destroy()
        resolve(false)
      }, milliseconds)
      process.stdin.once("readable", () => {
        clearTimeout(timer)
        resolve(true)
      })
    }),
  readInput: () => buffer(process.stdin)
}
