import type { WireResponse } from "@enwrap/server"
import type { Socket } from "node:net"
import { CLOSE, headText } from "../response/head-text.ts"
import type { WholeStream } from "../response/response-stream.ts"

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

  start(response: WireResponse, length: number | undefined, last: boolean): void {
    this.#head = headText(response, length, last ? CLOSE : this.#host.keepAlive)
    this.#isLast = last
  }

  write(part: string | Uint8Array, onAccepted?: (error?: Error | null) => void): void {
    this.#send(part, "utf8", onAccepted)
  }

  end(body?: string | Uint8Array, encoding: BufferEncoding = "utf8"): void {
    this.writableEnded = true
    if (body === undefined) this.#host.onSent()
    else this.#send(body, encoding, this.#host.onSent)
    if (this.#isLast) this.#host.onLast()
  }

  #send(part: string | Uint8Array, encoding: BufferEncoding, onAccepted?: (error?: Error | null) => void): void {
    const { socket } = this.#host
    const head = this.#head
    this.#head = ""
    this.headersSent = true
    if (typeof part === "string") socket.write(head + part, encoding, onAccepted)
    else {
      socket.cork()
      if (head !== "") socket.write(head, "latin1")
      socket.write(part, onAccepted)
      socket.uncork()
    }
  }
}
