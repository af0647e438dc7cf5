import type { Socket } from "node:net"

/** A request that Node's parser reads directly takes, at most, so many bytes more than are counted: spaces, colons and line ends. */
const UNCOUNTED_BYTES = 4096

/** Counts what a connection has received of a next request while it owes no response. */
export class UnfinishedBytes {
  readonly #socket: Socket
  /** What had been received when the last response was sent. */
  #bytesAtRest = 0
  /** Bytes of the requests since then. */
  #requestBytes = 0

  constructor(socket: Socket) {
    this.#socket = socket
  }

  /** While no response is owed. */
  get count(): number {
    return this.#socket.bytesRead - this.#bytesAtRest
  }

  /** The response to a request of so many bytes has been sent. */
  sent(requestBytes: number): void {
    this.#requestBytes += requestBytes
  }

  /**
   * No response is owed.
   *
   * @param isDirect Node's parser reads the socket directly: it may have read the beginning of a next request with the last one
   */
  rest(isDirect: boolean): void {
    const { bytesRead } = this.#socket
    const beyond = isDirect ? bytesRead - this.#bytesAtRest - this.#requestBytes - UNCOUNTED_BYTES : 0
    this.#bytesAtRest = bytesRead - Math.max(0, beyond)
    this.#requestBytes = 0
  }

  /** What the socket holds was read, and has not become a request. */
  noteUnread(): void {
    this.#bytesAtRest = this.#socket.bytesRead - this.#socket.readableLength
  }
}
