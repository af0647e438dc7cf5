import { Worker } from "node:worker_threads"
import type { CommitAnswer } from "./commit-answer.ts"
import { type OpenProblem, SqliteOpenFailure } from "./open-failure.ts"
import type { NumberedSpace } from "./spaces.ts"
import type { StoreLimits } from "./store-limits.ts"

/** In the same folder as this module, in the sources and in the build. */
const WORKER = new URL(`./commit-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url)

/** The thread makes little garbage but large messages, which are freed only when its young objects are collected. */
const YOUNG_MEGABYTES = 4

/** What the thread is started with. */
export interface ThreadOptions {
  readonly path: string
  readonly limits: StoreLimits
}

/** What the thread sends. */
export type WorkerMessage =
  | { readonly kind: "ready"; readonly spaces: ReadonlyArray<NumberedSpace> }
  | { readonly kind: "not-opened"; readonly problem: OpenProblem; readonly message: string }
  | { readonly kind: "answer"; readonly answer: CommitAnswer }

/** Called with the answer to a message, or with the reason why there is none. */
export type OnAnswer = (answer: CommitAnswer | Error) => void

/** Sends messages to what commits them, one at a time. */
export interface MessageSender {
  /** The bytes of the message cannot be used any more. */
  readonly send: (message: Uint8Array<ArrayBuffer>, onAnswer: OnAnswer) => void
}

/**
 * The thread that commits. It is sent one message at a time. If it breaks, the message on its way has no answer, and the next
 * message starts another thread: SQLite then continues with what was committed.
 */
export class CommitThread implements MessageSender {
  readonly #options: ThreadOptions
  #worker: Worker | undefined
  #onAnswer: OnAnswer | undefined
  #isClosed = false

  constructor(options: ThreadOptions) {
    this.#options = options
  }

  /**
   * Opens the database, and returns the spaces that it has.
   *
   * @throws SqliteOpenFailure
   */
  open(): Promise<ReadonlyArray<NumberedSpace>> {
    return new Promise((resolve, reject) => {
      // Without the flags and the environment of the process, which may contain secrets.
      const worker = new Worker(WORKER, {
        execArgv: [],
        env: {},
        name: "commits",
        workerData: this.#options,
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES }
      })
      this.#worker = worker
      worker.on("message", (message: WorkerMessage) => {
        if (message.kind === "answer") return this.#answer(message.answer)
        worker.unref()
        if (message.kind === "ready") return resolve(message.spaces)
        this.#worker = undefined
        reject(new SqliteOpenFailure({ problem: message.problem, message: message.message }))
      })
      const ended = (cause?: unknown): void => {
        const error = new Error("the thread that commits has ended", { cause })
        reject(error)
        if (this.#worker !== worker) return
        this.#worker = undefined
        this.#answer(error)
      }
      worker.on("error", ended)
      worker.on("exit", () => ended())
    })
  }

  /** Sends a message. Its bytes cannot be used any more. */
  send(message: Uint8Array<ArrayBuffer>, onAnswer: OnAnswer): void {
    this.#onAnswer = onAnswer
    const worker = this.#worker
    if (worker === undefined) return this.#sendToAnother(message)
    worker.ref()
    worker.postMessage(message, [message.buffer])
  }

  /** Ends the thread, after the message on its way. */
  async close(): Promise<void> {
    this.#isClosed = true
    const worker = this.#worker
    if (worker === undefined) return
    worker.ref()
    const exit = new Promise((resolve) => worker.once("exit", resolve))
    worker.postMessage("close", [])
    await exit
  }

  #sendToAnother(message: Uint8Array<ArrayBuffer>): void {
    const failed = (error: Error): void => this.#answer(error)
    if (this.#isClosed) return void setImmediate(failed, new Error("the database is closed"))
    this.open().then(() => {
      const worker = this.#worker
      if (worker === undefined) return
      worker.ref()
      worker.postMessage(message, [message.buffer])
    }, failed)
  }

  #answer(answer: CommitAnswer | Error): void {
    const onAnswer = this.#onAnswer
    this.#onAnswer = undefined
    this.#worker?.unref()
    onAnswer?.(answer)
  }
}
