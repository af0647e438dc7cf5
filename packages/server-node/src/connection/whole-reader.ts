import type { Socket } from "node:net"
import type { Connection } from "./connection.ts"
import type { Faults } from "./faults.ts"
import type { Holdings } from "./holdings.ts"
import { discardInput } from "./end-socket.ts"
import type { Exchange } from "./request-queue.ts"
import { isTls } from "./is-tls.ts"
import type { RequestReader } from "./socket-reader.ts"
import { copyOf, readIntoSharedBuffer } from "./shared-read-buffer.ts"
import { readWholeRequest, type WholeRequest, type WholeRequestBounds } from "./whole-request.ts"
import { type ResponseHost, WholeResponse } from "./whole-response.ts"
import type { AgeingReader, WholeReaders } from "./whole-readers.ts"

/** What the readers of whole requests need from their listener. */
export interface WholeReaderHost {
  readonly readers: WholeReaders
  readonly bounds: WholeRequestBounds
  readonly faults: Faults
  /** Bytes that connections hold of requests that are not read yet. */
  readonly held: Holdings<Socket>
  /** Begins a request, or returns `undefined`: it needs what only Node's HTTP server does. */
  readonly begin: (connection: Connection, request: WholeRequest, response: WholeResponse) => Exchange | undefined
  /** The client has sent nothing since it connected. */
  readonly timedOut: (connection: Connection) => void
  /** Lets Node's HTTP server read from now on: first what the socket holds. */
  readonly leave: (connection: Connection) => void
}

type Push = (chunk: Uint8Array | null, encoding?: BufferEncoding) => boolean

/** After this many pieces, those that are kept behind a request are joined: each takes memory, however short it is. */
const MAX_PIECES = 64

/**
 * Reads a connection as long as each read brings one whole request, after the response to the one before. That is how almost
 * every client sends, and it takes half of the time that Node's HTTP server takes. At the first bytes that are anything else, it
 * leaves the connection to that server, which has not seen the requests before.
 */
export class WholeReader implements RequestReader, ResponseHost, AgeingReader {
  readonly socket: Socket
  readonly keepAlive: string
  readonly #connection: Connection
  readonly #host: WholeReaderHost
  /** Requests whose responses are not sent yet. Of all but the last, the response is written. */
  readonly #owed: Array<Exchange> = []
  /** Bytes have arrived while a response was owed. They are in the socket. */
  holdsInput = false
  /** Pieces that were added to them since they were joined. */
  #pieces = 0
  /** How Node adds to what the socket holds. */
  readonly #push: Push
  #hasBegun = false
  #hasEnded = false
  #isStopped = false
  /** The socket has a time limit for the response that the client does not read. */
  #hasTimeLimit = false
  /** When the connection became idle: a number of checks. */
  idleSince: number

  constructor(connection: Connection, host: WholeReaderHost) {
    this.socket = connection.socket
    this.#push = this.socket.push.bind(this.socket) as Push
    this.#connection = connection
    this.#host = host
    this.keepAlive = host.readers.keepAlive
    this.idleSince = host.readers.now
  }

