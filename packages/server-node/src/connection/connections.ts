import type { Socket } from "node:net"
import type { Evictable, Interruption } from "./connection-limit.ts"
import type { Connection } from "./connection.ts"
import { endSocket } from "./end-socket.ts"
import { EndedSockets } from "./ended-sockets.ts"
import type { Limits } from "../limits.ts"
import { peerKey } from "./peer-address.ts"
import { overloaded } from "../response/protocol-violation.ts"
import { rawResponse } from "../response/write-response.ts"

const ignore = (): void => {}

/** The open connections of a listener, and the sockets that it has accepted. */
export class Connections implements Evictable {
  readonly #isTls: boolean
  readonly #handshakeTimeout: number
  readonly #connections = new Map<Socket, Connection>()
  /** The same by peer, over TLS: the accepted socket is not the one of the connection. */
  readonly #byPeer = new Map<string, Connection>()
  /** The accepted sockets by peer, over TLS. */
  readonly #acceptedByPeer = new Map<string, Socket>()
  /** Also those whose TLS handshake is not finished. */
  readonly #accepted = new Set<Socket>()
  readonly #ended: EndedSockets

  constructor(isTls: boolean, { connections, handshakeTimeout }: Limits) {
    this.#isTls = isTls
    this.#handshakeTimeout = handshakeTimeout
    this.#ended = new EndedSockets(connections)
  }

  accept(socket: Socket): void {
    this.#accepted.add(socket)
    // Node's own limit begins only when TLS does, after the first byte.
    const timer = this.#isTls && socket.remoteAddress !== undefined ? this.#limitHandshake(socket) : undefined
    const peer = peerKey(socket)
    if (timer !== undefined) this.#acceptedByPeer.set(peer, socket)
    socket.once("close", () => {
      clearTimeout(timer)
      this.#accepted.delete(socket)
      this.#acceptedByPeer.delete(peer)
    })
  }

  #limitHandshake(socket: Socket): NodeJS.Timeout {
    return setTimeout(() => {
      if (!this.#isSecure(socket)) socket.destroy()
    }, this.#handshakeTimeout)
  }

  /** Whether the TLS handshake of an accepted socket is finished. */
  #isSecure(accepted: Socket): boolean {
    return this.#byPeer.has(peerKey(accepted))
  }

  add(connection: Connection): void {
    const { socket } = connection
    const peer = peerKey(socket)
    this.#connections.set(socket, connection)
    if (this.#isTls) this.#byPeer.set(peer, connection)
    socket.once("close", () => {
      this.#connections.delete(socket)
      this.#byPeer.delete(peer)
    })
  }

  /** The connection of a socket that HTTP is read from. */
  of(socket: Socket): Connection | undefined {
    return this.#connections.get(socket)
  }

  /** The connection of an accepted socket; undefined during the TLS handshake. */
  #ofAccepted(accepted: Socket): Connection | undefined {
    return this.#isTls ? this.#byPeer.get(peerKey(accepted)) : this.#connections.get(accepted)
  }

  readonly interruption = (accepted: Socket): Interruption => {
    // The peers of a Unix domain socket have no addresses, so the connection is not found.
    if (this.#isTls && accepted.remoteAddress === undefined) return "work"
    return this.#ofAccepted(accepted)?.interruption ?? "waiting"
  }

  readonly progress = (accepted: Socket): number => this.#ofAccepted(accepted)?.completed ?? 0

  /** Closes the connection of an accepted socket to make room for another. */
  readonly evict = (accepted: Socket): void => {
    const connection = this.#ofAccepted(accepted)
    if (connection === undefined) accepted.destroy()
    else connection.giveUp(rawResponse(overloaded))
    this.#ended.add(accepted)
  }

  /** Closes an accepted socket for which there is no room. Without a TLS handshake, there is no response. */
  refuse(accepted: Socket): void {
    accepted.on("error", ignore)
    if (this.#isTls) accepted.destroy()
    else endSocket(accepted, rawResponse(overloaded))
    this.#ended.add(accepted)
  }

  /** Whether an accepted socket was closed because of the limit. */
  isEnded(accepted: Socket): boolean {
    return this.#ended.has(accepted)
  }

  /** Closes a connection with a reset: after an ordinary close, the kernel would keep responses until the client reads them. */
  reset(socket: Socket): void {
    const accepted = this.#isTls ? this.#acceptedByPeer.get(peerKey(socket)) : socket
    // Other sockets than those of TCP cannot be reset.
    if (accepted?.remoteAddress !== undefined) accepted.resetAndDestroy()
    socket.destroy()
  }

  forEach(run: (connection: Connection) => void): void {
    for (const connection of this.#connections.values()) run(connection)
  }

  /** Destroys the sockets whose TLS handshake is not finished. */
  destroyHandshakes(): void {
    if (!this.#isTls) return
    for (const socket of this.#accepted) if (!this.#isSecure(socket)) socket.destroy()
  }

  destroyAll(): void {
    for (const socket of this.#accepted) socket.destroy()
  }
}
