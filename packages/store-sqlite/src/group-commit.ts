import { type Batch, Conflict, StoreFailure } from "@enwrap/server/store"
import { APPLIED, type CommitAnswer, CONFLICT } from "./commit-answer.ts"
import { CommitMessageWriter, NO_SWEEP } from "./commit-message.ts"
import type { MessageSender } from "./commit-thread.ts"
import type { RecordReader } from "./record-reader.ts"
import type { Spaces } from "./spaces.ts"

/** Called with the failure of a request; without one if it was applied. */
export type OnOutcome = (failure?: Conflict | StoreFailure) => void

interface Waiting {
  readonly batch: Batch
  readonly now: number
  readonly onOutcome: OnOutcome
}

/** A message that is being written, or on its way. */
interface Message {
  readonly writer: CommitMessageWriter
  waiting: Array<Waiting>
}

/** Nothing is added to a message of this size; what arrives then waits for the next one. */
const MESSAGE_SIZE = 1024 * 1024

/** A message is sent after this many milliseconds, even if each turn of the event loop adds requests to it. */
const GATHERED_FOR = 1

/**
 * The records that a step of a sweep looks at: along with requests, so few that they are hardly delayed, and more with more requests,
 * so that what expires is freed as fast as it was added. Each step that finds no requests looks at twice as many as the last one.
 */
const LEAST_SWEPT = 256
const SWEPT_EACH = 8
const MOST_SWEPT_ALONE = 2048
/** A sweep ends after this many records and milliseconds. The next one continues. */
const SWEEP_RECORDS = 50_000
const SWEEP_TIME = 500

interface Sweep {
  readonly now: number
  readonly endsAt: number
  scanned: number
  readonly onEnd: (failure?: StoreFailure) => void
}

/**
 * Commits many requests in one transaction. At most one message is on its way to the thread; what arrives meanwhile makes
 * up the next one, which is written at once, so that it can be sent without delay. Each request is applied or conflicts by itself.
 */
export class GroupCommit {
  readonly #reader: RecordReader
  readonly #spaces: Spaces
  readonly #thread: MessageSender
  #next: Message
  #sent: Message
  /** What did not fit into the next message. */
  #waiting: Array<Waiting> = []
  #isBusy = false
  #isClosed = false
  #sweep: Sweep | undefined
  #sweptAlone = LEAST_SWEPT
  #onIdle: (() => void) | undefined

  constructor(thread: MessageSender, spaces: Spaces, reader: RecordReader) {
    this.#reader = reader
    this.#spaces = spaces
    this.#thread = thread
    this.#next = { writer: new CommitMessageWriter(spaces), waiting: [] }
    this.#sent = { writer: new CommitMessageWriter(spaces), waiting: [] }
  }

