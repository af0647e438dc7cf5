import type { Socket } from "node:net"
import { peerAddress } from "./peer-address.ts"

/**
 * Bounds the number of open connections. A single peer has no bound, because all clients may come through one proxy. But when
 * there is one connection too many, the peer with the most connections loses its oldest idle one.
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

  /** Whether there is room for one more. An idle connection is closed if that makes room. */
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
