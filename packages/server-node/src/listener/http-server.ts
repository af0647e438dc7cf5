import { createServer as createHttpServer, type Server } from "node:http"
import { createServer as createHttpsServer, type ServerOptions, type Server as HttpsServer } from "node:https"
import type { Socket } from "node:net"
import { rootCertificates } from "node:tls"
import { beginTls } from "./begin-tls.ts"
import type { HandshakeErrors } from "./handshake-errors.ts"
import type { Limits } from "../limits.ts"
import { limitKeyUpdates } from "./tls-key-updates.ts"

/** A version of TLS that the listener supports. */
export type TlsVersion = "TLSv1.2" | "TLSv1.3"

/** A certificate chain and its key, in PEM, and what clients must support. */
export interface TlsOptions {
  readonly cert: string | Uint8Array
  readonly key: string | Uint8Array
  /** TLS 1.2 by default. */
  readonly minVersion?: TlsVersion | undefined
  /** TLS 1.3 by default. */
  readonly maxVersion?: TlsVersion | undefined
  /** Names of OpenSSL; those of TLS 1.3 are always allowed. Node's default by default. */
  readonly ciphers?: ReadonlyArray<string> | undefined
  /** Accepts only clients with a certificate that one of the authorities has signed. None is requested by default. */
  readonly clientCertificates?: ClientCertificates | undefined
}

/** Which certificates of clients a listener accepts (mutual TLS). A connection without such a certificate is refused. */
export interface ClientCertificates {
  /** Certificates in PEM; those that Node trusts by default. */
  readonly authorities?: string | Uint8Array | undefined
}

/** How often, at most, Node checks for requests that take too long. */
const TIMEOUT_CHECK_MILLISECONDS = 1000

/** An HTTP server that does not attach itself to new sockets. */
export interface HttpServer {
  readonly server: Server
  /** Makes the server read a socket, more than once if needed. */
  readonly attach: (socket: Socket) => void
  /** Uses another certificate for new connections. Throws if it cannot be used; the old one stays then. */
  readonly setTls: (tls: TlsOptions) => void
}

/** Node's HTTP server with our limits. Each new socket is passed to `onSocket`. */
export const makeHttpServer = (
  tls: TlsOptions | undefined,
  limits: Limits,
  onSocket: (socket: Socket) => void,
  handshakeErrors: HandshakeErrors
): HttpServer => {
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
          ...secureContext(tls),
          requestCert: tls.clientCertificates !== undefined,
          rejectUnauthorized: tls.clientCertificates !== undefined,
          handshakeTimeout: limits.handshakeTimeout,
          // As for connections without TLS: Node's HTTP server sets it itself there.
          allowHalfOpen: true
        })
  server.timeout = limits.writeTimeout
  // One more than the limit: Node silently drops the fields above its own limit.
  server.maxHeadersCount = limits.headerFields + 1
  // A client may close its half of the connection after its last request, and still gets the response.
  Object.assign(server, { httpAllowHalfOpen: true })

  const attach = replaceListener(server, tls === undefined ? "connection" : "secureConnection", onSocket)
  if (tls !== undefined) {
    limitKeyUpdates(server as HttpsServer)
    server.on("tlsClientError", (error: NodeJS.ErrnoException, socket: Socket) => handshakeErrors.failed(error, socket))
    const startTls = replaceListener(server, "connection", (socket) =>
      beginTls(socket, startTls, (socket) => handshakeErrors.isHttp(socket))
    )
  }
  return {
    server,
    attach,
    setTls: (changed) => (server as HttpsServer).setSecureContext(secureContext(changed))
  }
}

/** Replaces Node's own listener for new sockets, and returns it. */
const replaceListener = (
  server: Server,
  event: "connection" | "secureConnection",
  listener: (socket: Socket) => void
): ((socket: Socket) => void) => {
  const [nodesListener] = server.listeners(event)
  server.removeAllListeners(event)
  server.on(event, listener)
  return (socket) => nodesListener!.call(server, socket)
}

const secureContext = ({ cert, ciphers, clientCertificates, key, maxVersion, minVersion }: TlsOptions) =>
  ({
    cert: toPem(cert),
    key: toPem(key),
    minVersion: minVersion ?? "TLSv1.2",
    ...(maxVersion !== undefined && { maxVersion }),
    ...(ciphers !== undefined && { ciphers: [...TLS_1_3_CIPHERS, ...ciphers].join(":") }),
    ...(clientCertificates !== undefined && {
      ca: clientCertificates.authorities === undefined ? [...rootCertificates] : toPem(clientCertificates.authorities)
    })
  }) satisfies ServerOptions

/** Node's option `ciphers` also removes ciphers of TLS 1.3 that it does not name. */
const TLS_1_3_CIPHERS = ["TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256"]

const toPem = (value: string | Uint8Array): string | Buffer => (typeof value === "string" ? value : Buffer.from(value))