  /** Returns whether it reads the socket now: this is impossible if Node has changed where it keeps its options. */
  start(): boolean {
    // What a read returns over TLS is decrypted into chunks, of which each is a record. This is how Node passes them on.
    if (isTls(this.socket)) this.socket.push = this.#onChunk
    else if (!readIntoSharedBuffer(this.socket, this.#onRead)) return false
    this.socket
      .on("error", this.#onError)
      .on("end", this.#onEnd)
      .on("timeout", this.#onTimeout)
      .on("close", this.#onClose)
    this.socket.read(0)
    this.#host.readers.add(this)
    return true
  }

  readonly #onRead = (buffer: Buffer, length: number): boolean =>
    this.#isStopped ? this.#push(copyOf(buffer, length)) : this.#read(buffer, length)

  readonly #onChunk: Push = (chunk, encoding) =>
    this.#isStopped || chunk === null ? this.#push(chunk, encoding) : this.#read(chunk as Buffer, chunk.length)

  /** Returns whether the socket continues to read: only a socket that reads notices that its client has left. */
  #read(buffer: Buffer, length: number): boolean {
    try {
      return this.#readUnguarded(buffer, length)
    } catch (thrown) {
      this.#host.faults.end(this.socket, thrown)
      return false
    }
  }

  #readUnguarded(buffer: Buffer, length: number): boolean {
    if (!this.holdsInput) {
      if (this.#hasBegun && isEmptyLine(buffer, length)) return true
      if (!this.#isCarriedOut && this.#begin(buffer, length)) return true
    }
    const hasRoom = this.#push(copyOf(buffer, length))
    if (this.#owed.length === 0) this.#leave()
    else this.#hold()
    return hasRoom
  }

  #hold(): void {
    this.holdsInput = true
    if (++this.#pieces === MAX_PIECES) {
      this.#pieces = 0
      this.socket.unshift(this.socket.read())
    }
    this.#host.held.set(this.socket, this.socket.readableLength)
  }

  /**
   * The latest request has no response yet. A response that is written may be on its way to the kernel still, and its client has
   * received it and sent the next request: Node reports what it has written over TLS only after it has read again.
   */
  get #isCarriedOut(): boolean {
    return this.#owed.at(-1)?.res.writableEnded === false
  }

  #begin(buffer: Buffer, length: number): boolean {
    const request = readWholeRequest(buffer, length, this.#host.bounds)
    const exchange = request && this.#host.begin(this.#connection, request, new WholeResponse(this))
    if (exchange === undefined) return false
    this.#owed.push(exchange)
    return (this.#hasBegun = true)
  }

  readonly onSent = (): void => {
    try {
      this.#sent()
    } catch (thrown) {
      this.#host.faults.end(this.socket, thrown)
    }
  }

  #sent(): void {
    const exchange = this.#owed.shift()
    if (exchange === undefined) return
    if (this.#hasTimeLimit) this.#limitWriting(0)
    this.#connection.sent(exchange)
    if (this.#isStopped || this.#owed.length > 0) return
    this.idleSince = this.#host.readers.now
    if (this.holdsInput) this.#leave()
    else if (this.#hasEnded) this.socket.end()
  }

  readonly onLast = (): void => this.#connection.endSoon()

  /** No further request is carried out: what arrives is ignored. */
  discard(): void {
    if (this.#isStopped) return
    this.stop()
    discardInput(this.socket)
  }

  /** The client does not read its response. */
  readonly #onTimeout = (): void => this.#connection.unread.discard()

  /** Node only reports an error of TLS, and does not close the connection. */
  readonly #onError = (): void => {
    if (!this.#isStopped) this.socket.destroy()
  }

  readonly #onEnd = (): void => {
    this.#hasEnded = true
    if (this.#owed.length === 0) this.socket.end()
  }

  readonly #onClose = (): void => {
    this.stop()
    while (this.#owed.length > 0) this.onSent()
  }

  checkIdle(idleFor: number): void {
    const { mostIdle, mostSilent, writeTimeout } = this.#host.readers
    if (this.#owed.length > 0) {
      if (!this.#hasTimeLimit && this.socket.writableLength > 0) this.#limitWriting(writeTimeout)
      return
    }
    if (this.#hasBegun && idleFor > mostIdle) this.socket.destroy()
    else if (!this.#hasBegun && idleFor > mostSilent) this.#host.timedOut(this.#connection)
  }

  #limitWriting(timeout: number): void {
    this.#hasTimeLimit = timeout > 0
    this.socket.setTimeout(timeout)
  }

  #leave(): void {
    this.stop()
    // If it is closed, it is not reported as closed again.
    if (!this.socket.destroyed) this.#host.leave(this.#connection)
  }

  /** Reads no more requests: what arrives stays in the socket. */
  stop(): void {
    if (this.#isStopped) return
    this.#isStopped = true
    this.#host.readers.delete(this)
    this.socket.removeListener("end", this.#onEnd).removeListener("timeout", this.#onTimeout)
    if (this.holdsInput) this.#host.held.release(this.socket)
  }
}

/** Some clients send an empty line after a body. It is not a part of a next request, whose time limit would begin with it. */
const isEmptyLine = (buffer: Buffer, length: number): boolean =>
  length === 2 && buffer[0] === CARRIAGE_RETURN && buffer[1] === LINE_FEED

const CARRIAGE_RETURN = 0x0d
const LINE_FEED = 0x0a
