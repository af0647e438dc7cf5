import { type Batch, Conflict, StoreFailure } from "@enwrap/server/store"
import { APPLIED, type CommitAnswer, CONFLICT, FAILED } from "./commit-answer.ts"
import { CommitMessageWriter, NO_SWEEP } from "./commit-message.ts"
import type { CommitThread } from "./commit-thread.ts"
import type { RecordCache } from "./record-cache.ts"
import type { Spaces } from "./spaces.ts"

/** Called with the failure of a request; without one if it was applied. */
export type OnOutcome = (failure?: Conflict | StoreFailure) => void

interface Waiting {
  readonly batch: Batch
  readonly now: number
  readonly onOutcome: OnOutcome
}

/** A message is sent when it has this size; what is left waits for the next one. */
const MESSAGE_SIZE = 4 * 1024 * 1024

/** The expired records that a step of a sweep deletes along with requests, and if there are none. */
const SWEPT_ALONG = 64
const SWEPT_ALONE = 512
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
 * up the next one. Each request is applied or conflicts by itself.
 */
export class GroupCommit {
  readonly #cache: RecordCache
  readonly #spaces: Spaces
  readonly #thread: CommitThread
  readonly #writer: CommitMessageWriter
  #waiting: Array<Waiting> = []
  #isBusy = false
  #sweep: Sweep | undefined
  #onIdle: (() => void) | undefined

  constructor(thread: CommitThread, spaces: Spaces, cache: RecordCache) {
    this.#cache = cache
    this.#spaces = spaces
    this.#thread = thread
    this.#writer = new CommitMessageWriter(spaces)
  }

  /** Commits a request that was made at a time in milliseconds since 1970. */
  commit(batch: Batch, now: number, onOutcome: OnOutcome): void {
    this.#waiting.push({ batch, now, onOutcome })
    this.#start()
  }

  /** Deletes records that have expired, in small steps. It looks at a part of all records, for at most half a second. */
  sweep(now: number, onEnd: (failure?: StoreFailure) => void): void {
    this.#cache.sweep(now)
    const before = this.#sweep?.onEnd
    const end = before === undefined ? onEnd : (failure?: StoreFailure) => (before(failure), onEnd(failure))
    this.#sweep = { now, endsAt: performance.now() + SWEEP_TIME, scanned: 0, onEnd: end }
    this.#start()
  }

  /** Resolves when everything that was asked for is done. */
  idle(): Promise<void> {
    if (!this.#isBusy) return Promise.resolve()
    return new Promise((resolve) => (this.#onIdle = resolve))
  }

  /** Requests that are made in the same turn of the event loop go together. */
  #start(): void {
    if (this.#isBusy) return
    this.#isBusy = true
    setImmediate(() => this.#send())
  }

  #send(): void {
    const sweep = this.#sweep
    if (this.#waiting.length === 0 && sweep === undefined) {
      this.#isBusy = false
      this.#onIdle?.()
      return
    }
    this.#writer.begin()
    let taken = 0
    while (taken < this.#waiting.length && this.#writer.size < MESSAGE_SIZE) {
      const { batch, now } = this.#waiting[taken++]!
      this.#writer.add(batch, now)
    }
    const sent = taken === this.#waiting.length ? this.#waiting : this.#waiting.slice(0, taken)
    this.#waiting = sent === this.#waiting ? [] : this.#waiting.slice(taken)
    const spaces = this.#spaces.unstored()
    const limit = sent.length > 0 ? SWEPT_ALONG : SWEPT_ALONE
    const message = this.#writer.end(sent.length, sweep === undefined ? NO_SWEEP : { now: sweep.now, limit }, spaces)
    this.#thread.send(message, (answer) => {
      if (answer instanceof Error) this.#fail(sent, answer)
      else {
        if (!answer.outcomes.includes(FAILED)) this.#spaces.noteStored(spaces)
        this.#finish(sent, answer)
      }
      this.#endSweep(sweep, answer)
      this.#send()
    })
  }

  #finish(sent: ReadonlyArray<Waiting>, { failure, outcomes }: CommitAnswer): void {
    // The cache has the outcomes of all requests before any of them continues.
    for (const [i, { batch }] of sent.entries()) {
      if (outcomes[i] === APPLIED) this.#cache.apply(batch)
      else if (outcomes[i] !== CONFLICT) this.#cache.drop(batch)
    }
    for (const [i, { onOutcome }] of sent.entries()) {
      if (outcomes[i] === APPLIED) onOutcome()
      else onOutcome(outcomes[i] === CONFLICT ? new Conflict() : new StoreFailure({ cause: failure }))
    }
  }

  #fail(sent: ReadonlyArray<Waiting>, cause: Error): void {
    for (const { batch } of sent) this.#cache.drop(batch)
    for (const { onOutcome } of sent) onOutcome(new StoreFailure({ cause: cause.message }))
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
