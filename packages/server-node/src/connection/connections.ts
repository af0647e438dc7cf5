import type { Socket } from "node:net"
import { acceptedSocket } from "./accepted-socket.ts"
import type { ConnectionLimit, Evictable, Interruption } from "./connection-limit.ts"
import type { Connection } from "./connection.ts"
import { endSocket } from "./end-socket.ts"
import { EndedSockets } from "./ended-sockets.ts"
import { StuckOutput } from "./stuck-output.ts"
import type { Limits } from "../limits.ts"
import { overloaded } from "../response/protocol-violation.ts"
import { rawResponse } from "../response/write-response.ts"

const ignore = (): void => {}

/** The open connections of a listener, and the sockets that it has accepted. */
export class Connections implements Evictable {
  readonly #isTls: boolean
  readonly #handshakeTimeout: number
  /** By the socket that HTTP is read from. Over TLS, that is not the accepted one. */
  readonly #connections = new Map<Socket, Connection>()
  /** The accepted sockets with their connections. During the TLS handshake, there is none yet. */
  readonly #accepted = new Map<Socket, Connection | undefined>()
  readonly #ended: EndedSockets
  readonly #stuck = new StuckOutput()

  constructor(isTls: boolean, { connections, handshakeTimeout }: Limits) {
    this.#isTls = isTls
    this.#handshakeTimeout = handshakeTimeout
    this.#ended = new EndedSockets(connections)
  }

  accept(socket: Socket): void {
    this.#accepted.set(socket, undefined)
    // Node's own limit begins only when TLS does, after the first byte.
    const timer = this.#isTls ? this.#limitHandshake(socket) : undefined
    socket.once("close", () => {
      clearTimeout(timer)
      this.#accepted.delete(socket)
    })
  }

  #limitHandshake(socket: Socket): NodeJS.Timeout {
    return setTimeout(() => {
      if (this.#accepted.get(socket) === undefined) socket.destroy()
    }, this.#handshakeTimeout)
  }

  add(connection: Connection): void {
    const { socket } = connection
    const accepted = acceptedSocket(socket)
    this.#connections.set(socket, connection)
    this.#link(accepted, connection)
    socket.once("close", () => {
      this.#connections.delete(socket)
      this.#link(accepted, undefined)
    })
  }

  #link(accepted: Socket, connection: Connection | undefined): void {
    if (this.#accepted.has(accepted)) this.#accepted.set(accepted, connection)
  }

  /** The connection of a socket that HTTP is read from. */
  of(socket: Socket): Connection | undefined {
    return this.#connections.get(socket)
  }

  readonly interruption = (accepted: Socket): Interruption => this.#accepted.get(accepted)?.interruption ?? "waiting"

  readonly progress = (accepted: Socket): number => this.#accepted.get(accepted)?.completed ?? 0

  /** Closes the connection of an accepted socket to make room for another. */
  readonly evict = (accepted: Socket): void => {
    const connection = this.#accepted.get(accepted)
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

  /** A connection has ended, and waits a moment for its client. The limit does not count it any more. */
  lingers(socket: Socket, limit: ConnectionLimit): void {
    const accepted = acceptedSocket(socket)
    limit.release(accepted)
    this.#ended.add(accepted)
  }

  /** Whether an accepted socket was closed because of the limit. */
  isEnded(accepted: Socket): boolean {
    return this.#ended.has(accepted)
  }

  /** To be called every second. */
  age(): void {
    if (this.#isTls) this.#stuck.check(this.#connections.keys())
  }

  forEach(run: (connection: Connection) => void): void {
    for (const connection of this.#connections.values()) run(connection)
  }

  /** Destroys the sockets whose TLS handshake is not finished. */
  destroyHandshakes(): void {
    if (!this.#isTls) return
    for (const [socket, connection] of this.#accepted) if (connection === undefined) socket.destroy()
  }

  destroyAll(): void {
    for (const socket of this.#accepted.keys()) socket.destroy()
  }
}
