import { Fifo } from "../collections/fifo.ts"
import type { ResponseStream } from "../response/response-stream.ts"

/** How many requests of one connection may be carried out before the response to the first is written. */
const MAX_UNANSWERED = 4
/** Bytes of unsent responses above which no further request begins. */
const MAX_UNSENT = 65_536

/** How long a connection is paused after a response that tells the client to retry later. */
const PAUSE_MILLISECONDS = 500

/** What the runner reports of a request, once each. */
export interface Progress {
  /** It begins now, if it is still wanted: returns whether it is. */
  begins(): boolean
  /** It has ended, or was not wanted. Its response may be written before or after that. */
  ended(): void
}

/** A request whose head has been received: Node's own, or one that was read whole. */
export interface BegunRequest {
  /** As the parser knows it; see list-method.ts. */
  readonly method?: string | undefined
  /** 0 for HTTP/1.0. */
  readonly httpVersionMinor?: number
  /** The body has been received. */
  readonly complete: boolean
}

/** A request and its response. Exists once the head of the request has been received. */
export interface Exchange<Req extends BegunRequest = BegunRequest, Res extends ResponseStream = ResponseStream> {
  readonly req: Req
  readonly res: Res
  /** Hands the request to the runner. Defined once the request is complete. */
  carryOut: ((progress: Progress) => void) | undefined
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

/** The same of all connections, and the bytes of the requests at the runner. */
export interface AllQueued extends Queued {
  runningBytes: number
}

/**
 * The requests of one connection. They are carried out one after the other, in the order in which they arrived, so that each
 * finds what those before it have done. (HTTP lets safe requests overlap, but a GET may unwrap.) Each is handed to the runner
 * when the one before it has ended, so that connections take turns. None begins while the client does not receive the responses
 * to its earlier requests.
 */
export class RequestQueue implements Progress {
  /** Requests that have not been handed to the runner. */
  readonly #waiting = new Fifo<Exchange>()
  readonly #all: AllQueued
  readonly #here: Queued = { requests: 0, bytes: 0 }
  /** The request at the runner, until it has ended. */
  #current: Exchange | undefined
  /** The request at the runner has not begun. */
  #handingOver = false
  /** Requests that the runner was given, and that have no response yet. */
  #unanswered = 0
  /** How many may be. The response to a request of HTTP/1.0 may be the last one of its connection. */
  #mostUnanswered = MAX_UNANSWERED
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
    return this.#unanswered > (this.#handingOver ? 1 : 0)
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

  received(exchange: Exchange, bodyBytes: number, carryOut: (progress: Progress) => void): void {
    if (this.#closed) return
    exchange.carryOut = carryOut
    exchange.bytes += bodyBytes
    this.#count(0, bodyBytes)
    this.advance()
  }

  /** The response to a request has been written: its body has this many bytes. */
  responded(exchange: Exchange, bytes: number): void {
    this.#unanswered--
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
    if (next === undefined || carryOut === undefined || !this.#mayBegin) return
    this.#waiting.shift()
    this.#count(-1, -next.bytes)
    this.#unanswered++
    this.#mostUnanswered = next.req.httpVersionMinor === 0 ? 1 : MAX_UNANSWERED
    this.#all.runningBytes += next.bytes
    this.#current = next
    this.#handingOver = true
    // The connection keeps its latest exchange, and must not keep the body with it.
    next.carryOut = undefined
    carryOut(this)
  }

  begins(): boolean {
    this.#handingOver = false
    return !this.#givenUp
  }

  ended(): void {
    this.#all.runningBytes -= this.#current!.bytes
    this.#current = undefined
    this.advance()
  }

  get #mayBegin(): boolean {
    return (
      this.#current === undefined &&
      this.#pause === undefined &&
      this.#unsentBytes < MAX_UNSENT &&
      this.#unanswered < this.#mostUnanswered
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

  /** The connection ends: no request that has not begun is carried out. */
  giveUp(): void {
    this.#givenUp = true
    this.close()
  }

  get isGivenUp(): boolean {
    return this.#givenUp
  }
}
