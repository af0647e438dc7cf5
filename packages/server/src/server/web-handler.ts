import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { isBodiless } from "@enwrap/protocol"
import { bodyTooLargeResponse } from "../ports/error-response.ts"
import type { RequestHead, WireResponse } from "../ports/exchange.ts"
import { type ByteStream, readBody, streamOf } from "./read-body.ts"
import type { EnwrapServer } from "./server.ts"
import { headerText } from "../values/encodings.ts"

// The part of the web's Request that is used here; the core is compiled without the types of a platform.
interface WebRequest {
  readonly method: string
  readonly url: string
  readonly headers: { readonly get: (name: string) => string | null }
  /** Absent if the platform has no streams of requests. */
  readonly body?: ByteStream | null
  readonly arrayBuffer: () => Promise<ArrayBuffer>
  readonly signal?: { readonly aborted: boolean } | undefined
}

/** Not an address, so it is in no CIDR block. */
const UNKNOWN_ADDRESS = ""

/** The body as a stream, of one chunk if the platform has no streams of requests. */
const bodyOf = (request: WebRequest): ByteStream | null =>
  request.body === undefined ? streamOf(async () => new Uint8Array(await request.arrayBuffer())) : request.body

/** The options of {@link webHandler}: what a `Request` does not say. */
export interface WebHandlerOptions {
  /** The clock of the server; by default the real one. */
  readonly clock?: Clock.Clock | undefined
  /**
   * The peer's address, which a `Request` does not have. Without it, the peer is unknown, and cannot use tokens that are bound
   * to addresses.
   */
  readonly remoteAddress?: string | undefined
}

/**
 * The server as a function from `Request` to `Response`, for mocks and for platforms that have these.
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
  const toWeb = ({ body, headers, status }: WireResponse, isHead: boolean): Res =>
    new Response(isBodiless(status) ? null : isHead ? "" : (body as string | Uint8Array<ArrayBuffer>), {
      status,
      headers: { ...headers }
    }) as Res

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
        ? { beyond: bodyTooLargeResponse }
        : await readBody(bodyOf(request), length, server.freeRequestSize, () => run(server.admit(head)))
    const response = "beyond" in read ? read.beyond : await run(server.handle({ ...head, body: read.body }))
    return toWeb(response, request.method === "HEAD")
  }
}
