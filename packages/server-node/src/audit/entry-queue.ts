import type { UnwrittenEntry } from "@enwrap/server/audit"
import { EntryLane, type Sized } from "./entry-lane.ts"
import type { EntryAnswer, EntryItem } from "./entry-message.ts"
import type { EntryThread } from "./entry-thread.ts"

/** Called once an item is written, with what was not written of it. */
type OnWritten = (unwritten: UnwrittenEntry | undefined) => void

interface Waiting extends Sized {
  readonly item: EntryItem
  readonly done: OnWritten
  readonly hasLeft: (() => boolean) | undefined
}

const itemOf = ({ item }: Waiting): EntryItem => item

interface Step {
  readonly run: () => Promise<void>
  /** The number of the first item that arrived after it. Earlier ones are written before it. */
  readonly after: number
}

/**
 * The characters of the items of each lane, at most. Anyone can request the OpenAPI document again and again, and printing an entry of
 * it takes thousands of times as long as printing a short one: a short one does not wait for all of them.
 */
const LANES = [2000, 20_000, Infinity] as const

/** Hashing a value takes as long as printing this many characters. */
const VALUE_SIZE = 40
const COMMA = 0x2c

/** A shorter text cannot have many values. */
const FEW_VALUES = 200

/** The characters of a text, and what its values take: JSON has a comma between two values. */
const textSize = (text: string): number => {
  let size = text.length
  // Beyond that, only the characters matter: the number of values that are hashed is limited.
  if (size < FEW_VALUES || size > LANES[1]) return size
  // Members that are printed already begin with a comma. Nothing in them is hashed.
  if (text.charCodeAt(0) === COMMA) return size
  for (let at = text.indexOf(","); at !== -1; at = text.indexOf(",", at + 1)) size += VALUE_SIZE
  return size
}

/**
 * The waiting items above which those are dropped whose client has left. Anyone can send requests and leave, again and again, faster
 * than their entries are printed.
 */
const MOST_LEFT = 1024
const ABANDONED: UnwrittenEntry = { lines: 0, problem: "the client has left", isAbandoned: true }

/** The characters of an item, and a few for each of its values. */
const sizeOf = (item: EntryItem): number => {
  if (typeof item === "string") return textSize(item)
  let size = 0
  for (const list of item) for (const part of list) size += textSize(part)
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
  /** The number of the next item, and of those that wait. */
  #number = 0
  #waiting = 0
  #mostWaiting = MOST_LEFT
  /** What the thread does between two messages with items. */
  readonly #steps: Array<Step> = []
  #isScheduled = false
  /** The thread has not answered yet, or a step has not ended. */
  #isBusy = false

  constructor(thread: Pick<EntryThread, "send">) {
    this.#thread = thread
  }

  /** @param hasLeft whether nobody waits for the item any more: it may be left out then */
  write(item: EntryItem, done: OnWritten, hasLeft?: () => boolean): void {
    const size = sizeOf(item)
    this.#lanes[LANES.findIndex((most) => size <= most)]!.add({ item, done, size, hasLeft, number: this.#number++ })
    if (++this.#waiting > this.#mostWaiting) this.#dropAbandoned()
    if (this.#isBusy || this.#isScheduled) return
    this.#isScheduled = true
    // After the current turn, in which other requests may add items.
    queueMicrotask(this.#next)
  }

  /** Runs a step that must not happen while items are being written. Items that arrived before it are written before it. */
  between<A>(step: () => Promise<A>): Promise<A> {
    return new Promise((resolve, reject) => {
      this.#steps.push({ run: () => step().then(resolve, reject), after: this.#number })
      if (!this.#isBusy) this.#next()
    })
  }

  /** It runs so seldom that it looks at each item only a few times. */
  #dropAbandoned(): void {
    const dropped = this.#lanes.flatMap((lane) => lane.remove(({ hasLeft }) => hasLeft?.() === true))
    this.#waiting -= dropped.length
    this.#mostWaiting = Math.max(MOST_LEFT, 2 * this.#waiting)
    for (const { done } of dropped) done(ABANDONED)
  }

  readonly #next = (): void => {
    this.#isScheduled = false
    if (this.#isBusy) return
    const step = this.#steps[0]
    const items = this.#take(step?.after ?? Infinity)
    if (items.length > 0) this.#send(items)
    else if (step !== undefined) {
      this.#steps.shift()
      this.#isBusy = true
      void step.run().then(this.#ended)
    }
  }

  /** The items of the next message: a few of each length, the short ones first. */
  #take(end: number): ReadonlyArray<Waiting> {
    const [short, ...longer] = this.#lanes
    const items = short!.take(end)
    const long = longer.flatMap((lane) => lane.take(end))
    return long.length === 0 ? items : [...items, ...long]
  }

  readonly #ended = (): void => {
    this.#isBusy = false
    this.#next()
  }

  #send(items: ReadonlyArray<Waiting>): void {
    this.#isBusy = true
    this.#waiting -= items.length
    this.#thread.send(items.map(itemOf), (answer) => {
      // The thread has the next message while these requests continue.
      this.#ended()
      if (answer === undefined) for (const { done } of items) done(undefined)
      else for (const [i, { done }] of items.entries()) done(unwrittenIn(answer, i))
    })
  }
}

const unwrittenIn = (answer: Exclude<EntryAnswer, undefined>, index: number): UnwrittenEntry | undefined => {
  if (answer.lines === undefined) return { lines: 0, problem: answer.problem }
  const lines = answer.lines[index]!
  return lines === null ? undefined : { lines, problem: answer.problem }
}
