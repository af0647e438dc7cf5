import type { UnwrittenEntry } from "@enwrap/server/audit"
import type { EntryAnswer, EntryItem } from "./entry-message.ts"
import type { EntryThread } from "./entry-thread.ts"

/** Called once an item is written, with what was not written of it. */
type OnWritten = (unwritten: UnwrittenEntry | undefined) => void

interface Waiting {
  readonly item: EntryItem
  readonly done: OnWritten
}

/**
 * Sends the entries of concurrent requests to the thread together: those that arrive in the same turn of the event loop, or while the
 * thread writes, are the next message. So they stay in order, and waking the thread costs little.
 */
export class EntryQueue {
  readonly #thread: EntryThread
  #waiting: Array<Waiting> = []
  /** What the thread does between two messages with items. */
  readonly #steps: Array<() => Promise<void>> = []
  #isScheduled = false
  /** The thread has not answered yet, or a step has not ended. */
  #isBusy = false

  constructor(thread: EntryThread) {
    this.#thread = thread
  }

  write(item: EntryItem, done: OnWritten): void {
    this.#waiting.push({ item, done })
    if (this.#isBusy || this.#isScheduled) return
    this.#isScheduled = true
    // After the current turn, in which other requests may add items.
    queueMicrotask(this.#next)
  }

  /** Runs a step that must not happen while items are being written. Items that arrived before it are written after it. */
  between<A>(step: () => Promise<A>): Promise<A> {
    return new Promise((resolve, reject) => {
      this.#steps.push(() => step().then(resolve, reject))
      if (!this.#isBusy) this.#next()
    })
  }

  readonly #next = (): void => {
    this.#isScheduled = false
    if (this.#isBusy) return
    const step = this.#steps.shift()
    if (step !== undefined) {
      this.#isBusy = true
      void step().then(this.#ended)
    } else if (this.#waiting.length > 0) this.#send()
  }

  readonly #ended = (): void => {
    this.#isBusy = false
    this.#next()
  }

  #send(): void {
    const sent = this.#waiting
    this.#waiting = []
    this.#isBusy = true
    this.#thread.send(
      sent.map(({ item }) => item),
      (answer) => {
        // The thread has the next message while these requests continue.
        this.#ended()
        if (answer === undefined) for (const { done } of sent) done(undefined)
        else for (const [i, { done }] of sent.entries()) done(unwrittenIn(answer, i))
      }
    )
  }
}

const unwrittenIn = (answer: Exclude<EntryAnswer, undefined>, index: number): UnwrittenEntry | undefined => {
  if (answer.lines === undefined) return { lines: 0, problem: answer.problem }
  const lines = answer.lines[index]!
  return lines === null ? undefined : { lines, problem: answer.problem }
}
