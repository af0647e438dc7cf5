import type { IncomingMessage } from "node:http"
import type { Faults } from "../connection/faults.ts"
import { BodyBuffer } from "./body-buffer.ts"

/** Whether the headers announce a body. A request without one is complete at once. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  (headers["content-length"] ?? "0") !== "0" || headers["transfer-encoding"] !== undefined

/** Whether the body has a transfer encoding other than `chunked`, which nothing here decodes. */
export const hasUnknownEncoding = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined && headers["transfer-encoding"].toLowerCase() !== "chunked"

/** The length that the headers announce; `undefined` for a chunked body. */
export const announcedLength = ({ headers }: IncomingMessage): number | undefined =>
  headers["content-length"] === undefined ? undefined : Number(headers["content-length"])

export interface BodyEvents {
  /** The body is complete. Never called if the client leaves before that: such a request does not begin. */
  readonly onComplete: (body: Uint8Array) => void
  /** The body exceeds the limit, which may be raised now or later; called once for each limit. */
  readonly onLimit: () => void
  /** The chunks are small: each costs as much as a hundred bytes; called once. */
  readonly onSmallChunks: () => void
  /** The chunks are so small that they cost far more than their bytes; called once. */
  readonly onTinyChunks: () => void
  /** This many bytes of an incomplete body have been received. */
  readonly onPart: (length: number) => void
}

/** Chunks are small if this many pieces, one after the other, are smaller than this on average. */
const SMALL_CHUNKS_RUN = 128
const SMALL_AVERAGE_BYTES = 256
/** This many pieces may be small. The pieces of a body with more must have the average size in bytes. */
const MAX_SMALL_PIECES = 1024
const MIN_AVERAGE_BYTES = 16
/** Bytes of a chunked body that are parsed at a time. The slice grows while it has few pieces, and shrinks if it has many. */
const MIN_SLICE = 256
const MAX_SLICE = 8192
const FEW_PIECES = 8
const MANY_PIECES = 64

/** Collects a body up to a limit. */
export class RequestBody {
  readonly #req: IncomingMessage
  readonly #events: BodyEvents
  readonly #onData: (chunk: Uint8Array) => void
  readonly #onEnd: () => void
  readonly #buffer = new BodyBuffer()
  readonly #announced: number | undefined
  #limit: number
  #received = 0
  #allPieces = 0
  /** What had been received before the current run of pieces. */
  #beforeRun = 0
  #hasSmallChunks = false
  /** Pieces since the last slice. */
  #pieces = 0
  #slice = MIN_SLICE
  #atLimit = false
  #ended = false
  #isDropped = false

  constructor(req: IncomingMessage, limit: number, events: BodyEvents, faults: Faults) {
    this.#req = req
    this.#events = events
    this.#limit = limit
    this.#announced = announcedLength(req)
    this.#onData = faults.guard(req.socket, (chunk) => this.#add(chunk))
    this.#onEnd = faults.guard(req.socket, () => this.#end())
    req.on("data", this.#onData)
    req.on("end", this.#onEnd)
  }

  #add(chunk: Uint8Array): void {
    this.#received += chunk.length
    this.#pieces++
    this.#buffer.add(chunk)
    if (this.#received !== this.#announced) this.#events.onPart(this.#received)
    // This part may have been one too many for all connections together.
    if (this.#isDropped) return
    if (this.#announced === undefined && this.#hasTinyChunks()) this.#events.onTinyChunks()
    else this.#checkLimit()
  }

  #hasTinyChunks(): boolean {
    const pieces = ++this.#allPieces
    if (pieces % SMALL_CHUNKS_RUN === 0) this.#checkRun()
    return pieces > MAX_SMALL_PIECES && this.#received < pieces * MIN_AVERAGE_BYTES
  }

  #checkRun(): void {
    const isSmall = this.#received - this.#beforeRun < SMALL_CHUNKS_RUN * SMALL_AVERAGE_BYTES
    this.#beforeRun = this.#received
    if (!isSmall || this.#hasSmallChunks) return
    this.#hasSmallChunks = true
    this.#events.onSmallChunks()
  }

  #checkLimit(): void {
    if (this.#received <= this.#limit || this.#atLimit) return
    this.#atLimit = true
    this.#events.onLimit()
  }

  #end(): void {
    this.#ended = true
    if (!this.#atLimit) this.#events.onComplete(this.#buffer.take())
  }

  /**
   * How many bytes may be parsed next. The rest of a body with a known length is one piece, however long it is. In a chunked
   * body each byte may be a piece, which costs as much as a hundred bytes, so the slices grow with the size of the pieces.
   */
  get bytesAllowed(): number {
    if (this.#announced !== undefined) return Math.max(1, this.#announced - this.#received - this.#req.readableLength)
    if (this.#pieces > MANY_PIECES) this.#slice = MIN_SLICE
    else if (this.#pieces > 0 && this.#pieces < FEW_PIECES) this.#slice = Math.min(2 * this.#slice, MAX_SLICE)
    this.#pieces = 0
    return this.#slice
  }

  raise(limit: number): void {
    this.#limit = limit
    this.#atLimit = false
    this.#checkLimit()
    if (this.#ended) this.#end()
  }

  /** Drops everything that was collected, and stops collecting. */
  drop(): void {
    this.#isDropped = true
    this.#req.removeListener("data", this.#onData).removeListener("end", this.#onEnd)
    this.#buffer.drop()
  }
}
