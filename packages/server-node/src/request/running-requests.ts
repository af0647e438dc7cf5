import type { WireResponse } from "@enwrap/server"
import { LinkedList } from "../collections/linked-list.ts"
import { tookTooLong } from "../response/protocol-violation.ts"

type Respond = (response: WireResponse) => void

interface Running {
  /** Undefined once it has its response. */
  respond: Respond | undefined
  /** The number of checks before it began. */
  readonly begunAt: number
}

/** How often the requests are checked, at least. */
const CHECK_MILLISECONDS = 1000

/**
 * The requests that are being carried out. One that takes too long gets 503 and is finished nevertheless; its own response is
 * dropped. Their ages are counted in checks, because to read a clock for each request would take longer than all of this.
 */
export class RunningRequests {
  /** Checks. */
  readonly #limit: number
  /** In the order in which they began, so the first one is overdue first. */
  readonly #running = new LinkedList<Running>()
  readonly #checking: NodeJS.Timeout | undefined
  #checks = 0

  /** @param milliseconds how long a request may take, and at most a second more; `Infinity` for no limit */
  constructor(milliseconds: number) {
    const interval = Math.min(CHECK_MILLISECONDS, milliseconds)
    // A request begins at any time between two checks.
    this.#limit = Math.ceil(milliseconds / interval) + 1
    if (milliseconds !== Infinity) this.#checking = setInterval(() => this.#check(), interval).unref()
  }

  /** Returns a function that responds once: if the time is over before it is called, the response is 503. */
  track(respond: Respond): Respond {
    if (this.#checking === undefined) return respond
    const running: Running = { respond, begunAt: this.#checks }
    const link = this.#running.push(running)
    return (response) => {
      if (running.respond === undefined) return
      running.respond = undefined
      this.#running.remove(link)
      respond(response)
    }
  }

  #check(): void {
    this.#checks++
    for (let link = this.#running.first; link !== undefined; link = this.#running.first) {
      const { begunAt, respond } = link.item
      if (this.#checks - begunAt < this.#limit) return
      link.item.respond = undefined
      this.#running.remove(link)
      respond?.(tookTooLong)
    }
  }

  stop(): void {
    clearInterval(this.#checking)
  }
}
