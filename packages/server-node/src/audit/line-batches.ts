import { AuditSinkFailure } from "@enwrap/server/audit"
import * as Effect from "effect/Effect"

/** How far a batch was written. Without `problem`, all of it was. */
export interface Appended {
  /** Bytes. */
  readonly written: number
  readonly problem?: string
}

/** A line that waits to be written, and whoever waits for it. */
interface Waiting {
  readonly line: string
  readonly done: (result: Effect.Effect<void, AuditSinkFailure>) => void
}

/**
 * Writes the lines of concurrent requests together: those that arrive in the same turn of the event loop, or while a batch is being
 * written, are the next batch. Only one batch is written at a time, so the lines stay in order and whole.
 */
export class LineBatches {
  readonly #append: (bytes: Uint8Array) => Promise<Appended>
  #waiting: Array<Waiting> = []
  #isScheduled = false
  /** The last step that was begun. Steps run one after the other. */
  #last: Promise<unknown> = Promise.resolve()

  /** `append` never rejects. */
  constructor(append: (bytes: Uint8Array) => Promise<Appended>) {
    this.#append = append
  }

  /** Succeeds once the whole line is written. */
  write(line: string): Effect.Effect<void, AuditSinkFailure> {
    return Effect.callback<void, AuditSinkFailure>((done) => {
      this.#waiting.push({ line, done })
      if (this.#isScheduled) return
      this.#isScheduled = true
      // After the current turn, in which other requests may add lines, and after the batch that is being written.
      this.#last = this.#last.then(this.#writeWaiting)
    })
  }

  /** Runs a step that must not happen while a batch is being written. */
  between<A>(step: () => Promise<A>): Promise<A> {
    const result = this.#last.then(step)
    this.#last = result.catch(() => undefined)
    return result
  }

  readonly #writeWaiting = async (): Promise<void> => {
    const batch = this.#waiting
    this.#waiting = []
    this.#isScheduled = false
    const lines = batch.length === 1 ? batch[0]!.line : batch.map(({ line }) => line).join("")
    const { problem, written } = await this.#append(Buffer.from(lines))
    let end = 0
    for (const { done, line } of batch) {
      if (problem !== undefined) end += Buffer.byteLength(line)
      done(problem === undefined || end <= written ? Effect.void : Effect.fail(new AuditSinkFailure({ problem })))
    }
  }
}
