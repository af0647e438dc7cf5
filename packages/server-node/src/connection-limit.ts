import type { Socket } from "node:net"
import { peerAddress } from "./connection.ts"

/**
 * Bounds the number of open connections. There is no bound for a single peer, since all clients may come through one proxy;
 * but for one connection too many, the peer that has most of them gives up its oldest idle one.
 */
export class ConnectionLimit {
  readonly #max: number
  readonly #isIdle: (socket: Socket) => boolean
  readonly #peers = new Map<string, Set<Socket>>()
  #open = 0

  constructor(max: number, isIdle: (socket: Socket) => boolean) {
    this.#max = max
    this.#isIdle = isIdle
  }

  /** Whether there is room for one more; whoever has to make room is cut. */
  add(socket: Socket): boolean {
    const address = peerAddress(socket)
    if (this.#open >= this.#max && !this.#makeRoom()) return false
    const peer = this.#peers.get(address) ?? new Set()
    this.#peers.set(address, peer.add(socket))
    this.#open++
    socket.once("close", () => this.#remove(address, socket))
    return true
  }

  #makeRoom(): boolean {
    let most: readonly [address: string, sockets: ReadonlySet<Socket>] = ["", new Set()]
    for (const peer of this.#peers) if (peer[1].size > most[1].size) most = peer
    const [address, sockets] = most
    for (const socket of sockets) {
      if (!this.#isIdle(socket)) continue
      this.#remove(address, socket)
      socket.destroy()
      return true
    }
    return false
  }

  #remove(address: string, socket: Socket): void {
    const peer = this.#peers.get(address)
    if (peer?.delete(socket) !== true) return
    this.#open--
    if (peer.size === 0) this.#peers.delete(address)
  }
}
