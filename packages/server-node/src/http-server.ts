import { createServer as createHttpServer, type Server } from "node:http"
import { createServer as createHttpsServer } from "node:https"
import type { Socket } from "node:net"
import type { Limits } from "./limits.ts"

/** A certificate chain and its key, in PEM. */
export interface TlsOptions {
  readonly cert: string | Uint8Array
  readonly key: string | Uint8Array
}

/** How often, at most, Node checks for requests that take too long. */
const TIMEOUT_CHECK_MILLISECONDS = 1000

/**
 * Node's HTTP server with our limits. It does not attach itself to new sockets: each one is passed to `onSocket`, and `attach`
 * makes the server read it, more than once if needed.
 */
export const makeHttpServer = (
  tls: TlsOptions | undefined,
  limits: Limits,
  onSocket: (socket: Socket) => void
): { readonly server: Server; readonly attach: (socket: Socket) => void } => {
  const options = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: Math.min(limits.headersTimeout, limits.requestTimeout),
    requestTimeout: limits.requestTimeout,
    keepAliveTimeout: limits.keepAliveTimeout,
    connectionsCheckingInterval: Math.min(
      TIMEOUT_CHECK_MILLISECONDS,
      Math.ceil(Math.min(limits.headersTimeout, limits.requestTimeout) / 2)
    ),
    // The listener checks this itself, so that the response is in the protocol's form.
    requireHostHeader: false
  }
  const server =
    tls === undefined
      ? createHttpServer(options)
      : createHttpsServer({
          ...options,
          cert: toPem(tls.cert),
          key: toPem(tls.key),
          handshakeTimeout: limits.headersTimeout
        })
  server.timeout = limits.writeTimeout
  // One more than the limit: Node silently drops the fields above its own limit.
  server.maxHeadersCount = limits.headerFields + 1
  // A client may close its half of the connection after its last request, and still gets the response.
  Object.assign(server, { httpAllowHalfOpen: true })

  const event = tls === undefined ? "connection" : "secureConnection"
  const [nodesListener] = server.listeners(event)
  server.removeAllListeners(event)
  server.on(event, onSocket)
  return { server, attach: (socket) => nodesListener!.call(server, socket) }
}

const toPem = (value: string | Uint8Array): string | Buffer => (typeof value === "string" ? value : Buffer.from(value))
