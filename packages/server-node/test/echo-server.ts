import type { EnwrapServer, WireRequest, WireResponse } from "@enwrap/server"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { listen, type Listener, type ListenError, type ListenOptions, type TlsOptions } from "../src/index.ts"
import { RawClient } from "./raw-client.ts"

// Node would write to the operator's terminal that there may be a memory leak. A test during which that happens must fail.
process.on("warning", (warning) => {
  if (warning.name === "MaxListenersExceededWarning") throw warning
})

/** The body of an echo: the request that it answers. */
export interface Echo {
  readonly method: string
  readonly target: string
  readonly body: string
  readonly token: string | null
  readonly remoteAddress: string
}

export const json = (status: number, value: unknown): WireResponse => ({
  status,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  body: JSON.stringify(value)
})

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "LIST", "SCAN", "OPTIONS"]

export const echo = (request: WireRequest): WireResponse =>
  METHODS.includes(request.method)
    ? json(200, {
        method: request.method,
        target: request.target,
        body: Buffer.from(request.body).toString("latin1"),
        token: request.header("x-vault-token") ?? null,
        remoteAddress: request.remoteAddress
      } satisfies Echo)
    : json(405, { errors: [] })

export const fakeServer = (
  handle: EnwrapServer["handle"],
  maxRequestSize = 1024,
  freeRequestSize = maxRequestSize,
  admit: EnwrapServer["admit"] = () =>
    Effect.succeed({ maxBytes: maxRequestSize, beyond: json(413, { errors: ["too large"] }) })
): EnwrapServer => ({
  handle,
  admit,
  freeRequestSize,
  reopenAudit: Effect.void,
  reloadAudit: Effect.void,
  maintain: Effect.void,
  maxRequestSize
})

export const echoServer = fakeServer((request) => Effect.sync(() => echo(request)))

/** What listeners use unless a test says otherwise: TLS in `over-tls.test.ts`. */
const usual: { tls?: TlsOptions } = {}

/** Makes all listeners of this test file use TLS. */
export const useTls = (tls: TlsOptions): void => {
  usual.tls = tls
}

export const listenOnLoopback = (
  server: EnwrapServer,
  options?: Omit<ListenOptions, "server">
): Effect.Effect<Listener, ListenError, Scope.Scope> =>
  listen({ host: "127.0.0.1", port: 0, ...usual, ...options, server })

/** A client that is closed when the scope ends. */
export const connect = (address: string): Effect.Effect<RawClient, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.promise(() => RawClient.connect(address)),
    (client) => Effect.sync(() => client.close())
  )

export const parsed = (body: string): Echo => JSON.parse(body) as Echo
