import { setTimeout as delay } from "node:timers/promises"

/** What became of a batch. */
export interface SendResult {
  /** Why it was not accepted; `undefined` if it was. */
  readonly problem?: string | undefined
  /** Whether it may be accepted later. */
  readonly isTransient?: boolean
  /** Milliseconds to wait until then, if the collector says so. */
  readonly retryAfter?: number | undefined
}

export interface SpanQueueOptions<Span> {
  readonly send: (batch: ReadonlyArray<Span>, signal: AbortSignal) => Promise<SendResult>
  /** Milliseconds until spans are sent, if they are fewer than a batch. */
  readonly delay: number
  readonly batchSize: number
  /** Spans that wait, at most. Further ones are dropped. */
  readonly queueSize: number
  /** Milliseconds for what is left at the end. */
  readonly closeTimeout: number
  readonly log: (message: string) => void
}

const FIRST_PAUSE = 1000
const MAX_PAUSE = 30_000
/** How often the log says that spans are dropped, although the collector works. */
const OVERFLOW_PERIOD = 60_000

/**
 * Sends spans in batches, one after the other. A collector that is slow, or does not work, delays nothing but the spans. Those that do
 * not fit into the queue meanwhile are dropped. The log says once that spans cannot be sent, and once that they are sent again.
 */
export class SpanQueue<Span> {
  readonly #options: SpanQueueOptions<Span>
  readonly #closing = new AbortController()
  #waiting: Array<Span> = []
  #dropped = 0
  #isFailing = false
  #overflowedAt = -Infinity
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  /** Ends the pause before the next try. */
  #awake = new AbortController()

  constructor(options: SpanQueueOptions<Span>) {
    this.#options = options
  }

  push(span: Span): void {
    const { batchSize, delay, queueSize } = this.#options
    if (this.#waiting.length >= queueSize) return this.#drop(1)
    this.#waiting.push(span)
    if (this.#running !== undefined) return
    if (this.#waiting.length >= batchSize) this.#start()
    else this.#timer ??= setTimeout(() => this.#start(), delay).unref()
  }

  /** Sends what is left, within the time for it. */
  async close(): Promise<void> {
    const timer = setTimeout(() => this.#closing.abort(), this.#options.closeTimeout)
    this.#awake.abort()
    this.#start()
    await this.#running
    clearTimeout(timer)
    this.#closing.abort()
  }

  #drop(spans: number): void {
    this.#dropped += spans
    const now = performance.now()
    if (this.#isFailing || now < this.#overflowedAt + OVERFLOW_PERIOD) return
    this.#overflowedAt = now
    this.#options.log("traces are sent too slowly: some are dropped")
  }

  #start(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#waiting.length > 0) this.#running ??= this.#sendAll()
  }

  async #sendAll(): Promise<void> {
    let pause = FIRST_PAUSE
    while (this.#waiting.length > 0 && !this.#closing.signal.aborted) {
      const batch = this.#waiting.slice(0, this.#options.batchSize)
      const { isTransient, problem, retryAfter } = await this.#options.send(batch, this.#closing.signal)
      if (problem === undefined || isTransient !== true) {
        this.#waiting = this.#waiting.slice(batch.length)
        pause = FIRST_PAUSE
      }
      if (problem === undefined) this.#sent()
      else {
        this.#failed(problem, isTransient === true ? 0 : batch.length)
        if (this.#awake.signal.aborted) break
        if (isTransient !== true) continue
        await delay(Math.min(retryAfter ?? pause, MAX_PAUSE), undefined, {
          ref: false,
          signal: this.#awake.signal
        }).catch(() => undefined)
        pause *= 2
      }
    }
    this.#running = undefined
  }

  #sent(): void {
    if (this.#isFailing) this.#options.log(`traces are sent again; ${this.#dropped} spans were dropped`)
    this.#isFailing = false
    this.#dropped = 0
  }

  #failed(problem: string, dropped: number): void {
    if (!this.#isFailing) this.#options.log(`traces cannot be sent: ${problem}`)
    this.#isFailing = true
    this.#dropped += dropped
  }
}
