import type { WireResponse } from "@enwrap/server"
import { tookTooLong } from "./protocol-violation.ts"

type Respond = (response: WireResponse) => void

interface Running {
  readonly respond: Respond
  readonly overdueAt: number
}

/** How often the requests are checked, at least. */
const CHECK_MILLISECONDS = 1000

/**
 * The requests that are being carried out. One that takes too long gets 503 and is finished nevertheless; its own response is
 * dropped.
 */
export class RunningRequests {
  readonly #milliseconds: number
  /** In the order in which they began, so the first one is overdue first. */
  readonly #running = new Set<Running>()
  readonly #checking: NodeJS.Timeout | undefined

  /** @param milliseconds how long a request may take; `Infinity` for no limit */
  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds
    if (milliseconds !== Infinity)
      this.#checking = setInterval(() => this.#check(), Math.min(CHECK_MILLISECONDS, milliseconds)).unref()
  }

  /** Returns a function that responds once: if the time is over before it is called, the response is 503. */
  track(respond: Respond): Respond {
    if (this.#milliseconds === Infinity) return respond
    const running = { respond, overdueAt: performance.now() + this.#milliseconds }
    this.#running.add(running)
    return (response) => {
      if (this.#running.delete(running)) respond(response)
    }
  }

  #check(): void {
    const now = performance.now()
    for (const running of this.#running) {
      if (running.overdueAt > now) return
      this.#running.delete(running)
      running.respond(tookTooLong)
    }
  }

  stop(): void {
    clearInterval(this.#checking)
  }
}
