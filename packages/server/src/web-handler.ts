import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { errorTexts } from "@enwrap/protocol"
import type { WireRequest } from "./exchange.ts"
import type { EnwrapServer } from "./server.ts"
import { headerText } from "./text.ts"

// The part of the web's Request and Response that is used; the core is compiled without any platform's types.
interface WebRequest {
  readonly method: string
  readonly url: string
  readonly headers: { readonly get: (name: string) => string | null }
  readonly arrayBuffer: () => Promise<ArrayBuffer>
}
declare const Response: new (
  body: string | Uint8Array | null,
  init: { status: number; headers: Record<string, string> }
) => object
declare const URL: new (url: string) => { readonly pathname: string; readonly search: string }

/** Statuses whose responses must not have a body, not even an empty one. */
const BODILESS = new Set([204, 304])

export interface WebHandlerOptions {
  /** The clock that the server lives by; the real one by default. */
  readonly clock?: Clock.Clock
}

/** The server as a web handler, for mocks and for run times that speak `Request` and `Response`. */
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
    const body = new Uint8Array(await request.arrayBuffer())
    if (body.length > server.maxRequestSize) {
      return respond(
        413,
        { "content-type": "application/json", "cache-control": "no-store" },
        `{"errors":[${JSON.stringify(errorTexts.bodyTooLarge)}]}\n`
      )
    }
    const wire: WireRequest = {
      method: request.method,
      target: pathname + search,
      header: (name) => {
        const value = request.headers.get(name)
        return value === null ? undefined : headerText(value)
      },
      body,
      remoteAddress: "127.0.0.1"
    }
    const answer = await run(server.handle(wire))
    return respond(answer.status, answer.headers, request.method === "HEAD" ? "" : answer.body)
  }
}
