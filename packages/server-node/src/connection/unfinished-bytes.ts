import type { Socket } from "node:net"

/** What Node's parser reads directly takes, at most, so many bytes more in a read than are counted: spaces, colons and line ends. */
const UNCOUNTED_BYTES = 4096

/** Counts what a connection has received of a next request while it owes no response. */
export class UnfinishedBytes {
  readonly #socket: Socket
  /** What had been received when the last response was sent. */
  #bytesAtRest = 0
  /** What had been received before and after the read in which the latest request began. */
  #beforeRead = 0
  #afterRead = 0
  /** Bytes of the requests that have begun since then. */
  #requestBytes = 0
  /** What has probably been received of a next request by the time when the last response was sent. */
  #beyond = 0

  constructor(socket: Socket) {
    this.#socket = socket
  }

  /** What has certainly been received of it. */
  get certain(): number {
    return this.#socket.bytesRead - this.#bytesAtRest
  }

  /** This, and what was received with the last request. A client that pads its headers can make it too large. */
  get probable(): number {
    return this.#beyond + this.certain
  }

  /** A request has begun whose head has so many bytes. */
  begin(headBytes: number): void {
    const { bytesRead } = this.#socket
    if (bytesRead !== this.#afterRead) {
      this.#beforeRead = Math.max(this.#afterRead, this.#bytesAtRest)
      this.#afterRead = bytesRead
      this.#requestBytes = 0
    }
    this.#requestBytes += headBytes
  }

  /** A request is complete whose body has so many bytes. */
  received(bodyBytes: number): void {
    this.#requestBytes += bodyBytes
  }

  /**
   * No response is owed.
   *
   * @param isDirect Node's parser reads the socket directly: it may have read the beginning of a next request with the last one
   */
  rest(isDirect: boolean): void {
    const { bytesRead } = this.#socket
    this.#bytesAtRest = bytesRead
    this.#beyond = isDirect ? Math.max(0, bytesRead - this.#beforeRead - this.#requestBytes - UNCOUNTED_BYTES) : 0
  }

  /** What the socket holds was read, and has not become a request. */
  noteUnread(): void {
    this.#bytesAtRest = this.#socket.bytesRead - this.#socket.readableLength
    this.#beyond = 0
  }
}
