import type { UnwrittenEntry } from "@enwrap/server/audit"
import { EntryLane, type Sized } from "./entry-lane.ts"
import { type EntryAnswer, type EntryItem, packItems } from "./entry-message.ts"
import type { EntryThread } from "./entry-thread.ts"

/** Called once an item is written, with what was not written of it. */
type OnWritten = (unwritten: UnwrittenEntry | undefined) => void

interface Waiting extends Sized {
  readonly item: EntryItem
  readonly done: OnWritten
}

const itemOf = ({ item }: Waiting): EntryItem => item

interface Step {
  readonly run: () => Promise<void>
  /** For each lane, how many items arrived before it. They are written first. */
  readonly after: ReadonlyArray<number>
}

/**
 * The characters of the items of each lane, at most. Anyone can request the OpenAPI document again and again, and printing an entry of
 * it takes thousands of times as long as printing a short one: a short one does not wait for all of them.
 */
const LANES = [2000, 20_000, Infinity] as const

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
 * thread writes, are the next message, and waking the thread costs little. Entries of about the same length stay in order. Each
 * message has a few of each length, so a flood of long entries delays short ones only by a part of it. The thread could not answer
 * a message of any length in time, although its disk is not at fault.
 */
export class EntryQueue {
  readonly #thread: Pick<EntryThread, "send">
  readonly #lanes = LANES.map(() => new EntryLane<Waiting>())
  /** What the thread does between two messages with items. */
  readonly #steps: Array<Step> = []
  #isScheduled = false
  /** The thread has not answered yet, or a step has not ended. */
  #isBusy = false

  constructor(thread: Pick<EntryThread, "send">) {
    this.#thread = thread
  }

  write(item: EntryItem, done: OnWritten): void {
    const size = sizeOf(item)
    this.#lanes[LANES.findIndex((most) => size <= most)]!.add({ item, done, size })
    if (this.#isBusy || this.#isScheduled) return
    this.#isScheduled = true
    // After the current turn, in which other requests may add items.
    queueMicrotask(this.#next)
  }

  /** Runs a step that must not happen while items are being written. Items that arrived before it are written before it. */
  between<A>(step: () => Promise<A>): Promise<A> {
    return new Promise((resolve, reject) => {
      const after = this.#lanes.map(({ arrived }) => arrived)
      this.#steps.push({ run: () => step().then(resolve, reject), after })
      if (!this.#isBusy) this.#next()
    })
  }

  readonly #next = (): void => {
    this.#isScheduled = false
    if (this.#isBusy) return
    const step = this.#steps[0]
    const [short, ...long] = this.#lanes.map((lane, i) => lane.take(step?.after[i] ?? Infinity))
    if (short!.length > 0 || long.some(({ length }) => length > 0)) this.#send(short!, long.flat())
    else if (step !== undefined) {
      this.#steps.shift()
      this.#isBusy = true
      void step.run().then(this.#ended)
    }
  }

  readonly #ended = (): void => {
    this.#isBusy = false
    this.#next()
  }

  #send(short: ReadonlyArray<Waiting>, long: ReadonlyArray<Waiting>): void {
    this.#isBusy = true
    this.#thread.send(packItems(short.map(itemOf), long.map(itemOf)), (answer) => {
      // The thread has the next message while these requests continue.
      this.#ended()
      const sent = long.length === 0 ? short : [...short, ...long]
      if (answer === undefined) for (const { done } of sent) done(undefined)
      else for (const [i, { done }] of sent.entries()) done(unwrittenIn(answer, i))
    })
  }
}

const unwrittenIn = (answer: Exclude<EntryAnswer, undefined>, index: number): UnwrittenEntry | undefined => {
  if (answer.lines === undefined) return { lines: 0, problem: answer.problem }
  const lines = answer.lines[index]!
  return lines === null ? undefined : { lines, problem: answer.problem }
}
