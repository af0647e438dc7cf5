import { Fifo } from "../collections/fifo.ts"
import type { ResponseStream } from "../response/response-stream.ts"

/** How many requests of one connection may have no response yet, so that it does not keep others waiting. */
const MAX_UNANSWERED = 4
/** Bytes of these requests. A larger request begins when all before it have their responses. */
const MAX_UNANSWERED_BYTES = 262_144
/** Bytes of unsent responses above which no further request begins. */
const MAX_UNSENT = 65_536

/** How long a connection is paused after a response that tells the client to retry later. */
const PAUSE_MILLISECONDS = 500

/** What the runner says of a request. */
export interface Turn {
  /** Its turn has come. Returns whether the request is still wanted. */
  begin(): boolean
  /** It has ended where it began, so that another one can begin before its response is written. */
  endAtOnce(): void
}

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
  carryOut: ((turn: Turn) => void) | undefined
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
 * The requests of one connection. They are carried out one after the other, in the order in which they arrived, so that each
 * finds what those before it have done. (HTTP lets safe requests overlap, but a GET may unwrap.) Only one that takes too long
 * and has got its 503 is not waited for. Each is handed to the runner when the one before it has ended, so that connections take
 * turns. None begins while the client does not receive the responses to its earlier requests.
 */
export class RequestQueue {
  /** Requests that have not been handed to the runner. */
  readonly #waiting = new Fifo<Exchange>()
  readonly #all: AllQueued
  readonly #here: Queued = { requests: 0, bytes: 0 }
  /** The request at the runner, until it has ended. */
  #current: Exchange | undefined
  /** It has not begun. */
  #handingOver = false
  /** Requests that the runner was given, and that have no response yet. */
  #unanswered = 0
  #unansweredBytes = 0
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

  received(exchange: Exchange, bodyBytes: number, carryOut: (turn: Turn) => void): void {
    if (this.#closed) return
    exchange.carryOut = carryOut
    exchange.bytes += bodyBytes
    this.#count(0, bodyBytes)
    this.advance()
  }

  /** The response to a request has been written: its body has this many bytes. */
  responded(exchange: Exchange, bytes: number): void {
    this.#unanswered--
    this.#unansweredBytes -= exchange.bytes
    this.#all.runningBytes -= exchange.bytes
    if (this.#current === exchange) this.#release()
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
    if (next === undefined || carryOut === undefined || !this.#mayBegin(next)) return
    this.#waiting.shift()
    this.#count(-1, -next.bytes)
    this.#unanswered++
    this.#unansweredBytes += next.bytes
    this.#all.runningBytes += next.bytes
    this.#current = next
    this.#handingOver = true
    // The connection keeps its latest exchange, and must not keep the body with it.
    next.carryOut = undefined
    carryOut({
      begin: () => {
        if (this.#current === next) this.#handingOver = false
        return !this.#givenUp
      },
      endAtOnce: () => {
        if (this.#current !== next) return
        this.#release()
        this.advance()
      }
    })
  }

  /** The current request has ended, or has got its 503 earlier than that. */
  #release(): void {
    this.#current = undefined
    this.#handingOver = false
  }

  #mayBegin({ bytes }: Exchange): boolean {
    return (
      this.#current === undefined &&
      this.#pause === undefined &&
      this.#unsentBytes < MAX_UNSENT &&
      (this.#unanswered === 0 ||
        (this.#unanswered < MAX_UNANSWERED && this.#unansweredBytes + bytes <= MAX_UNANSWERED_BYTES))
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
