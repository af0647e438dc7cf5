import { once } from "node:events"
import { fstatSync } from "node:fs"
import { homedir } from "node:os"
import { createInterface } from "node:readline/promises"
import { Writable } from "node:stream"
import { buffer } from "node:stream/consumers"
import { outputIsClosed } from "./closed-output.ts"
import { Failure } from "./failure.ts"

/** The parts of the process that commands use. Tests replace them. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly homeDirectory: () => string
  /** Writes to standard output; no newline is added. */
  readonly write: (text: string) => void
  readonly writeBytes: (bytes: Uint8Array) => void
  /**
   * Whether standard output was closed when the process started, or may have been. What is written then is lost, without an error.
   */
  readonly outputIsClosed: () => boolean
  /**
   * Waits until all output is written, and returns the system's error code if that failed: `ENOSPC`, or `EPIPE` if the reader
   * has stopped early (`| head`).
   */
  readonly outputFailure: () => Promise<string | undefined>
  /** Writes to standard error; no newline is added. */
  readonly warn: (text: string) => void
  readonly outputIsTerminal: boolean
  /** Whether standard input is a pipe, a file or a socket, not a terminal or the null device. */
  readonly inputIsPiped: () => boolean
  readonly readInput: () => Promise<Uint8Array>
  /** Asks a person at a terminal for a secret, which is not shown. `undefined` if standard input is not a terminal. */
  readonly askSecret: (question: string) => Promise<string | undefined>
}

/** The first error of standard output. */
let outputError: NodeJS.ErrnoException | undefined

/**
 * Records errors of standard output, and ignores those of standard error. Without this, a reader that stops early would crash the
 * process, and so would a log on a full disk.
 */
export const watchOutput = (): void => {
  process.stderr.on("error", () => undefined)
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    outputError ??= error
  })
}

/** Resolves when the last write has succeeded, or its error has been recorded. */
let lastWrite: Promise<void> | undefined

const writeOut = (chunk: string | Uint8Array): void => {
  lastWrite = new Promise((resolve) => {
    process.stdout.write(chunk, () => setImmediate(resolve))
  })
}

/** Reads a line from the terminal without showing it. */
const readHidden = async (question: string): Promise<string> => {
  process.stderr.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    // Ctrl-D ends the input without an answer.
    return await Promise.race([reader.question(""), once(reader, "close").then(() => "")])
  } catch {
    throw new Failure("interrupted: nothing was sent.")
  } finally {
    reader.close()
    process.stderr.write("\n")
  }
}

/** The real process. */
export const processIo: Io = {
  env: process.env,
  homeDirectory: homedir,
  write: writeOut,
  writeBytes: writeOut,
  outputIsClosed,
  outputFailure: async () => {
    await lastWrite
    return outputError === undefined ? undefined : (outputError.code ?? "unknown error")
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
  readInput: () => buffer(process.stdin),
  askSecret: (question) => (process.stdin.isTTY ? readHidden(question) : Promise.resolve(undefined))
}
