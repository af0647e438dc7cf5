import type { UnwrittenEntry } from "@enwrap/server/audit"
import type { EntryAnswer, EntryItem } from "./entry-message.ts"
import type { EntryThread } from "./entry-thread.ts"

/** Called once an item is written, with what was not written of it. */
type OnWritten = (unwritten: UnwrittenEntry | undefined) => void

interface Waiting {
  readonly item: EntryItem
  readonly done: OnWritten
}

interface Step {
  readonly run: () => Promise<void>
  /** The number of all items that arrived before it. They are written first. */
  readonly after: number
}

/**
 * The items of one message, at most. A thread with more to do would not answer in time, although its disk is not at fault: four
 * thousand connections can send as many requests at once, each with a thousand strings to hash.
 */
const MOST_ITEMS = 128
/** The characters of one message, at most, unless it has only one item: it is copied several times. */
const MOST_CHARACTERS = 1_000_000

/** The characters of an item, and a few for each of its values. */
const sizeOf = (value: unknown): number => {
  if (typeof value === "string") return value.length
  if (!Array.isArray(value)) return 1
  let size = 0
  for (const member of value) size += sizeOf(member)
  return size
}

/**
 * Sends the entries of concurrent requests to the thread together: those that arrive in the same turn of the event loop, or while the
 * thread writes, are the next message. So they stay in order, and waking the thread costs little.
 */
export class EntryQueue {
  readonly #thread: Pick<EntryThread, "send">
  #waiting: Array<Waiting> = []
  /** What the thread does between two messages with items. */
  readonly #steps: Array<Step> = []
  /** The number of all items that were sent. */
  #sent = 0
  #isScheduled = false
  /** The thread has not answered yet, or a step has not ended. */
  #isBusy = false

  constructor(thread: Pick<EntryThread, "send">) {
    this.#thread = thread
  }

  write(item: EntryItem, done: OnWritten): void {
    this.#waiting.push({ item, done })
    if (this.#isBusy || this.#isScheduled) return
    this.#isScheduled = true
    // After the current turn, in which other requests may add items.
    queueMicrotask(this.#next)
  }

  /** Runs a step that must not happen while items are being written. Items that arrived before it are written before it. */
  between<A>(step: () => Promise<A>): Promise<A> {
    return new Promise((resolve, reject) => {
      this.#steps.push({ run: () => step().then(resolve, reject), after: this.#sent + this.#waiting.length })
      if (!this.#isBusy) this.#next()
    })
  }

  readonly #next = (): void => {
    this.#isScheduled = false
    if (this.#isBusy) return
    const step = this.#steps[0]
    if (step !== undefined && step.after <= this.#sent) {
      this.#steps.shift()
      this.#isBusy = true
      void step.run().then(this.#ended)
    } else if (this.#waiting.length > 0) this.#send(step === undefined ? MOST_ITEMS : step.after - this.#sent)
  }

  readonly #ended = (): void => {
    this.#isBusy = false
    this.#next()
  }

  /** How many of the waiting items are the next message. */
  #countNext(most: number): number {
    let characters = 0
    for (let i = 0; i < most; i++) {
      characters += sizeOf(this.#waiting[i]!.item)
      if (characters > MOST_CHARACTERS) return Math.max(1, i)
    }
    return most
  }

  #send(most: number): void {
    const all = this.#waiting
    const count = this.#countNext(Math.min(most, MOST_ITEMS, all.length))
    const sent = all.length <= count ? all : all.slice(0, count)
    this.#waiting = all.length <= count ? [] : all.slice(count)
    this.#sent += sent.length
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
