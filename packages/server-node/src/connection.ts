import type { IncomingMessage, ServerResponse } from "node:http"
import type { Socket } from "node:net"

/** How long a connection that has had its last answer is still read from, so that the client comes to see that answer. */
const LINGER_MILLISECONDS = 1000

/** The events that Node's HTTP server listens to on a socket. */
const SOCKET_EVENTS = ["data", "end", "error", "close", "drain", "timeout", "pause", "resume"] as const
type SocketListener = (...args: Array<unknown>) => void

/** So many requests of one connection are carried out at a time, so that it does not keep others waiting. */
const MOST_AT_ONCE = 32
/** Bytes of answers that may wait to be taken before another request begins. */
const MOST_UNTAKEN = 65_536

/** A request and its answer, from the moment at which the headers are there. */
export interface Exchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  /** Carries the request out; there once it has arrived whole. */
  carryOut: (() => void) | undefined
  /** Bytes of the answer, once it is written. */
  answered: number
}

const ignore = (): void => {}

/**
 * What the listener knows of one connection: the answers that it still owes, and who reads the socket. Node's HTTP server
 * reads it (`attach`), until its parser meets what it cannot parse, or the connection is to end; then it is `detach`ed,
 * and may be attached again, with a new parser.
 */
export class Connection {
  readonly socket: Socket
  readonly remoteAddress: string
  /** Whether the client is gone. One that has closed its own half waits for its answers. */
  readonly hasLeft = (): boolean => this.socket.destroyed
  /** Called when the last answer that is owed has been sent. */
  onRest: (() => void) | undefined
  /** The method that the next request of this connection really has; see list-method.ts. */
  nextMethod: string | undefined
  /** The last two bytes of the latest request's body, as text; see list-method.ts. */
  bodyEnd = ""
  /** Whether the answer after which the connection ends is on its way: what is asked after that is not carried out. */
  last = false
  /** Whether Node's HTTP server no longer reads. */
  detached = false
  #owed = 0
  #latest: Exchange | undefined
  #final: Exchange | undefined
  /** Requests that have not begun, in the order in which they came. */
  readonly #waiting: Array<Exchange> = []
  #running = 0
  #untaken = 0
  #bytesAtRest = 0
  #whenSettled: (() => void) | undefined
  #httpListeners: ReadonlyArray<readonly [event: string, listener: SocketListener]> = []

  constructor(socket: Socket) {
    this.socket = socket
    this.remoteAddress = (socket.remoteAddress ?? "").replace(/^::ffff:(?=\d+\.)/, "")
    // What has arrived whole is carried out, though nobody will take the answer.
    socket.once("close", () => this.#advance())
  }

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
  }

  /**
   * Stops Node's HTTP server from reading; it may go on to write the answers that it owes. What arrives from now on, and
   * `unread`, which has arrived already, stays in the socket.
   */
  detach(unread?: Uint8Array): void {
    this.detached = true
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

  begin(req: IncomingMessage, res: ServerResponse): Exchange {
    const exchange: Exchange = { req, res, carryOut: undefined, answered: 0 }
    this.#owed++
    this.#latest = exchange
    this.#waiting.push(exchange)
    res.on("close", () => {
      this.#owed--
      this.#untaken -= exchange.answered
      this.#advance()
      if (this.#owed === 0) {
        this.#bytesAtRest = this.socket.bytesRead
        this.onRest?.()
      }
      this.#checkSettled()
    })
    return exchange
  }

  /**
   * A request has arrived whole: it is carried out when all that came before it have begun, whether they have a body, which
   * takes Node a moment longer, or not; and when the client takes the answers that it has asked for.
   */
  arrived(exchange: Exchange, carryOut: () => void): void {
    exchange.carryOut = carryOut
    this.#advance()
  }

  /** The answer to a request that has begun is written, of so many bytes. */
  answered(exchange: Exchange, bytes: number): void {
    this.#running--
    exchange.answered = bytes
    this.#untaken += bytes
    this.#advance()
  }

  #advance(): void {
    while (this.socket.destroyed || (this.#running < MOST_AT_ONCE && this.#untaken < MOST_UNTAKEN)) {
      const carryOut = this.#waiting[0]?.carryOut
      if (carryOut === undefined) return
      this.#waiting.shift()
      this.#running++
      carryOut()
    }
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
    return this.#owed === 0 && !this.detached && this.socket.bytesRead === this.#bytesAtRest
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
    socket.on("data", ignore)
    socket.resume()
    if (answer === undefined) socket.end()
    else socket.end(answer)
    const timer = setTimeout(() => socket.destroy(), LINGER_MILLISECONDS)
    socket.once("close", () => clearTimeout(timer))
  }
}
