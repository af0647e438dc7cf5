import type { IncomingMessage, ServerResponse } from "node:http"
import type { Socket } from "node:net"
import type { Bounds } from "./bounds.ts"
import { Inlet } from "./inlet.ts"
import type { BodyReceiver } from "./body-receiver.ts"
import { type Exchange, RequestQueue } from "./request-queue.ts"

/** How long a connection that has had its last answer is still read from, so that the client comes to see that answer. */
const LINGER_MILLISECONDS = 1000

/** The events that Node's HTTP server listens to on a socket. */
const SOCKET_EVENTS = ["data", "end", "error", "close", "drain", "timeout", "pause", "resume"] as const
type SocketListener = (...args: Array<unknown>) => void

/** How much of what nobody will act on is read, so that the client comes to see its last answer. */
const MOST_DISCARDED = 8 * 1024 * 1024
/** Bytes that are parsed at a time: of heads, of heads while many requests wait, of what nobody will act on. */
const SLICE = 1024
const SMALL_SLICE = 256
const DISCARDED_SLICE = 4096

/** Requests that wait on a connection that Node's parser reads by itself. */
const MOST_PIPELINED = 4

const ignore = (): void => {}

/**
 * What the listener knows of one connection: the answers that it still owes, and who reads the socket. Node's HTTP server
 * reads it (`attach`), until its parser meets what it cannot parse, or the connection is to end; then it is `detach`ed,
 * and may be attached again, with a new parser.
 */
export class Connection {
  readonly socket: Socket
  readonly remoteAddress: string
  /** Called when the last answer that is owed has been sent. */
  onRest: (() => void) | undefined
  /** The method that the next request of this connection really has; see list-method.ts. */
  nextMethod: string | undefined
  /** The last two bytes of the latest request's body, as text; see list-method.ts. */
  bodyEnd = ""
  /** Whether Node's HTTP server no longer reads. */
  detached = false
  /** What collects the body that is being sent. */
  receiver: BodyReceiver | undefined
  /** Whether the body must wait, since nobody knows yet how much of it may come. */
  admitting = false
  readonly queue: RequestQueue
  readonly #bounds: Bounds
  /** What reads for Node's HTTP server, in slices; nothing while that reads by itself. */
  #inlet: Inlet | undefined
  #last = false
  #owed = 0
  #begun = 0
  #latest: Exchange | undefined
  #final: Exchange | undefined
  #headBytes = 0
  #discarded = 0
  #bytesAtRest = 0
  #lingers = false
  /** Whether its answers count among those that are not taken. */
  #isTracked = false
  #parsesNothing = false
  #whenSettled: (() => void) | undefined
  #httpListeners: ReadonlyArray<readonly [event: string, listener: SocketListener]> = []

  constructor(socket: Socket, bounds: Bounds) {
    this.socket = socket
    this.#bounds = bounds
    this.queue = new RequestQueue(bounds.queued)
    this.remoteAddress = peerAddress(socket)
    socket.once("close", () => {
      bounds.direct.delete(this)
      this.queue.close()
      this.receiver = undefined
      bounds.release(this)
    })
  }

  /** Whether nobody takes an answer any more. A client that has closed its own half still waits for its answers. */
  readonly hasLeft = (): boolean => this.socket.destroyed

  /** Lets Node's HTTP server read the socket, and notes which listeners it adds. */
  attach(http: (socket: Socket) => void): void {
    const before = SOCKET_EVENTS.map((event) => this.socket.listeners(event))
    http(this.socket)
    this.#httpListeners = SOCKET_EVENTS.flatMap((event, i) =>
      this.socket
        .listeners(event)
        .filter((each) => !before[i]!.includes(each))
        .map((each) => [event, each as SocketListener] as const)
    )
    this.detached = false
    if (this.#bounds.isAlarmed || this.#last) this.guard()
    else this.#bounds.direct.add(this)
  }

  /**
   * Whether the answer after which the connection ends is on its way: what is asked after that is not carried out, and is
   * parsed as far as it must be.
   */
  get last(): boolean {
    return this.#last
  }

  set last(last: boolean) {
    this.#last = last
    if (last) this.guard()
  }

