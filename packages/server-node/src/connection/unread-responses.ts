import type { Socket } from "node:net"
import type { Bounds } from "./bounds.ts"
import type { Exchange, RequestQueue } from "./request-queue.ts"
import { PART_BYTES } from "../response/write-response.ts"

/**
 * The responses of one connection that its client may not have read: those that are not sent, and large ones that are. The
 * kernel accepts some megabytes, and does not say what the client has received. So a large response counts until the client
 * sends a next request or the connection ends.
 */
export class UnreadResponses {
  readonly #socket: Socket
  readonly #queue: RequestQueue
  readonly #bounds: Bounds
  /** Bytes of large responses that the kernel has accepted. */
  #accepted = 0
  /** They count towards the bound of all connections. */
  #isTracked = false

  constructor(socket: Socket, queue: RequestQueue, bounds: Bounds) {
    this.#socket = socket
    this.#queue = queue
    this.#bounds = bounds
  }

  /** A response has been written, or the first part of a large one. */
  written({ res }: Exchange, bytes: number): void {
    // Usually the kernel has accepted a small one at once.
    if (res.writableLength > 0 || bytes > PART_BYTES) this.#track()
  }

  #track(): void {
    if (this.#socket.destroyed) return
    this.#isTracked = true
    this.#bounds.responses.set(this.#socket, this.#queue.unsentBytes + this.#accepted)
  }

  /** The kernel has accepted a response. */
  sent({ responseBytes }: Exchange): void {
    if (responseBytes > PART_BYTES) this.#accepted += responseBytes
    if (this.#isTracked) this.#trackAgain()
  }

  /** The client has received something. The age of the rest is counted from now on. */
  #trackAgain(): void {
    this.#isTracked = false
    this.#bounds.responses.release(this.#socket)
    if (this.#queue.unsentBytes + this.#accepted > 0) this.#track()
  }

  /** A request has arrived after everything was sent. */
  nextRequest(): void {
    if (this.#accepted === 0) return
    this.#accepted = 0
    this.#trackAgain()
  }

  /** Closes the connection, and frees what the client has not read. */
  discard(): void {
    if (this.#isTracked) this.#bounds.reset(this.#socket)
    else this.#socket.destroy()
  }
}
