import type { WireResponse } from "@enwrap/server"
import type { Socket } from "node:net"
import { CLOSE, headText } from "../response/head-text.ts"
import type { WholeStream } from "../response/response-stream.ts"
import { responseText } from "../response/write-response.ts"

/** What the reader of the connection does for a response. */
export interface ResponseHost {
  readonly socket: Socket
  /** The lines of a head after which the connection stays open. */
  readonly keepAlive: string
  /** The response has been written, and is the last one. */
  readonly onLast: () => void
  /** The kernel has accepted the response of the oldest request that waited for this. */
  readonly onSent: () => void
}

/** The response to a request that was read whole. It has the form of Node's own. */
export class WholeResponse implements WholeStream {
  readonly shouldKeepAlive = true
  headersSent = false
  writableEnded = false
  readonly #host: ResponseHost
  /** The head, until it is written. */
  #head = ""
  #isLast = false

  constructor(host: ResponseHost) {
    this.#host = host
  }

  get destroyed(): boolean {
    return this.#host.socket.destroyed
  }

  get writableLength(): number {
    return this.#host.socket.writableLength
  }

  respond(response: WireResponse, body: string, last: boolean): void {
    const { encoding, text } = responseText(response, body, this.#linesFor(last))
    this.headersSent = true
    this.writableEnded = true
    this.#host.socket.write(text, encoding, this.#host.onSent)
    if (last) this.#host.onLast()
  }

  start(response: WireResponse, length: number | undefined, last: boolean): void {
    this.#head = headText(response, length, this.#linesFor(last))
    this.#isLast = last
  }

  #linesFor(last: boolean): string {
    return last ? CLOSE : this.#host.keepAlive
  }

  write(part: string | Uint8Array, onAccepted?: (error?: Error | null) => void): void {
    const { socket } = this.#host
    this.headersSent = true
    socket.cork()
    if (this.#head !== "") socket.write(this.#head, "latin1")
    this.#head = ""
    socket.write(part, onAccepted)
    socket.uncork()
  }

  end(body?: string | Uint8Array): void {
    this.writableEnded = true
    if (body === undefined) this.#host.onSent()
    else this.write(body, this.#host.onSent)
    if (this.#isLast) this.#host.onLast()
  }
}