  /**
   * Has all that comes from now on parsed in slices. Node's parser reads faster by itself, from the handle, and so it does until
   * something comes that can cost more than it shows: many requests at once, a body in chunks or a large one, half a head.
   */
  guard(): void {
    this.#bounds.direct.delete(this)
    if (this.#inlet !== undefined || this.detached || this.socket.destroyed) return
    const parse = this.#httpListeners.find(([event]) => event === "data")?.[1]
    if (parse === undefined) return
    this.#removeHttpListeners("data")
    this.#inlet = new Inlet(this.socket, this, this.#bounds.turns, (chunk) => this.#parse(parse, chunk))
  }

  /** What has come here costs more than it shows, and the same may have come on every other connection. */
  alarm(): void {
    this.#bounds.alarm()
  }

  /** Guards the connection where a head, or a body, has not come to its end for a while. */
  guardUnfinished(): void {
    const unfinished = this.#owed === 0 ? this.socket.bytesRead - this.#bytesAtRest : 0
    if (unfinished === 0) return
    this.guard()
    this.#headBytes = unfinished
    this.#bounds.heads.set(this, unfinished)
  }

  #parse(http: SocketListener, chunk: Uint8Array): void {
    const isBody = this.#readsBody
    if (this.#last && !(isBody && this.receiver !== undefined)) {
      this.#discarded += chunk.length
      // Nothing that comes now is acted on.
      if (!isBody || this.#parsesNothing) return
    }
    const begun = this.#begun
    http.call(this.socket, chunk)
    if (this.#begun === begun && !isBody && !this.socket.destroyed) {
      this.#headBytes += chunk.length
      this.#bounds.heads.set(this, this.#headBytes)
    } else if (this.#headBytes > 0) {
      this.#headBytes = 0
      this.#bounds.heads.release(this)
    }
  }

  /** Whether the latest request has a body that is not whole. */
  get #readsBody(): boolean {
    return this.#latest?.req.complete === false
  }

  /** How many bytes of what has arrived may be parsed now. */
  appetite(): number {
    // Node itself has paused its parser, until answers are taken.
    if (this.admitting || (this.socket as { readonly _paused?: boolean })._paused === true) return 0
    if (this.receiver !== undefined && this.#readsBody) return this.receiver.appetite
    if (this.last) return this.#discarded < MOST_DISCARDED ? DISCARDED_SLICE : 0
    return this.#bounds.mayQueue(this.queue.waiting) ? (this.#bounds.isCrowded ? SMALL_SLICE : SLICE) : 0
  }

  /** After the last answer: what still comes is thrown away as it is, since even parsing it costs too much. */
  stopParsing(): void {
    this.#parsesNothing = true
  }

  /** More may be parsed than before. */
  wake(): void {
    this.#inlet?.wake()
  }

  /**
   * Stops Node's HTTP server from reading; it may go on to write the answers that it owes. What arrives from now on, and
   * `unread`, which has arrived already, stays in the socket.
   */
  detach(unread?: Uint8Array): void {
    this.detached = true
    this.#bounds.direct.delete(this)
    this.#inlet?.stop()
    this.#inlet = undefined
    this.#removeHttpListeners("data", "end")
    // Node's parser takes bytes from the handle itself until someone listens to `data`. Only then does a pause leave them
    // in the socket; and a request whose body is being read resumes it.
    this.socket.on("data", this.#putBack)
    this.socket.pause()
    this.socket.on("error", ignore)
    if (unread !== undefined && unread.length > 0) this.socket.unshift(unread)
  }

  readonly #putBack = (chunk: Uint8Array): void => {
    this.socket.pause()
    this.socket.unshift(chunk)
  }

  /** Gives up what Node's HTTP server holds for the connection. It must owe no answer. */
  release(): void {
    for (const [event, listener] of this.#httpListeners) {
      // The parser goes back to its pool, and out of reach of the time limits, as at the end of a connection.
      if (event === "close") listener.call(this.socket)
    }
    this.#removeHttpListeners(...SOCKET_EVENTS)
    this.#httpListeners = []
    this.socket.setTimeout(0)
    this.socket.removeListener("data", this.#putBack)
    this.socket.removeListener("error", ignore)
  }

  #removeHttpListeners(...events: ReadonlyArray<string>): void {
    for (const [event, listener] of this.#httpListeners) {
      if (events.includes(event)) this.socket.removeListener(event, listener)
    }
  }

  begin(req: IncomingMessage, res: ServerResponse, bytes: number): Exchange {
    const exchange: Exchange = { req, res, carryOut: undefined, bytes, answered: 0 }
    this.#owed++
    this.#begun++
    this.#latest = exchange
    if (!this.last) this.queue.add(exchange)
    if (this.queue.waiting.requests > MOST_PIPELINED) this.alarm()
    res.on("close", () => {
      this.#owed--
      this.queue.taken(exchange)
      if (this.#isTracked) {
        this.#isTracked = false
        this.#bounds.answers.release(this)
        if (this.queue.untaken > 0) this.#trackUntaken()
      }
      if (this.#owed === 0) {
        this.#bytesAtRest = this.socket.bytesRead
        this.onRest?.()
      }
      this.#checkSettled()
      this.#checkLinger()
      this.#inlet?.wake()
    })
    return exchange
  }

  /** The answer to a request that has begun is written, of so many bytes. */
  answered(exchange: Exchange, bytes: number): void {
    this.queue.answered(exchange, bytes)
    // As a rule the kernel has taken it at once.
    if (exchange.res.writableLength > 0) this.#trackUntaken()
    this.#inlet?.wake()
  }

  #trackUntaken(): void {
    if (this.socket.destroyed) return
    this.#isTracked = true
    this.#bounds.answers.set(this, this.queue.untaken)
  }

