import type { IncomingMessage, ServerResponse } from "node:http"
import { Fifo } from "./fifo.ts"

/** So many requests of one connection are carried out at a time, so that it does not keep others waiting. */
const MOST_AT_ONCE = 4
/** Bytes of requests that are carried out at a time; one that is larger runs alone. */
const MOST_BYTES_AT_ONCE = 262_144
/** Bytes of answers that may wait to be taken before another request begins. */
const MOST_UNTAKEN = 65_536

/** How long a connection rests after an answer that tells it to come back later. */
const REST_MILLISECONDS = 500

/** A request and its answer, from the moment at which the headers are there. */
export interface Exchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  /** Carries the request out, and says when it has begun; there once it has arrived whole. */
  carryOut: ((begun: () => void) => void) | undefined
  /** Bytes of the request. */
  bytes: number
  /** Bytes of the answer, once it is written. */
  answered: number
}

/** What waits on all connections together. */
export interface Queued {
  requests: number
  bytes: number
}

/**
 * The requests of one connection. They begin in the order in which they came, whether they have a body, which takes Node a
 * moment longer, or not; one is handed on only when the one before it has begun, so that connections take turns; and none
 * begins while the client does not take the answers that it has asked for.
 */
export class RequestQueue {
  /** Requests that have not been handed on. */
  readonly #waiting = new Fifo<Exchange>()
  readonly #all: Queued
  readonly #here: Queued = { requests: 0, bytes: 0 }
  #handing = false
  #running = 0
  #runningBytes = 0
  #untaken = 0
  #closed = false
  /** Runs while the connection rests. */
  #rest: NodeJS.Timeout | undefined

  constructor(all: Queued) {
    this.#all = all
  }

  /** Requests that wait to begin, and their bytes. */
  get waiting(): Readonly<Queued> {
    return this.#here
  }

  get untaken(): number {
    return this.#untaken
  }

  add(exchange: Exchange): void {
    if (this.#closed) return
    this.#waiting.push(exchange)
    this.#count(1, exchange.bytes)
  }

  #count(requests: number, bytes: number): void {
    this.#here.requests += requests
    this.#here.bytes += bytes
    this.#all.requests += requests
    this.#all.bytes += bytes
  }

  arrived(exchange: Exchange, bodyBytes: number, carryOut: (begun: () => void) => void): void {
    if (this.#closed) return
    exchange.carryOut = carryOut
    exchange.bytes += bodyBytes
    this.#count(0, bodyBytes)
    this.advance()
  }

  /** The answer to a request that has begun is written, of so many bytes. */
  answered(exchange: Exchange, bytes: number): void {
    this.#running--
    this.#runningBytes -= exchange.bytes
    exchange.answered = bytes
    this.#untaken += bytes
    this.advance()
  }

  /**
   * Begins nothing for a while. The client was told to come back later; one that has sent more already is not refused as fast
   * as it can send.
   */
  rest(): void {
    if (this.#rest !== undefined || this.#closed) return
    this.#rest = setTimeout(() => {
      this.#rest = undefined
      this.advance()
    }, REST_MILLISECONDS)
  }

  /** The client has taken an answer. */
  taken(exchange: Exchange): void {
    this.#untaken -= exchange.answered
    this.advance()
  }

  advance(): void {
    const next = this.#waiting.peek()
    if (next?.carryOut === undefined || this.#handing || !this.#mayBegin(next)) return
    this.#waiting.shift()
    this.#count(-1, -next.bytes)
    this.#running++
    this.#runningBytes += next.bytes
    this.#handing = true
    next.carryOut(this.#begun)
  }

  readonly #begun = (): void => {
    this.#handing = false
    this.advance()
  }

  #mayBegin({ bytes }: Exchange): boolean {
    return (
      this.#rest === undefined &&
      this.#untaken < MOST_UNTAKEN &&
      (this.#running === 0 || (this.#running < MOST_AT_ONCE && this.#runningBytes + bytes <= MOST_BYTES_AT_ONCE))
    )
  }

  /** The client has left: what has been handed on is carried out, what waits behind it is dropped. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#rest)
    this.#waiting.clear()
    this.#count(-this.#here.requests, -this.#here.bytes)
  }
}
