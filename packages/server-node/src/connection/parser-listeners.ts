import type { Socket } from "node:net"

/** The events that Node's HTTP server listens to on a socket. */
const EVENTS = ["data", "end", "error", "close", "drain", "timeout", "pause", "resume"] as const

export type SocketListener = (...args: Array<unknown>) => void

/** The listeners that Node's HTTP server adds to a socket. They are noted, so that they can be removed again. */
export class ParserListeners {
  readonly #socket: Socket
  #added: ReadonlyArray<readonly [event: string, listener: SocketListener]> = []

  constructor(socket: Socket) {
    this.#socket = socket
  }

  /** @param http makes Node's HTTP server read the socket */
  attach(http: (socket: Socket) => void): void {
    const before = EVENTS.map((event) => this.#socket.listeners(event))
    http(this.#socket)
    this.#added = EVENTS.flatMap((event, i) =>
      this.#socket
        .listeners(event)
        .filter((each) => !before[i]!.includes(each))
        .map((each) => [event, each as SocketListener] as const)
    )
  }

  /** The listener that gives the parser what arrives. */
  get parse(): SocketListener | undefined {
    return this.#added.find(([event]) => event === "data")?.[1]
  }

  remove(...events: ReadonlyArray<string>): void {
    for (const [event, listener] of this.#added) {
      if (events.includes(event)) this.#socket.removeListener(event, listener)
    }
  }

  /** Removes all of them, and frees the parser, as at the end of a connection. */
  release(): void {
    for (const [event, listener] of this.#added) {
      // The parser returns to its pool, and Node's time limits no longer apply to it.
      if (event === "close") listener.call(this.#socket)
    }
    this.remove(...EVENTS)
    this.#added = []
  }
}
