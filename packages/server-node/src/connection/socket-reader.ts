import type { Socket } from "node:net"
import type { Bounds } from "./bounds.ts"
import { endSocket, MAX_DISCARDED_BYTES } from "./end-socket.ts"
import { isTls } from "./is-tls.ts"
import { ParserListeners, type SocketListener } from "./parser-listeners.ts"
import { type Gate, Inlet } from "./inlet.ts"
import type { Queued } from "./request-queue.ts"

/** Bytes that are parsed at a time: of heads, of heads while many requests wait, and of input that is ignored. */
const SLICE = 1024
const SMALL_SLICE = 256
const DISCARDED_SLICE = 4096

const ignore = (): void => {}

/** Reads whole requests; see `WholeReader`. */
export interface RequestReader {
  /** Returns whether it can read the socket. */
  readonly start: () => boolean
  readonly stop: () => void
  /** Ignores what arrives from now on. */
  readonly discard: () => void
  /** Input has been received that is not read yet. */
  readonly holdsInput: boolean
}

/** What a reader asks its connection. */
export interface ReaderState {
  /** No response follows the current one: later input is ignored. */
  readonly closing: boolean
  /** Bodies of which the server is deciding how much it accepts. */
  readonly admissions: number
  /** The receiver of the current body. */
  readonly receiver: { readonly bytesAllowed: number } | undefined
  /** The latest request has a body that is not complete. */
  readonly readsBody: boolean
  /** How many requests have begun. */
  readonly begun: number
  /** Bytes that have probably arrived of a next request whose head is not complete; 0 while a response is owed. */
  readonly unfinishedBytes: number
  readonly queue: { readonly waiting: Readonly<Queued> }
}

/**
 * Decides what reads a socket: a reader of whole requests (`readWhole`), Node's HTTP server directly (`attach`), the same server
 * in slices (`guard`), or nothing (`detach`). A detached socket can be attached again, with a new parser.
 */
export class SocketReader implements Gate {
  /** Node's HTTP server does not read the socket. */
  detached = false
  readonly #socket: Socket
  readonly #state: ReaderState
  readonly #bounds: Bounds
  readonly #http: ParserListeners
  /** Reads for Node's HTTP server in slices; undefined while that server reads directly. */
  #inlet: Inlet | undefined
  /** Reads until something arrives that is not a whole request. */
  #whole: RequestReader | undefined
  #headBytes = 0
  #discarded = 0
  #parsesNothing = false

  constructor(socket: Socket, state: ReaderState, bounds: Bounds) {
    this.#socket = socket
    this.#state = state
    this.#bounds = bounds
    this.#http = new ParserListeners(socket)
    socket.once("close", () => bounds.direct.delete(this))
  }

  /** Returns `false` if the reader cannot read the socket. */
  readWhole(whole: RequestReader): boolean {
    if (!whole.start()) return false
    this.#whole = whole
    return true
  }

