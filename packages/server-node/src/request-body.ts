import type { IncomingMessage } from "node:http"
import { BodyBuffer } from "./body-buffer.ts"

/** Whether the headers announce a body; a request without has one of no bytes, and need not be waited for. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  (headers["content-length"] ?? "0") !== "0" || headers["transfer-encoding"] !== undefined

/** Whether the body comes in another form than in chunks: nothing here would take it apart. */
export const hasUnknownEncoding = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined && headers["transfer-encoding"].toLowerCase() !== "chunked"

/** The length that the headers announce; `undefined` for a body in chunks. */
export const announcedLength = ({ headers }: IncomingMessage): number | undefined =>
  headers["content-length"] === undefined ? undefined : Number(headers["content-length"])

export interface BodyEvents {
  /** The body is there. Never called if the client went away in the midst of it: such a request has not begun. */
  readonly onWhole: (body: Uint8Array) => void
  /** There is more than the limit, which may be raised now or later; called once for each limit. */
  readonly onLimit: () => void
  /** It comes in small chunks, each of which costs as much as a hundred bytes; called once. */
  readonly onSmallChunks: () => void
  /** It comes in chunks that are so small that they cost far more than their bytes; called once. */
  readonly onTinyChunks: () => void
  /** So many bytes are held, of a body that is not whole. */
  readonly onPart: (length: number) => void
}

/** After so many pieces, chunks that are smaller than this on average are small. */
const MANY_PIECES = 128
const SMALL_AVERAGE = 256
/** So many pieces may be small; of more, each must be this large on average. */
const MOST_SMALL_PIECES = 1024
const SMALLEST_AVERAGE = 16
const SMALLEST_SLICE = 256
const LARGEST_SLICE = 8192
const FEW_PIECES = 8
const MOST_PIECES = 64

/** Collects a body up to a limit. */
export class RequestBody {
  readonly #req: IncomingMessage
  readonly #events: BodyEvents
  readonly #buffer = new BodyBuffer()
  readonly #announced: number | undefined
  #limit: number
  #received = 0
  #allPieces = 0
  /** Since the last slice. */
  #pieces = 0
  #slice = SMALLEST_SLICE
  #atLimit = false
  #ended = false

  constructor(req: IncomingMessage, limit: number, events: BodyEvents) {
    this.#req = req
    this.#events = events
    this.#limit = limit
    this.#announced = announcedLength(req)
    req.on("data", this.#onData)
    req.on("end", this.#onEnd)
  }

  readonly #onData = (chunk: Uint8Array): void => {
    this.#received += chunk.length
    this.#pieces++
    this.#buffer.add(chunk)
    if (this.#received !== this.#announced) this.#events.onPart(this.#received)
    if (this.#announced === undefined && this.#hasTinyChunks()) this.#events.onTinyChunks()
    else this.#checkLimit()
  }

  #hasTinyChunks(): boolean {
    const pieces = ++this.#allPieces
    if (pieces === MANY_PIECES && this.#received < pieces * SMALL_AVERAGE) this.#events.onSmallChunks()
    return pieces > MOST_SMALL_PIECES && this.#received < pieces * SMALLEST_AVERAGE
  }

  #checkLimit(): void {
    if (this.#received <= this.#limit || this.#atLimit) return
    this.#atLimit = true
    this.#events.onLimit()
  }

  readonly #onEnd = (): void => {
    this.#ended = true
    if (!this.#atLimit) this.#events.onWhole(this.#buffer.take())
  }

  /**
   * How many bytes may be parsed next. What is left of a body of a known length is one piece, however long it is; in a body in
   * chunks each may be a piece, which costs as much as a hundred bytes, so that the slices grow only with the pieces.
   */
  get appetite(): number {
    if (this.#announced !== undefined) return Math.max(1, this.#announced - this.#received - this.#req.readableLength)
    if (this.#pieces > MOST_PIECES) this.#slice = SMALLEST_SLICE
    else if (this.#pieces > 0 && this.#pieces < FEW_PIECES) this.#slice = Math.min(2 * this.#slice, LARGEST_SLICE)
    this.#pieces = 0
    return this.#slice
  }

  raise(limit: number): void {
    this.#limit = limit
    this.#atLimit = false
    this.#checkLimit()
    if (this.#ended) this.#onEnd()
  }

  /** Forgets what has been collected, and collects no more. */
  drop(): void {
    this.#req.removeListener("data", this.#onData).removeListener("end", this.#onEnd)
    this.#buffer.drop()
  }
}
