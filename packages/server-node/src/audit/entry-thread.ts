import { Worker } from "node:worker_threads"
import type { EntryAnswer, EntryRequest, EntryThreadData, EntryThreadOptions, NotDone } from "./entry-message.ts"
import { newSharedMemory, SharedItems } from "./shared-items.ts"

/** In the same folder as this module, in the sources and in the build. */
const IS_SOURCE = import.meta.url.endsWith(".ts")
const WORKER = new URL(`./entry-worker${IS_SOURCE ? ".ts" : ".js"}`, import.meta.url)

/**
 * V8 divides this by three: it collects the young objects of the thread whenever they take 4 MB. With 4 here, it did so 200 times a
 * second under load, and woke its own threads each time. They took processor time from the event loop, which served a tenth less.
 */
const YOUNG_MEGABYTES = 12

/** Called with the answer to a message. */
export type OnAnswer = (answer: EntryAnswer) => void

const SECOND = 1000
const CLOSED: NotDone = { problem: "the audit device is closed" }

/** A thread, and the memory for its messages. */
interface Running {
  readonly worker: Worker
  readonly shared: SharedItems
}

/** Threads that have not ended. */
const running = new Set<EntryThread>()

/**
 * The files of audit devices whose threads wait for the operating system: a pipe without a reader, or a disk that does not respond.
 * Node.js waits for all threads before it exits, and nothing can end such a thread. So a process that must end has to kill itself
 * if there are any after the server is closed.
 *
 * @example
 * ```ts
 * import { blockedAuditFiles } from "@enwrap/server-node"
 *
 * // After the server is closed.
 * process.on("exit", () => {
 *   if (blockedAuditFiles().length > 0) process.kill(process.pid, "SIGKILL")
 * })
 * ```
 */
export const blockedAuditFiles = (): ReadonlyArray<string> =>
  [...running].filter(({ isWaiting }) => isWaiting).map(({ path }) => path)

/**
 * The thread of a file device. It is sent one message at a time. A disk can keep the thread waiting for any length of time, but nobody
 * else: a message that is not answered in time has failed, and so do all messages until the thread answers.
 */
export class EntryThread {
  readonly #options: EntryThreadOptions
  readonly #late: NotDone
  #running: Running | undefined
  #onAnswer: OnAnswer | undefined
  #timer: NodeJS.Timeout | undefined
  /** The number of messages, the start included, that the thread has not answered. */
  #unanswered = 0
  #isClosed = false

  constructor(options: EntryThreadOptions) {
    this.#options = options
    const { path, timeout } = options.file
    this.#late = { problem: `cannot write to ${JSON.stringify(path)}: no response for ${timeout / SECOND} s` }
  }

  get path(): string {
    return this.#options.file.path
  }

  /** Whether a message is not answered yet. */
  get isWaiting(): boolean {
    return this.#unanswered > 0
  }

  /** Whether a message was not answered in time, and still is not. */
  get isStuck(): boolean {
    return this.#onAnswer === undefined && this.#unanswered > 0
  }

  /** Starts the thread, which opens the file. */
  start(onAnswer: OnAnswer): void {
    const memory = newSharedMemory()
    const worker = new Worker(WORKER, {
      // Without the flags and the environment of the process, which may contain secrets.
      execArgv: IS_SOURCE ? ["--conditions=@enwrap/source"] : [],
      env: {},
      name: "audit",
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
      workerData: { ...this.#options, memory } satisfies EntryThreadData
    })
    this.#running = { worker, shared: new SharedItems(memory) }
    running.add(this)
    worker.on("message", (answer: EntryAnswer) => {
      // An answer may come after the error that has ended its thread. It is not the answer of the next thread.
      if (this.#running?.worker === worker) this.#answered(answer)
    })
    const ended = (): void => {
      if (this.#running?.worker !== worker) return
      this.#running = undefined
      running.delete(this)
      this.#unanswered = 0
      this.#stopTimer()
      this.#settle({ problem: "the thread of the audit device has ended" })
    }
    worker.on("error", ended)
    worker.on("exit", ended)
    // Its first answer says that it is loaded. Loading has no time limit.
    this.#expect(worker, (answer) => (answer === undefined ? this.send("open", onAnswer) : onAnswer(answer)))
  }

  /** Sends a message. Do not send another one before its answer. */
  send(message: EntryRequest, onAnswer: OnAnswer): void {
    if (this.#isClosed) return void setImmediate(onAnswer, CLOSED)
    const thread = this.#running
    if (thread === undefined) {
      // The thread has ended. Another one opens the file first.
      this.start((answer) => (answer === undefined ? this.send(message, onAnswer) : onAnswer(answer)))
      return
    }
    if (this.isStuck) return void setImmediate(onAnswer, this.#late)
    this.#expect(thread.worker, onAnswer)
    sendTo(thread, message)
    this.#startTimer()
  }

  #expect(worker: Worker, onAnswer: OnAnswer): void {
    this.#onAnswer = onAnswer
    this.#unanswered++
    worker.ref()
  }

  #startTimer(): void {
    const { timeout } = this.#options.file
    if (timeout === 0) return
    // The thread keeps the process alive, if anything does.
    this.#timer = this.#timer?.refresh() ?? setTimeout(() => this.#settle(this.#late), timeout).unref()
  }

  #stopTimer(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #answered(answer: EntryAnswer): void {
    this.#unanswered--
    // The answers to messages that were late come first.
    if (this.#unanswered === 0) this.#settle(answer)
  }

  #settle(answer: EntryAnswer): void {
    const onAnswer = this.#onAnswer
    this.#onAnswer = undefined
    this.#running?.worker.unref()
    onAnswer?.(answer)
  }

  /** Ends the thread. Call it after the last answer. It does not wait for a disk that does not respond. */
  async close(): Promise<void> {
    const worker = this.#running?.worker
    if (this.isStuck) {
      // It ends once the disk responds. Until then, it must not keep the process alive, as `terminate` would let it.
      void worker?.terminate()
      worker?.unref()
    } else if (worker !== undefined) await new Promise<unknown>((resolve) => this.send("close", resolve))
    this.#isClosed = true
    this.#stopTimer()
  }
}

const sendTo = ({ shared, worker }: Running, message: EntryRequest): void => {
  if (typeof message !== "string" && shared.offer(message)) return
  worker.postMessage(message, [])
  shared.announce()
}