  /** A last answer has been written before its request was there: the rest of that is waited for only for a while. */
  linger(): void {
    this.#lingers = true
    this.#inlet?.wake()
    this.#checkLinger()
  }

  #checkLinger(): void {
    if (!this.#lingers || this.#owed > 1 || this.socket.destroyed) return
    this.#lingers = false
    this.#destroyLater()
  }

  #destroyLater(): void {
    const { socket } = this
    const timer = setTimeout(() => socket.destroy(), LINGER_MILLISECONDS)
    socket.once("close", () => clearTimeout(timer))
  }

  /** The method that the request which now begins really has, where it is another than it seems. */
  takeMethod(): string | undefined {
    const method = this.nextMethod
    this.nextMethod = undefined
    return method
  }

  noteBody(exchange: Exchange, body: Uint8Array): void {
    if (!this.isLatest(exchange)) return
    const { length } = body
    this.bodyEnd = length < 2 ? "" : String.fromCharCode(body[length - 2]!, body[length - 1]!)
  }

  /** Whether no request is newer than this one. */
  isLatest(exchange: Exchange): boolean {
    return this.#latest === exchange
  }

  /** The connection ends with the answer to this request. */
  endWith(exchange: Exchange): void {
    this.last = true
    this.#final = exchange
  }

  endsWith(exchange: Exchange): boolean {
    return this.#final === exchange
  }

  get owesAnswer(): boolean {
    return this.#owed > 0
  }

  /** Whether nothing is owed, and no part of a next request has arrived. */
  get idle(): boolean {
    return (
      this.#owed === 0 && !this.detached && this.#inlet?.holds !== true && this.socket.bytesRead === this.#bytesAtRest
    )
  }

  /** The latest request, where its body has not come to its end, nor will: it cannot be answered in the usual way. */
  #unfinished(): ServerResponse | undefined {
    const latest = this.#latest
    return latest !== undefined && !latest.req.complete && !latest.res.writableEnded && !latest.res.destroyed
      ? latest.res
      : undefined
  }

  /** Calls back when every request that was received whole is answered. The connection must be detached. */
  whenSettled(then: () => void): void {
    this.#whenSettled = then
    this.#checkSettled()
  }

  #checkSettled(): void {
    const then = this.#whenSettled
    if (then === undefined || this.#owed > (this.#unfinished() === undefined ? 0 : 1)) return
    this.#whenSettled = undefined
    if (!this.socket.destroyed) then()
  }

  /**
   * Ends a detached connection, with one last answer if there is one and if no other has begun. The client may still be
   * sending; it is listened to for a while, since a connection that is closed on unread bytes is reset, and the answer
   * lost.
   */
  dismiss(answer?: string): void {
    const { socket } = this
    this.last = true
    if (!socket.writable || this.#unfinished()?.headersSent === true) {
      socket.destroy()
      return
    }
    socket.removeListener("data", this.#putBack)
    let discarded = 0
    socket.on("data", (chunk: Uint8Array) => {
      discarded += chunk.length
      if (discarded > MOST_DISCARDED) socket.pause()
    })
    socket.resume()
    if (answer === undefined) socket.end()
    else socket.end(answer)
    this.#destroyLater()
  }
}

/** The peer's address; IPv4 in IPv6 is IPv4. */
export const peerAddress = (socket: Socket): string => (socket.remoteAddress ?? "").replace(/^::ffff:(?=\d+\.)/, "")
