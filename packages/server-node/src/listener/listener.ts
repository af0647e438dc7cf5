import type { EnwrapServer, ListenerAccess } from "@enwrap/server"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { SocketAccess } from "./bind.ts"
import { clientAddress, type ForwardedForOptions } from "./client-address.ts"
import { HttpListener } from "./http-listener.ts"
import type { ListenerSettings } from "./listener-settings.ts"
import type { TlsOptions } from "./http-server.ts"
import { fittingLimits } from "../connection/fitting-limits.ts"
import type { Limits } from "../limits.ts"
import { withOpenApiDocuments } from "./openapi-documents.ts"
import { isTraced, refusalSpans, withRequestSpans } from "../traces/request-spans.ts"
import { RequestRunner } from "../request/request-runner.ts"

/**
 * The options of {@link listen}: the server, and where and how clients reach it. Without `tls`, tokens and secrets cross the
 * network in plain text, so listen only on the loopback address, on a Unix domain socket, or behind a proxy with TLS.
 */
export interface ListenOptions {
  readonly server: EnwrapServer
  /**
   * A host name or an IP address of this machine; `127.0.0.1` by default. An empty string means all addresses: of IPv6 and IPv4, or
   * of IPv4 if there is no IPv6.
   */
  readonly host?: string | undefined
  /** 8200 by default; 0 chooses any free port. */
  readonly port?: number | undefined
  /** The path of a Unix domain socket, used instead of host and port. */
  readonly socketPath?: string | undefined
  /** Who may connect to the Unix domain socket. */
  readonly socketAccess?: SocketAccess | undefined
  readonly tls?: TlsOptions | undefined
  /** The proxies that may name the address of the client. Without it, the peer is the client. */
  readonly forwardedFor?: ForwardedForOptions | undefined
  /** Bytes of a body, at most, if it is less than the server's own maximum. */
  readonly maxRequestSize?: number | undefined
  /** What clients of this listener may use without a token; as the options of the server say by default. */
  readonly withoutToken?: ListenerAccess | undefined
  /**
   * Limits that differ from `defaultLimits`. If the process may not open enough files for all connections, the limit of connections
   * is lowered, with a warning in the log. For several listeners in one process, see `fittingLimits`.
   */
  readonly limits?: Partial<Limits> | undefined
}

/** A server that accepts connections, until `close` is run or the scope of {@link listen} ends. */
export interface Listener {
  /** The address that it listens on: `http://127.0.0.1:8200`, or `unix:/path`; `http://[::]:8200` for all addresses. */
  readonly address: string
  /** Accepts nothing more, and waits for the responses to requests in flight. The end of the scope does the same. */
  readonly close: Effect.Effect<void>
  /**
   * Uses another certificate, key and TLS settings for new connections; existing ones are not affected. Whether a client needs a
   * certificate cannot change. If the certificate cannot be used, the one before stays. Dies if the listener has no TLS.
   */
  readonly setTls: (tls: TlsOptions) => Effect.Effect<void, ListenError>
}

/**
 * The address cannot be listened on, or the certificate cannot be used.
 *
 * @example
 * ```ts
 * import { type EnwrapServer } from "@enwrap/server"
 * import { listen } from "@enwrap/server-node"
 * import * as Effect from "effect/Effect"
 *
 * // Serves, or prints why the address cannot be used.
 * export const serve = (server: EnwrapServer) =>
 *   listen({ server, port: 8200 }).pipe(
 *     Effect.catchTag("ListenError", (error) => Effect.sync(() => console.error(error.message)))
 *   )
 * ```
 */
export class ListenError extends Data.TaggedError("ListenError")<{ readonly address: string; readonly cause: Error }> {
  override get message(): string {
    const { code = "" } = this.cause as NodeJS.ErrnoException
    return `cannot listen on ${this.address}: ${reasons[code] ?? this.cause.message}`
  }
}

/** The reasons that an operator can do something about. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EADDRINUSE: "the address is in use",
  EADDRNOTAVAIL: "this machine has no such address"
}

/**
 * Serves over HTTP, HTTPS or a Unix domain socket until the scope ends.
 *
 * Every response is in the form of the protocol, whatever the client sends. A complete request is always carried out to its
 * end, whether or not its client waits for the response.
 *
 * The OpenAPI documents of `@enwrap/protocol` are served at `/openapi.json` and `/openapi.generators.json`, without a token.
 *
 * @example
 * ```ts
 * import { engines } from "@enwrap/engines"
 * import { layerMemory, makeServer } from "@enwrap/server"
 * import { layerNodeCrypto, listen } from "@enwrap/server-node"
 * import * as Effect from "effect/Effect"
 *
 * const serve = Effect.gen(function* () {
 *   const server = yield* makeServer({ engines })
 *   const { address } = yield* listen({ server, host: "127.0.0.1", port: 8200 })
 *   console.log(address) // http://127.0.0.1:8200
 *   yield* Effect.never
 * }).pipe(Effect.scoped, Effect.provide([layerMemory, layerNodeCrypto]))
 * await Effect.runPromise(serve)
 * ```
 */
export const listen: (options: ListenOptions) => Effect.Effect<Listener, ListenError, Scope.Scope> = Effect.fnUntraced(
  function* (options: ListenOptions) {
    const { host = DEFAULT_HOST, port = DEFAULT_PORT, server, socketAccess, socketPath, tls } = options
    const addressAt = (host: string, port: number): string =>
      socketPath === undefined
        ? `${tls === undefined ? "http" : "https"}://${host.includes(":") ? `[${host}]` : host}:${port}`
        : `unix:${socketPath}`
    const failure = (cause: unknown) => new ListenError({ address: addressAt(host, port), cause: cause as Error })

    const services = yield* Effect.context<never>()
    const [limits] = yield* fittingLimits([options.limits])
    const scheme = tls === undefined ? "http" : "https"
    const settings: ListenerSettings = {
      tls,
      limits: limits!,
      maxRequestSize: Math.min(server.maxRequestSize, options.maxRequestSize ?? Infinity),
      clientAddress: options.forwardedFor && clientAddress(options.forwardedFor),
      withoutToken: options.withoutToken,
      onRefusal: isTraced(services) ? refusalSpans(services, scheme) : undefined
    }
    const documented = withOpenApiDocuments(server)
    const runner = new RequestRunner(isTraced(services) ? withRequestSpans(documented, scheme) : documented, services)
    const listener = yield* Effect.try({ try: () => new HttpListener(server, settings, runner), catch: failure })
    const close = Effect.promise(() => listener.close())
    const place = { host, port, socketPath, socketAccess }
    yield* Effect.acquireRelease(
      // A socket whose owner or mode cannot be set accepts connections already.
      Effect.tapError(Effect.tryPromise({ try: () => listener.listen(place), catch: failure }), () => close),
      () => close
    )
    const setTls = (changed: TlsOptions): Effect.Effect<void, ListenError> =>
      tls === undefined
        ? Effect.die(new TypeError("setTls: the listener has no TLS"))
        : Effect.try({ try: () => listener.setTls(changed), catch: failure })
    const { address: found, port: chosen } = listener.place
    return { address: addressAt(host || found, chosen), close, setTls }
  }
)

const DEFAULT_HOST = "127.0.0.1"
const DEFAULT_PORT = 8200