  /** @param http makes Node's HTTP server read the socket */
  attach(http: (socket: Socket) => void): void {
    this.#whole = undefined
    this.#http.attach(http)
    this.detached = false
    // The new parser begins with a head of which it has read nothing.
    this.#countHead(0)
    // The limit of TLS records needs a socket that reads the handle itself.
    if (this.#bounds.isAlarmed || this.#state.closing || isTls(this.#socket)) this.guard()
    else this.#bounds.direct.add(this)
  }

  /**
   * Parses everything from now on in slices. Node's parser reads faster directly, from the handle, so it does until
   * something arrives that can cost more than its size: many requests at once, a chunked or large body, half a head.
   */
  guard(): void {
    if (this.#whole !== undefined) return this.#state.closing ? this.#whole.discard() : undefined
    this.#bounds.direct.delete(this)
    if (this.#inlet !== undefined || this.detached || this.#socket.destroyed) return
    const { parse } = this.#http
    if (parse === undefined) return
    this.#http.remove("data")
    this.#inlet = new Inlet(this.#socket, this, this.#bounds.turns, (chunk) => this.#parse(parse, chunk))
  }

  get isDirect(): boolean {
    return this.#bounds.direct.has(this)
  }

  /** Guards the connection if a head or a body has been incomplete for a while. */
  guardUnfinished(): void {
    const { unfinishedBytes } = this.#state
    if (unfinishedBytes === 0) return
    this.guard()
    this.#countHead(unfinishedBytes)
  }

  #countHead(bytes: number): void {
    if (bytes === 0 && this.#headBytes === 0) return
    this.#headBytes = bytes
    this.#bounds.heads.set(this.#socket, bytes)
  }

  #parse(http: SocketListener, chunk: Uint8Array): void {
    const { begun, closing, readsBody, receiver } = this.#state
    if (closing && !(readsBody && receiver !== undefined)) {
      this.#discarded += chunk.length
      // Nothing that arrives now has an effect.
      if (!readsBody || this.#parsesNothing) return
    }
    http.call(this.#socket, chunk)
    const isHead = this.#state.begun === begun && !readsBody && !this.#socket.destroyed
    this.#countHead(isHead ? this.#headBytes + chunk.length : 0)
  }

  bytesAllowed(): number {
    const { admissions, closing, queue, readsBody, receiver } = this.#state
    if (admissions > 0 || this.#isPausedByNode) return 0
    if (receiver !== undefined && readsBody) return receiver.bytesAllowed
    if (closing) return this.#discarded < MAX_DISCARDED_BYTES ? DISCARDED_SLICE : 0
    if (!this.#bounds.mayQueue(queue.waiting)) return 0
    return this.#bounds.isCrowded ? SMALL_SLICE : SLICE
  }

  /** After the last response: discards the rest of the input unparsed, because even parsing it costs too much. */
  stopParsing(): void {
    this.#parsesNothing = true
  }

  /** More may be parsed than before. */
  wake(): void {
    this.#inlet?.wake()
  }

  /** Input waits until the client has received more of its responses. */
  get isHeldBack(): boolean {
    if (this.#state.closing) return false
    return this.#isPausedByNode || (this.#inlet?.holds === true && this.bytesAllowed() === 0)
  }

  /** Node itself pauses the socket until the client reads its responses. */
  get #isPausedByNode(): boolean {
    return (this.#socket as { readonly _paused?: boolean })._paused === true
  }

  /** Input has been received that is not parsed yet. */
  get holdsInput(): boolean {
    return this.#inlet?.holds === true || this.#whole?.holdsInput === true
  }

  /**
   * Stops Node's HTTP server from reading. It may still write the responses that it owes. What arrives from now on stays in
   * the socket, and so does `unread`, which was received before.
   */
  detach(unread?: Uint8Array): void {
    this.detached = true
    this.#whole?.stop()
    this.#whole = undefined
    this.#bounds.direct.delete(this)
    this.#inlet?.stop()
    this.#inlet = undefined
    this.#http.remove("data", "end")
    // Node's parser reads from the handle itself until there is a listener for `data`. Only then does `pause` keep the bytes
    // in the socket; and a request whose body is being read resumes it.
    this.#socket.on("data", this.#putBack)
    this.#socket.pause()
    this.#socket.on("error", ignore)
    if (unread !== undefined && unread.length > 0) this.#socket.unshift(unread)
  }

  readonly #putBack = (chunk: Uint8Array): void => {
    this.#socket.pause()
    this.#socket.unshift(chunk)
  }

  /** Frees everything that Node's HTTP server holds for a detached socket. No response may be owed. */
  release(): void {
    this.#http.release()
    this.#socket.setTimeout(0)
    this.#socket.removeListener("data", this.#putBack)
    this.#socket.removeListener("error", ignore)
  }

  /** Ends a detached connection, after one last response if one is given. */
  end(response?: string): void {
    this.#socket.removeListener("data", this.#putBack)
    endSocket(this.#socket, response)
  }
}
