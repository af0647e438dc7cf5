import type { IncomingMessage, ServerResponse } from "node:http"
import type { Socket } from "node:net"

/** How long a connection that has had its last answer is still read from, so that the client comes to see that answer. */
const LINGER_MILLISECONDS = 1000

/** The events that Node's HTTP server listens to on a socket. */
const SOCKET_EVENTS = ["data", "end", "error", "close", "drain", "timeout", "pause", "resume"] as const
type SocketListener = (...args: Array<unknown>) => void

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
  /** Whether the answer after which the connection ends is on its way: what is asked after that is not carried out. */
  last = false
  /** Whether Node's HTTP server no longer reads. */
  detached = false
  #owed = 0
  #latest: { readonly req: IncomingMessage; readonly res: ServerResponse } | undefined
  #bytesAtRest = 0
  #whenSettled: (() => void) | undefined
  #httpListeners: ReadonlyArray<readonly [event: string, listener: SocketListener]> = []

  constructor(socket: Socket) {
    this.socket = socket
    this.remoteAddress = (socket.remoteAddress ?? "").replace(/^::ffff:(?=\d+\.)/, "")
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

  begin(req: IncomingMessage, res: ServerResponse): void {
    this.#owed++
    this.#latest = { req, res }
    res.on("close", () => {
      this.#owed--
      if (this.#owed === 0) {
        this.#bytesAtRest = this.socket.bytesRead
        this.onRest?.()
      }
      this.#checkSettled()
    })
  }

  /** The method that the request which now begins really has, where it is another than it seems. */
  takeMethod(): string | undefined {
    const method = this.nextMethod
    this.nextMethod = undefined
    return method
  }

  noteBody(body: Uint8Array): void {
    const { length } = body
    this.bodyEnd = length < 2 ? "" : String.fromCharCode(body[length - 2]!, body[length - 1]!)
  }

  /** Whether no request is newer than this one. */
  isLatest(res: ServerResponse): boolean {
    return this.#latest?.res === res
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
