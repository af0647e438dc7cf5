import { Fifo } from "../collections/fifo.ts"
import type { ResponseStream } from "../response/response-stream.ts"

/** How many requests of one connection are carried out at a time, so that it does not keep others waiting. */
const MAX_AT_ONCE = 4
/** Bytes of the requests that are carried out at a time. A larger request runs alone. */
const MAX_BYTES_AT_ONCE = 262_144
/** Bytes of unsent responses above which no further request begins. */
const MAX_UNSENT = 65_536

/** How long a connection is paused after a response that tells the client to retry later. */
const PAUSE_MILLISECONDS = 500

/** Called when the turn of a request has come. Returns whether the request is still wanted. */
export type Begin = () => boolean

/** A request whose head has been received: Node's own, or one that was read whole. */
export interface BegunRequest {
  /** As the parser knows it; see list-method.ts. */
  readonly method?: string | undefined
  /** The body has been received. */
  readonly complete: boolean
}

/** A request and its response. Exists once the head of the request has been received. */
export interface Exchange<Req extends BegunRequest = BegunRequest, Res extends ResponseStream = ResponseStream> {
  readonly req: Req
  readonly res: Res
  /** Hands the request to the runner. Defined once the request is complete. */
  carryOut: ((begin: Begin) => void) | undefined
  /** Bytes of the request. */
  bytes: number
  /** Bytes of the response, once it is written. */
  responseBytes: number
}

/** Requests that wait to begin, and their bytes. */
export interface Queued {
  requests: number
  bytes: number
}

/** The same of all connections, and the bytes of requests that have begun and have no response yet. */
export interface AllQueued extends Queued {
  runningBytes: number
}

/**
 * The requests of one connection. They begin in the order in which they arrived, with or without a body. Each is handed to the
 * runner only when the one before it has begun, so that connections take turns. None begins while the client does not receive
 * the responses to its earlier requests.
 */
export class RequestQueue {
  /** Requests that have not been handed to the runner. */
  readonly #waiting = new Fifo<Exchange>()
  readonly #all: AllQueued
  readonly #here: Queued = { requests: 0, bytes: 0 }
  /** The runner has a request that has not begun. */
  #handingOver = false
  #running = 0
  #runningBytes = 0
  #unsentBytes = 0
  #closed = false
  #givenUp = false
  /** Runs while the connection is paused. */
  #pause: NodeJS.Timeout | undefined

  constructor(all: AllQueued) {
    this.#all = all
  }

  get waiting(): Readonly<Queued> {
    return this.#here
  }

  /** Bytes of responses that are written but not yet sent. */
  get unsentBytes(): number {
    return this.#unsentBytes
  }

  /** Whether a request has begun and has no response yet. */
  get isWorking(): boolean {
    return this.#running > (this.#handingOver ? 1 : 0)
  }

  /** Whether a complete request waits for the runner. */
  get isHandingOver(): boolean {
    return this.#handingOver
  }

  /** Whether no request begins for a while, because the client was told to retry later. */
  get isPaused(): boolean {
    return this.#pause !== undefined
  }

  /** Requests that have not begun. */
  get pending(): number {
    return this.#here.requests + (this.#handingOver ? 1 : 0)
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

  received(exchange: Exchange, bodyBytes: number, carryOut: (begin: Begin) => void): void {
    if (this.#closed) return
    exchange.carryOut = carryOut
    exchange.bytes += bodyBytes
    this.#count(0, bodyBytes)
    this.advance()
  }

  /** The response to a request has been written: its body has this many bytes. */
  responded(exchange: Exchange, bytes: number): void {
    this.#running--
    this.#runningBytes -= exchange.bytes
    this.#all.runningBytes -= exchange.bytes
    exchange.responseBytes = bytes
    this.#unsentBytes += bytes
    this.advance()
  }

  /**
   * Begins no request for a while, because the client was told to retry later. So a client that keeps sending is not
   * rejected as fast as it can send.
   */
  pause(): void {
    if (this.#pause !== undefined || this.#closed) return
    this.#pause = setTimeout(() => {
      this.#pause = undefined
      this.advance()
    }, PAUSE_MILLISECONDS)
  }

  /** A response has been sent. */
  sent(exchange: Exchange): void {
    this.#unsentBytes -= exchange.responseBytes
    this.advance()
  }

  advance(): void {
    const next = this.#waiting.peek()
    const carryOut = next?.carryOut
    if (next === undefined || carryOut === undefined || this.#handingOver || !this.#mayBegin(next)) return
    this.#waiting.shift()
    this.#count(-1, -next.bytes)
    this.#running++
    this.#runningBytes += next.bytes
    this.#all.runningBytes += next.bytes
    this.#handingOver = true
    // The connection keeps its latest exchange, and must not keep the body with it.
    next.carryOut = undefined
    carryOut(this.#begin)
  }

  readonly #begin = (): boolean => {
    this.#handingOver = false
    this.advance()
    return !this.#givenUp
  }

  #mayBegin({ bytes }: Exchange): boolean {
    return (
      this.#pause === undefined &&
      this.#unsentBytes < MAX_UNSENT &&
      (this.#running === 0 || (this.#running < MAX_AT_ONCE && this.#runningBytes + bytes <= MAX_BYTES_AT_ONCE))
    )
  }

  /** The client has left: requests at the runner are carried out, waiting ones are dropped. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#pause)
    this.#pause = undefined
    this.#waiting.clear()
    this.#count(-this.#here.requests, -this.#here.bytes)
  }

  /** The client is told to send its requests again: none of those that have not begun is carried out. */
  giveUp(): void {
    this.#givenUp = true
    this.close()
  }

  get isGivenUp(): boolean {
    return this.#givenUp
  }
}