  /** Commits a request that was made at a time in milliseconds since 1970. */
  commit(batch: Batch, now: number, onOutcome: OnOutcome): void {
    if (this.#isClosed) return onOutcome(closed())
    const waiting = { batch, now, onOutcome }
    if (this.#next.writer.size < MESSAGE_SIZE) this.#write(waiting)
    else this.#waiting.push(waiting)
    this.#start()
  }

  /** Deletes records that have expired, in small steps. It looks at a part of all records, for at most half a second. */
  sweep(now: number, onEnd: (failure?: StoreFailure) => void): void {
    if (this.#isClosed) return onEnd(closed())
    this.#reader.sweep(now)
    const before = this.#sweep?.onEnd
    const end = before === undefined ? onEnd : (failure?: StoreFailure) => (before(failure), onEnd(failure))
    this.#sweep = { now, endsAt: performance.now() + SWEEP_TIME, scanned: 0, onEnd: end }
    this.#start()
  }

  /** Accepts nothing more. Resolves when everything that was asked for is done. */
  close(): Promise<void> {
    this.#isClosed = true
    if (!this.#isBusy) return Promise.resolve()
    return new Promise((resolve) => (this.#onIdle = resolve))
  }

  #start(): void {
    if (this.#isBusy) return
    this.#isBusy = true
    this.#gather()
  }

  /**
   * Sends the next message once a turn of the event loop adds no request to it. A commit costs much more than a request, so a busy
   * server makes few large ones. Where there is nothing to wait for, it costs two turns that do nothing.
   */
  #gather(): void {
    const until = performance.now() + GATHERED_FOR
    let before = -1
    const next = (): void => {
      const { length } = this.#next.waiting
      const isGrowing = length > before && length > 0 && this.#waiting.length === 0
      before = length
      if (isGrowing && performance.now() < until) setImmediate(next)
      else this.#send()
    }
    setImmediate(next)
  }

  /** Adds a request to the next message. One that cannot be written fails, and the message stays as it was. */
  #write(waiting: Waiting): void {
    try {
      this.#next.writer.add(waiting.batch, waiting.now)
    } catch (cause) {
      return waiting.onOutcome(new StoreFailure({ cause }))
    }
    this.#next.waiting.push(waiting)
  }

  #send(): void {
    const sweep = this.#sweep
    const sent = this.#next
    const count = sent.waiting.length
    if (count === 0 && sweep === undefined) {
      this.#isBusy = false
      this.#onIdle?.()
      return
    }
    const spaces = this.#spaces.unstored()
    const step = sweep === undefined ? NO_SWEEP : { now: sweep.now, limit: this.#sweepLimit(count) }
    const message = sent.writer.end(count, step, spaces)
    this.#next = this.#sent
    this.#sent = sent
    this.#next.writer.begin()
    this.#next.waiting = []
    this.#thread.send(message, (answer) => {
      if (!(answer instanceof Error) && answer.isCommitted) this.#spaces.noteStored(spaces)
      if (answer instanceof Error) this.#reader.drop(sent.waiting)
      else this.#reader.apply(sent.waiting, sent.writer.changes, answer)
      const { waiting } = sent
      this.#endSweep(sweep, answer)
      for (let i = 0; i < waiting.length; i++) waiting[i]!.onOutcome(outcomeOf(answer, i))
      this.#gather()
    })
    // Requests may fail here, and what waits for them may commit again.
    this.#writeWaiting()
  }

  #sweepLimit(requests: number): number {
    const alone = this.#sweptAlone
    this.#sweptAlone = requests > 0 ? LEAST_SWEPT : Math.min(2 * alone, MOST_SWEPT_ALONE)
    return requests > 0 ? LEAST_SWEPT + SWEPT_EACH * requests : alone
  }

  #writeWaiting(): void {
    let taken = 0
    while (taken < this.#waiting.length && this.#next.writer.size < MESSAGE_SIZE) this.#write(this.#waiting[taken++]!)
    if (taken > 0) this.#waiting = this.#waiting.slice(taken)
  }

  #endSweep(sweep: Sweep | undefined, answer: CommitAnswer | Error): void {
    if (sweep === undefined || sweep !== this.#sweep) return
    const failure = answer instanceof Error ? answer.message : answer.failure
    if (!(answer instanceof Error) && failure === undefined) {
      sweep.scanned += answer.swept.scanned
      const isOver = sweep.scanned >= SWEEP_RECORDS || performance.now() >= sweep.endsAt
      if (!answer.swept.isEnd && !isOver) return
    }
    this.#sweep = undefined
    sweep.onEnd(failure === undefined ? undefined : new StoreFailure({ cause: failure }))
  }
}

const closed = (): StoreFailure => new StoreFailure({ cause: "the database is closed" })

const outcomeOf = (answer: CommitAnswer | Error, i: number): Conflict | StoreFailure | undefined => {
  if (answer instanceof Error) return new StoreFailure({ cause: answer.message })
  const outcome = answer.outcomes[i] ?? APPLIED
  if (outcome === APPLIED) return undefined
  return outcome === CONFLICT ? new Conflict() : new StoreFailure({ cause: answer.failure })
}
