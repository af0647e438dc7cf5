import type { Socket } from "node:net"
import type { Connection } from "../connection/connection.ts"
import type { Connections } from "../connection/connections.ts"
import { resumeAtMethod, unreadOf } from "../request/list-method.ts"
import * as Violation from "../response/protocol-violation.ts"
import { rawResponse } from "../response/write-response.ts"

/** Answers what Node's HTTP server does not read as a request of this protocol. */
export class ClientErrors {
  readonly #connections: Connections
  readonly #attach: (socket: Socket) => void
  readonly #headersTimeout: number

  /** @param attach makes Node's HTTP server read a socket */
  constructor(connections: Connections, attach: (socket: Socket) => void, headersTimeout: number) {
    this.#connections = connections
    this.#attach = attach
    this.#headersTimeout = headersTimeout
  }

  onError(error: Violation.ParserError, socket: Socket): void {
    const connection = this.#connections.of(socket)
    if (connection === undefined) {
      // The TLS handshake failed.
      socket.destroy()
      return
    }
    // Already handled: Node's time limit for the failed parser still runs.
    if (connection.reader.detached) return
    if (error.code === Violation.REQUEST_TIMEOUT && connection.reader.isHeldBack)
      return this.#waitFor(connection, error)
    const stop = Violation.unknownMethodStop(error)
    const response = Violation.responseTo(error)
    if (stop === undefined && response === undefined) {
      if (error.code !== "HPE_CLOSED_CONNECTION") socket.destroy()
      return
    }
    connection.reader.detach(stop && unreadOf(stop))
    connection.whenSettled(() => {
      // Not before the parser that reported this has returned.
      setImmediate(() => {
        if (socket.destroyed) return
        if (stop === undefined || connection.closing) connection.close(response && rawResponse(response))
        else resumeAtMethod(connection, stop, this.#attach, this.#headersTimeout)
      })
    })
  }

  /** The rest of a request may have arrived, and is not read yet: gives it as much time again. */
  #waitFor(connection: Connection, error: Violation.ParserError): void {
    const { completed, socket } = connection
    const timer = setTimeout(() => {
      if (!socket.destroyed && connection.completed === completed) this.onError(error, socket)
    }, this.#headersTimeout)
    timer.unref()
  }

  onConnect(socket: Socket): void {
    const connection = this.#connections.of(socket)!
    connection.reader.detach()
    connection.whenSettled(() => connection.close(rawResponse(Violation.unknownMethod)))
  }
}
