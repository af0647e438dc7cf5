import type { Socket } from "node:net"
import type { Faults } from "./faults.ts"
import { Holdings } from "./holdings.ts"
import { Turns } from "./inlet.ts"
import type { Limits } from "../limits.ts"
import type { AllQueued, Queued } from "./request-queue.ts"

/** How long new connections are read in slices after one has sent much at once. */
const ALARM_SECONDS = 10

/** A connection that Node's HTTP server reads directly, without slices. */
export interface DirectlyRead {
  /** Reads in slices from now on. */
  readonly guard: () => void
  /** Does so if a head or a body has been incomplete for a while. */
  readonly guardUnfinished: () => void
}

/** What the bounds do with a connection. */
export interface BoundsHost {
  readonly refuseBody: (socket: Socket) => void
  /** Closes it and frees what the kernel holds of its responses. */
  readonly reset: (socket: Socket) => void
  /** It has ended, and only waits for its client to receive that. */
  readonly lingers: (socket: Socket) => void
}

/**
 * What all connections together may hold. Above a bound, the connection that has held its part longest loses it; requests
 * that would have to wait are not read from the socket.
 */
export class Bounds {
  readonly turns: Turns
  /** Requests that have not begun, or have no response yet. */
  readonly queued: AllQueued = { requests: 0, bytes: 0, runningBytes: 0 }
  /** Bytes of incomplete heads. */
  readonly heads: Holdings<Socket>
  /** Bytes of incomplete bodies whose senders are not authenticated. */
  readonly bodies: Holdings<Socket>
  /** Bytes of responses that the client has not received, as far as is known. */
  readonly responses: Holdings<Socket>
  readonly direct = new Set<DirectlyRead>()
  readonly #limits: Limits
  /** Seconds until connections may be read directly again. */
  #alarmedFor = 0

  readonly reset: BoundsHost["reset"]
  readonly lingers: BoundsHost["lingers"]

  constructor(limits: Limits, faults: Faults, { lingers, refuseBody, reset }: BoundsHost) {
    this.#limits = limits
    this.turns = new Turns(faults)
    this.heads = new Holdings(limits.allHeadBytes, destroy)
    this.bodies = new Holdings(limits.allBodyBytes, refuseBody)
    this.reset = reset
    this.lingers = lingers
    // To free what the kernel holds takes as long as a request.
    this.responses = new Holdings(limits.allResponseBytes, (socket) =>
      this.turns.add({ socket, pump: () => reset(socket) })
    )
  }

  /** Whether many requests are waiting, so that each connection should add fewer at a time. */
  get isCrowded(): boolean {
    return this.queued.requests > this.#limits.allQueuedRequests / 2
  }

  /** Whether a connection on which this much waits may add to it. A connection on which nothing waits always may. */
  mayQueue(here: Readonly<Queued>): boolean {
    if (here.requests === 0) return true
    return (
      here.requests < this.#limits.queuedRequests &&
      here.bytes < this.#limits.queuedBytes &&
      this.queued.requests < this.#limits.allQueuedRequests &&
      this.queued.bytes < this.#limits.allQueuedBytes
    )
  }

  /**
   * Whether complete requests take half as much as incomplete bodies may: what is made of them takes several times as much. Someone who
   * is not authenticated may send no more large bodies then: they would be read faster than requests are carried out.
   */
  get isFull(): boolean {
    return 2 * (this.queued.bytes + this.queued.runningBytes) >= this.#limits.allBodyBytes
  }

  get isAlarmed(): boolean {
    return this.#alarmedFor > 0
  }

  /**
   * A connection has sent much at once: all are read in slices from now on, and new ones for a while, because the first read
   * of each could be as large.
   */
  alarm(): void {
    this.#alarmedFor = ALARM_SECONDS
    for (const connection of this.direct) connection.guard()
  }

  /** To be called every second. */
  age(): void {
    if (this.#alarmedFor > 0) this.#alarmedFor--
    for (const connection of this.direct) connection.guardUnfinished()
    this.responses.age(Math.ceil(this.#limits.responseTimeout / 1000))
  }

  release(socket: Socket): void {
    this.heads.release(socket)
    this.bodies.release(socket)
    this.responses.release(socket)
  }
}

const destroy = (socket: Socket): void => {
  socket.destroy()
}
