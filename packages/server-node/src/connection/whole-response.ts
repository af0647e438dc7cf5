import { STATUS_CODES } from "node:http"
import type { Socket } from "node:net"
import { httpDate } from "../response/http-date.ts"
import type { ResponseStream } from "../response/response-stream.ts"

/** What the reader of the connection does for a response. */
export interface ResponseHost {
  readonly socket: Socket
  /** How long the client may be idle after the response: seconds. */
  readonly keepAliveSeconds: number
  /** The response has been written, and is the last one. */
  readonly onLast: () => void
  /** The kernel has accepted the response of the oldest request that waited for this. */
  readonly onSent: () => void
}

const NAME = /^[\w!#$%&'*+\-.^`|~]+$/

/** Characters that a value of a header cannot have. */
const INVALID = /[^\t\x20-\x7e\x80-\xff]/

const isConnection = (name: string): boolean => name.length === 10 && name.toLowerCase() === "connection"

/** The response to a request that was read whole. It has the form of Node's own. */
export class WholeResponse implements ResponseStream {
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

  writeHead(status: number, headers: Record<string, string | number>): void {
    if (!Number.isInteger(status) || status < 100 || status > 999) throw new RangeError(`invalid status ${status}`)
    let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "unknown"}\r\n`
    for (const name in headers) {
      const value = headers[name]
      const isValid = typeof value === "string" ? !INVALID.test(value) : typeof value === "number"
      if (!isValid || !NAME.test(name)) throw new TypeError("invalid header")
      if (isConnection(name)) this.#isLast = value === "close"
      head += `${name}: ${value}\r\n`
    }
    head += `Date: ${httpDate()}\r\n`
    if (!this.#isLast) head += `Connection: keep-alive\r\nKeep-Alive: timeout=${this.#host.keepAliveSeconds}\r\n`
    this.#head = `${head}\r\n`
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
