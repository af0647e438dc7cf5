import type { Connection } from "./connection.ts"
import { Holdings } from "./holdings.ts"
import { Turns } from "./inlet.ts"
import type { Limits } from "./limits.ts"
import type { Queued } from "./request-queue.ts"

/** How long new connections are read in slices after one has sent much at once. */
const ALARM_SECONDS = 10

/**
 * What all connections together may hold. Above a bound, the connection lets go that has held its part longest; requests
 * that wait are not read from the socket.
 */
export class Bounds {
  readonly turns: Turns = new Turns()
  /** Requests that have not begun. */
  readonly queued: Queued = { requests: 0, bytes: 0 }
  /** Bytes of heads that are not whole. */
  readonly heads: Holdings<Connection>
  /** Bytes of bodies that are not whole, of senders who are not known. */
  readonly bodies: Holdings<Connection>
  /** Bytes of answers that have not been taken. */
  readonly answers: Holdings<Connection>
  /** Connections that Node's HTTP server reads by itself, without slices. */
  readonly direct = new Set<Connection>()
  readonly #limits: Limits
  /** Seconds until connections may be read directly again. */
  #alarmedFor = 0

  constructor(limits: Limits, dropBody: (connection: Connection) => void) {
    this.#limits = limits
    this.heads = new Holdings(limits.allHeadBytes, destroy)
    this.bodies = new Holdings(limits.allBodyBytes, dropBody)
    this.answers = new Holdings(limits.allAnswerBytes, destroy)
  }

  /** Whether so many requests wait that each connection is to add fewer at a time. */
  get isCrowded(): boolean {
    return this.queued.requests > this.#limits.allQueuedRequests / 2
  }

  /** Whether a connection on which so much waits may add to it. One without any may always. */
  mayQueue(here: Readonly<Queued>): boolean {
    if (here.requests === 0) return true
    return (
      here.requests < this.#limits.queuedRequests &&
      here.bytes < this.#limits.queuedBytes &&
      this.queued.requests < this.#limits.allQueuedRequests &&
      this.queued.bytes < this.#limits.allQueuedBytes
    )
  }

  get isAlarmed(): boolean {
    return this.#alarmedFor > 0
  }

  /**
   * A connection has sent much at once: from now on all are read in slices, and new ones for a while, since a first read of each
   * could be as much again.
   */
  alarm(): void {
    this.#alarmedFor = ALARM_SECONDS
    for (const connection of this.direct) connection.guard()
  }

  /** To be called every second. */
  age(): void {
    if (this.#alarmedFor > 0) this.#alarmedFor--
    for (const connection of this.direct) connection.guardUnfinished()
    this.answers.age(Math.ceil(this.#limits.answerTimeout / 1000))
  }

  release(connection: Connection): void {
    this.heads.release(connection)
    this.bodies.release(connection)
    this.answers.release(connection)
  }
}

const destroy = ({ socket }: Connection): void => {
  socket.destroy()
}
