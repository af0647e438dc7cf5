import type { Socket } from "node:net"
import type { Bounds } from "./bounds.ts"
import type { Interruption } from "./connection-limit.ts"
import { type EvictionState, interruptionOf, isAnswerable } from "./eviction.ts"
import { destroyLater } from "./end-socket.ts"
import { ParserRestart } from "./parser-restart.ts"
import { peerAddress } from "./peer-address.ts"
import type { Receiver } from "./receiver.ts"
import type { ResponseStream } from "../response/response-stream.ts"
import { type BegunRequest, type Exchange, type Progress, RequestQueue } from "./request-queue.ts"
import { type ReaderState, SocketReader } from "./socket-reader.ts"
import { UnfinishedBytes } from "./unfinished-bytes.ts"
import { UnreadResponses } from "./unread-responses.ts"

/** Requests that may wait on a connection that Node's parser reads directly. */
const MAX_PIPELINED = 4
/** Some clients send an empty line after a body, which is not a part of a next request. */
const EMPTY_LINE_BYTES = 2

/** What the listener knows of one connection: its requests, and the responses that it owes for them. */
export class Connection implements EvictionState, ReaderState {
  readonly socket: Socket
  readonly reader: SocketReader
  readonly remoteAddress: string
  readonly remotePort: number | undefined
  readonly queue: RequestQueue
  readonly unread: UnreadResponses
  /** Called when the last response that is owed has been sent, or the connection has ended. */
  onIdle: (() => void) | undefined
  readonly restart: ParserRestart = new ParserRestart()
  receiver: Receiver | undefined
  /** How many of its bodies wait for the core to decide how much of them may be received. */
  admissions = 0
  /** How many requests have begun. */
  begun = 0
  readonly #bounds: Bounds
  #closing = false
  #owed = 0
  #latest: Exchange | undefined
  #final: Exchange | undefined
  readonly #unfinishedBytes: UnfinishedBytes
  #lingers = false
  #whenSettled: (() => void) | undefined

  constructor(socket: Socket, bounds: Bounds) {
    this.socket = socket
    this.#bounds = bounds
    this.#unfinishedBytes = new UnfinishedBytes(socket)
    this.queue = new RequestQueue(bounds.queued)
    this.unread = new UnreadResponses(socket, this.queue, bounds)
    this.remoteAddress = peerAddress(socket)
    this.remotePort = socket.remotePort
    this.reader = new SocketReader(socket, this, bounds)
    socket.destroySoon = this.endSoon
    socket.once("close", () => {
      this.queue.close()
      this.receiver = undefined
      bounds.release(socket)
    })
  }

  /** Whether responses can no longer be delivered. A client that has closed only its own half still waits for responses. */
  readonly hasLeft = (): boolean => this.socket.destroyed

  /**
   * Whether the connection ends with a response that has been started or chosen. Later requests are not carried out, and are
   * parsed only as far as necessary.
   */
  get closing(): boolean {
    return this.#closing
  }

  /** Begins the end of the connection: the response that is sent next, or now, is the last one. */
  startClosing(): void {
    this.#closing = true
    this.reader.guard()
  }

  /** This connection has sent input that costs more than its size, and any other may have sent the same. */
  alarm(): void {
    this.#bounds.alarm()
  }

  get readsBody(): boolean {
    return this.#latest?.req.complete === false
  }

  get unfinishedBytes(): number {
    return this.#owed === 0 ? this.#unfinishedBytes.probable : 0
  }

