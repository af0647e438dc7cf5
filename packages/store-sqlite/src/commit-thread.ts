import { Worker } from "node:worker_threads"
import { appliedAnswer, type CommitAnswer } from "./commit-answer.ts"
import { type OpenProblem, SqliteOpenFailure } from "./open-failure.ts"
import { newSharedMemory, SharedMessage } from "./shared-message.ts"
import type { NumberedSpace } from "./spaces.ts"
import type { StoreLimits } from "./store-limits.ts"

/** In the same folder as this module, in the sources and in the build. */
const WORKER = new URL(`./commit-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url)

/** The thread makes little garbage. */
const YOUNG_MEGABYTES = 4

/** What the thread works with. */
export interface ThreadOptions {
  readonly path: string
  readonly limits: StoreLimits
}

/** What the thread is started with. */
export interface WorkerOptions extends ThreadOptions {
  /** Of the {@link SharedMessage}. */
  readonly memory: SharedArrayBuffer
}

/** A running thread. */
interface Running {
  readonly worker: Worker
  readonly shared: SharedMessage
}

/** What the thread sends. */
export type WorkerMessage =
  | { readonly kind: "ready"; readonly spaces: ReadonlyArray<NumberedSpace> }
  | { readonly kind: "not-opened"; readonly problem: OpenProblem; readonly message: string }
  | { readonly kind: "answer"; readonly answer: CommitAnswer }
  /** The `rowAlone` of an answer: both threads are quicker with a number. */
  | number

/** Called with the answer to a message, or with the reason why there is none. */
export type OnAnswer = (answer: CommitAnswer | Error) => void

/** Sends messages to what commits them, one at a time. */
export interface MessageSender {
  /** The message is copied. */
  readonly send: (message: Uint8Array, onAnswer: OnAnswer) => void
}

/**
 * The thread that commits. It is sent one message at a time. If it breaks, the message on its way has no answer, and the next
 * message starts another thread: SQLite then continues with what was committed.
 */
export class CommitThread implements MessageSender {
  readonly #options: ThreadOptions
  #running: Running | undefined
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
      const memory = newSharedMemory()
      // Without the flags and the environment of the process, which may contain secrets.
      const worker = new Worker(WORKER, {
        execArgv: [],
        env: {},
        name: "commits",
        workerData: { ...this.#options, memory } satisfies WorkerOptions,
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES }
      })
      this.#running = { worker, shared: new SharedMessage(memory) }
      worker.on("message", (message: WorkerMessage) => {
        // An answer may come after the error that has ended its thread. It is not the answer of the next thread.
        if (this.#running?.worker !== worker) return
        if (typeof message === "number") return this.#answer(appliedAnswer(message))
        if (message.kind === "answer") return this.#answer(message.answer)
        worker.unref()
        if (message.kind === "ready") return resolve(message.spaces)
        this.#running = undefined
        reject(new SqliteOpenFailure({ problem: message.problem, message: message.message }))
      })
      const ended = (cause?: unknown): void => {
        const error = new Error("the thread that commits has ended", { cause })
        reject(error)
        if (this.#running?.worker !== worker) return
        this.#running = undefined
        this.#answer(error)
      }
      worker.on("error", ended)
      worker.on("exit", () => ended())
    })
  }

  send(message: Uint8Array, onAnswer: OnAnswer): void {
    this.#onAnswer = onAnswer
    if (this.#running === undefined) this.#sendToAnother(message.slice())
    else sendTo(this.#running, message)
  }

  /** Ends the thread, after the message on its way. */
  async close(): Promise<void> {
    this.#isClosed = true
    if (this.#running === undefined) return
    const { shared, worker } = this.#running
    worker.ref()
    const exit = new Promise((resolve) => worker.once("exit", resolve))
    worker.postMessage("close", [])
    shared.announce()
    await exit
  }

  #sendToAnother(message: Uint8Array): void {
    const failed = (error: Error): void => this.#answer(error)
    if (this.#isClosed) return void setImmediate(failed, new Error("the database is closed"))
    this.open().then(() => {
      if (this.#running !== undefined) sendTo(this.#running, message)
    }, failed)
  }

  #answer(answer: CommitAnswer | Error): void {
    const onAnswer = this.#onAnswer
    this.#onAnswer = undefined
    this.#running?.worker.unref()
    onAnswer?.(answer)
  }
}

const sendTo = ({ shared, worker }: Running, message: Uint8Array): void => {
  worker.ref()
  if (shared.offer(message)) return
  const copy = new Uint8Array(message)
  worker.postMessage(copy, [copy.buffer])
  shared.announce()
}
