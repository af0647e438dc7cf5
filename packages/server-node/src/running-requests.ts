import type { WireResponse } from "@enwrap/server"
import { tookTooLong } from "./protocol-violation.ts"

type Respond = (response: WireResponse) => void

/** How often the requests are checked, at least. */
const CHECK_MILLISECONDS = 1000

/** A request in a circular list. */
interface Entry {
  respond: Respond | undefined
  /** The number of checks before it began. */
  readonly begunAt: number
  before: Entry
  after: Entry
}

/** The start of an empty list. */
const emptyList = (): Entry => {
  const head = { respond: undefined, begunAt: Infinity } as Omit<Entry, "before" | "after"> as Entry
  head.before = head.after = head
  return head
}

const remove = (entry: Entry): void => {
  entry.before.after = entry.after
  entry.after.before = entry.before
}

/**
 * The requests that are being carried out. One that takes too long gets 503 and is finished nevertheless; its own response is
 * dropped.
 *
 * Each request is added and removed, so both are as cheap as possible: the age of a request is counted in checks, and the
 * requests are linked in the order in which they began.
 */
export class RunningRequests {
  readonly #limit: number
  readonly #list = emptyList()
  readonly #checking: NodeJS.Timeout | undefined
  #checks = 0

  /** @param milliseconds how long a request may take, and at most a second more; `Infinity` for no limit */
  constructor(milliseconds: number) {
    const interval = Math.min(CHECK_MILLISECONDS, milliseconds)
    // It began at any time between two checks.
    this.#limit = Math.ceil(milliseconds / interval) + 1
    if (milliseconds !== Infinity) this.#checking = setInterval(() => this.#check(), interval).unref()
  }

  /** Returns a function that responds once: if the time is over before it is called, the response is 503. */
  track(respond: Respond): Respond {
    if (this.#checking === undefined) return respond
    const head = this.#list
    const entry: Entry = { respond, begunAt: this.#checks, before: head.before, after: head }
    head.before.after = head.before = entry
    return (response) => {
      if (entry.respond === undefined) return
      entry.respond = undefined
      remove(entry)
      respond(response)
    }
  }

  #check(): void {
    this.#checks++
    for (let first = this.#list.after; this.#checks - first.begunAt >= this.#limit; first = this.#list.after) {
      const { respond } = first
      first.respond = undefined
      remove(first)
      respond?.(tookTooLong)
    }
  }

  stop(): void {
    clearInterval(this.#checking)
  }
}