  /** A request whose head has been received. */
  begin<Req extends BegunRequest, Res extends ResponseStream>(req: Req, res: Res, bytes: number): Exchange<Req, Res> {
    const exchange: Exchange<Req, Res> = { req, res, carryOut: undefined, bytes, responseBytes: 0 }
    if (this.#owed === 0) this.unread.nextRequest()
    this.#owed++
    this.begun++
    this.#latest = exchange
    if (this.reader.isDirect) this.#unfinishedBytes.begin(bytes)
    if (!this.#closing) this.queue.add(exchange)
    if (this.queue.waiting.requests > MAX_PIPELINED) this.alarm()
    return exchange
  }

  /** A request is complete. It is handed to the runner when its turn comes. */
  received(exchange: Exchange, body: Uint8Array, carryOut: (progress: Progress) => void): void {
    if (this.isLatest(exchange)) this.restart.noteBody(body)
    this.#unfinishedBytes.received(body.length)
    this.queue.received(exchange, body.length, carryOut)
  }

  /** The response to a request has been sent, or can never be. */
  sent(exchange: Exchange): void {
    this.#owed--
    this.queue.sent(exchange)
    this.unread.sent(exchange)
    if (this.#owed === 0) {
      this.#unfinishedBytes.rest(this.reader.isDirect && !this.#closing)
      this.onIdle?.()
    }
    this.#checkSettled()
    this.#checkLinger()
    this.reader.wake()
  }

  /** What the socket holds was read, and has not become a request. */
  noteUnread(): void {
    this.#unfinishedBytes.noteUnread()
  }

  /** The response to a request has been written, or its first part: its body has this many bytes. */
  responded(exchange: Exchange, bytes: number): void {
    this.queue.responded(exchange, bytes)
    this.unread.written(exchange, bytes)
    this.reader.wake()
  }

  /**
   * Ends the connection after the last response, as Node's HTTP server does, but reads what follows for a moment, and ignores it.
   * Otherwise the client might get a reset instead of the response. Others can have its place meanwhile.
   */
  readonly endSoon = (): void => {
    this.startClosing()
    this.queue.giveUp()
    this.receiver = undefined
    if (this.reader.detached) this.reader.end()
    else {
      this.socket.end()
      destroyLater(this.socket)
    }
    this.#bounds.lingers(this.socket)
  }

  /** The last response was written before its request was complete: waits for the rest, but only for a while. */
  linger(): void {
    this.#lingers = true
    this.reader.wake()
    this.#checkLinger()
  }

  #checkLinger(): void {
    if (!this.#lingers || this.#owed > 1 || this.socket.destroyed) return
    this.#lingers = false
    destroyLater(this.socket)
  }

  /** Whether no request is newer than this one. */
  isLatest(exchange: Exchange): boolean {
    return this.#latest === exchange
  }

  /** Ends the connection with the response to this request. */
  closeAfter(exchange: Exchange): void {
    this.startClosing()
    this.#final = exchange
  }

  closesAfter(exchange: Exchange): boolean {
    return this.#final === exchange
  }

  /** How many responses it owes. */
  get owed(): number {
    return this.#owed
  }

  /** How many complete requests there have been. */
  get completed(): number {
    return this.begun - (this.readsBody ? 1 : 0)
  }

  /** What would be lost if the connection were closed now. */
  get interruption(): Interruption {
    return interruptionOf(this)
  }

  /** Ends the connection, to make room. The response is sent if requests have not begun, and all before them have responses. */
  giveUp(response: string): void {
    const isAnswered = isAnswerable(this, this.#owed === 0 && this.#unfinishedBytes.certain > 0)
    this.queue.giveUp()
    this.receiver = undefined
    if (!isAnswered || this.reader.detached) return this.unread.discard()
    this.reader.detach()
    this.close(response)
  }

  /** Ends the connection if no response is owed, and no part of a next request has arrived. One that has ended is soon closed. */
  closeIfIdle(): void {
    const { reader, socket } = this
    if (socket.destroyed) return
    if (socket.writableFinished) return destroyLater(socket)
    if (socket.writableEnded || this.#owed > 0 || reader.detached || reader.holdsInput) return
    if (this.#unfinishedBytes.certain > EMPTY_LINE_BYTES) return
    reader.detach()
    this.close()
  }

  /** Ends the connection after its last response, and leaves it to the client to close it, unless the listener closes. */
  end(): void {
    this.socket.end(() => this.onIdle?.())
  }

  /** The latest request, if its body will never be complete: no ordinary response can be sent. */
  get unfinished(): ResponseStream | undefined {
    const latest = this.#latest
    return latest !== undefined && !latest.req.complete && !latest.res.writableEnded && !latest.res.destroyed
      ? latest.res
      : undefined
  }

  /** Calls back when every complete request has its response. The connection must be detached. */
  whenSettled(then: () => void): void {
    this.#whenSettled = then
    this.#checkSettled()
  }

  #checkSettled(): void {
    const then = this.#whenSettled
    if (then === undefined || this.#owed > (this.unfinished === undefined ? 0 : 1)) return
    this.#whenSettled = undefined
    if (!this.socket.destroyed) then()
  }

  /** Ends a detached connection, after one last response if one is given and no other has been started. */
  close(response?: string): void {
    this.startClosing()
    if (this.unfinished?.headersSent === true) this.socket.destroy()
    else this.reader.end(this.socket.writable ? response : undefined)
  }
}
