import { OncePerSecond } from "@enwrap/server"
import * as Effect from "effect/Effect"
import type { Socket } from "node:net"
import type { TLSSocket } from "node:tls"
import { acceptedSocket } from "../connection/accepted-socket.ts"
import { peerAddress } from "../connection/peer-address.ts"

/** An error of Node or OpenSSL. Its `reason` is one of OpenSSL's own texts, and contains nothing that was received. */
interface HandshakeError {
  readonly code?: string | undefined
  readonly reason?: string | undefined
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNRESET: "the connection was closed",
  ERR_TLS_HANDSHAKE_TIMEOUT: "it took too long"
}

const reasonOf = ({ code = "", reason }: HandshakeError, { authorizationError }: Partial<TLSSocket>): string => {
  // Node closes the connection, and reports only that.
  if (authorizationError) return `the certificate of the client was refused: ${String(authorizationError)}`
  return reason ?? REASONS[code] ?? code
}

const placeOf = (socket: Socket): string => {
  const address = peerAddress(socket)
  if (address === "") return "a client"
  return `${address.includes(":") ? `[${address}]` : address}:${socket.remotePort}`
}

/** The messages about TLS handshakes that fail, at most one each second. */
export class HandshakeErrors {
  readonly #log: (message: Effect.Effect<void>) => void
  readonly #bound = new OncePerSecond()

  constructor(log: (message: Effect.Effect<void>) => void) {
    this.#log = log
  }

  /** A handshake has failed. */
  failed(error: HandshakeError, socket: Socket): void {
    this.#report(acceptedSocket(socket), reasonOf(error, socket as Partial<TLSSocket>))
  }

  /** A client has sent a request without TLS. */
  isHttp(accepted: Socket): void {
    this.#report(accepted, "the client sent an HTTP request")
  }

  #report(accepted: Socket, reason: string): void {
    const ending = this.#bound.ending(performance.now())
    if (ending === undefined) return
    this.#log(Effect.logInfo(`TLS handshake error from ${placeOf(accepted)}: ${reason}${ending}`))
  }
}
