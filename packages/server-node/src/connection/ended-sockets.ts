import type { Socket } from "node:net"

/** Sockets of a listener that may linger at a time. */
const MAX_LINGERING = 128

/** The same for a listener with a limit of connections. */
export const mostLingering = (connections: number): number => Math.min(MAX_LINGERING, connections)

/**
 * Accepted sockets that were ended to make room, or because there was none. The limit of connections does not count them, but they
 * linger, so that their clients receive the last response. In a flood, only the latest do: a client that reads has its response
 * within a few milliseconds.
 */
export class EndedSockets {
  readonly #most: number
  readonly #lingering = new Set<Socket>()

  /** @param connections the limit of connections of the listener */
  constructor(connections: number) {
    this.#most = mostLingering(connections)
  }

  add(socket: Socket): void {
    if (socket.destroyed) return
    this.#lingering.add(socket)
    socket.once("close", () => this.#lingering.delete(socket))
    if (this.#lingering.size <= this.#most) return
    const oldest = this.#lingering.values().next().value!
    this.#lingering.delete(oldest)
    oldest.destroy()
  }

  has(socket: Socket): boolean {
    return this.#lingering.has(socket)
  }
}
