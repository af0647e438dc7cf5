import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { errorTexts } from "@enwrap/protocol"
import type { RequestHead, WireResponse } from "../ports/exchange.ts"
import { type ByteStream, readBody, streamOf } from "./read-body.ts"
import type { EnwrapServer } from "./server.ts"
import { headerText } from "../values/text.ts"

// The part of the web's Request and Response that is used; the core is compiled without any platform's types.
interface WebRequest {
  readonly method: string
  readonly url: string
  readonly headers: { readonly get: (name: string) => string | null }
  /** Absent where the platform has none. */
  readonly body?: ByteStream | null
  readonly arrayBuffer: () => Promise<ArrayBuffer>
  readonly signal?: { readonly aborted: boolean } | undefined
}
declare const Response: new (
  body: string | Uint8Array | null,
  init: { status: number; headers: Record<string, string> }
) => object
declare const URL: new (url: string) => { readonly pathname: string; readonly search: string }

/** Statuses whose responses must not have a body, not even an empty one. */
const BODILESS = new Set([204, 304])

/** Lies in no block of addresses. */
const UNKNOWN_ADDRESS = ""

const bodyTooLarge: WireResponse = {
  status: 413,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  body: `{"errors":[${JSON.stringify(errorTexts.bodyTooLarge)}]}\n`
}

/** The body as a stream, of one piece where the platform has no streams of requests. */
const bodyOf = (request: WebRequest): ByteStream | null =>
  request.body === undefined ? streamOf(async () => new Uint8Array(await request.arrayBuffer())) : request.body

export interface WebHandlerOptions {
  /** The clock that the server lives by; the real one by default. */
  readonly clock?: Clock.Clock
  /**
   * The peer's address, which a `Request` does not have. Without it the peer is unknown, and tokens that are bound to
   * addresses are of no use to it.
   */
  readonly remoteAddress?: string | undefined
}

/**
 * The server as a web handler, for mocks and for run times that speak `Request` and `Response`.
 *
 * @example
 * ```ts
 * import { type EnwrapServer, webHandler } from "@enwrap/server"
 *
 * // Handles the requests of a platform with `fetch` handlers, such as Deno, Bun or a service worker.
 * export const fetchHandler = (server: EnwrapServer) => ({ fetch: webHandler<Request, Response>(server) })
 * ```
 */
export const webHandler = <Req extends WebRequest, Res extends object>(
  server: EnwrapServer,
  options: WebHandlerOptions = {}
): ((request: Req) => Promise<Res>) => {
  const run = <A>(effect: Effect.Effect<A>): Promise<A> =>
    Effect.runPromise(options.clock === undefined ? effect : Effect.provideService(effect, Clock.Clock, options.clock))
  const respond = (status: number, headers: Readonly<Record<string, string>>, body: string | Uint8Array): Res =>
    new Response(BODILESS.has(status) ? null : body, { status, headers: { ...headers } }) as Res

  return async (request) => {
    const { pathname, search } = new URL(request.url)
    const head: RequestHead = {
      method: request.method,
      target: pathname + search,
      header: (name) => {
        const value = request.headers.get(name)
        return value === null ? undefined : headerText(value)
      },
      remoteAddress: options.remoteAddress ?? UNKNOWN_ADDRESS,
      hasLeft: () => request.signal?.aborted === true
    }
    const length = Number(request.headers.get("content-length") ?? 0)
    const read =
      length > server.maxRequestSize
        ? { beyond: bodyTooLarge }
        : await readBody(bodyOf(request), length, server.freeRequestSize, () => run(server.admit(head)))
    const answer = await ("beyond" in read ? read.beyond : run(server.handle({ ...head, body: read.body })))
    return respond(answer.status, answer.headers, request.method === "HEAD" ? "" : answer.body)
  }
}
