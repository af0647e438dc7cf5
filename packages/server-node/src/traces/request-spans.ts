import type { EnwrapServer, WireResponse } from "@enwrap/server"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Tracer from "effect/Tracer"
import type { IncomingMessage } from "node:http"
import { httpRoute } from "./http-route.ts"
import { callerSpan } from "./trace-context.ts"

/** Whether the services contain a tracer. */
export const isTraced = (services: Context.Context<never>): boolean =>
  Context.get(services, Tracer.Tracer) !== Tracer.nativeTracer

/** The methods that a span names. Any other may be a text of the client's own. */
const METHODS: ReadonlySet<string> = new Set([
  "DELETE",
  "GET",
  "HEAD",
  "LIST",
  "OPTIONS",
  "PATCH",
  "POST",
  "PUT",
  "SCAN"
])

const SERVER_ERROR = 500

/**
 * Runs the work for a request in a span. It belongs to the trace of the caller, or else begins a new one, whatever span the program is
 * in. Its name and attributes are those of OpenTelemetry for HTTP servers, without the path, the address and the headers, which may
 * contain secrets and names.
 */
const inSpan = (
  method: string,
  scheme: string,
  traceparent: string | undefined,
  work: (span: Tracer.Span) => Effect.Effect<WireResponse>
): Effect.Effect<WireResponse> => {
  const isKnown = METHODS.has(method)
  const parent = traceparent === undefined ? undefined : callerSpan(traceparent)
  const options: Tracer.SpanOptionsNoTrace = {
    kind: "server",
    attributes: { "http.request.method": isKnown ? method : "_OTHER", "url.scheme": scheme },
    ...(parent === undefined ? { root: true } : { parent })
  }
  return Effect.useSpan(isKnown ? method : "HTTP", options, (span) =>
    Effect.map(Effect.withParentSpan(work(span), span), (response) => {
      span.attribute("http.response.status_code", response.status)
      if (response.status >= SERVER_ERROR) span.attribute("error.type", String(response.status))
      return response
    })
  )
}

/** The server, with a span for each request. */
export const withRequestSpans = (server: EnwrapServer, scheme: string): EnwrapServer => ({
  ...server,
  handle: (request) =>
    inSpan(request.method, scheme, request.header("traceparent"), (span) =>
      server.handle({
        ...request,
        onOperation: (operation) => {
          span.attribute("http.route", httpRoute(operation))
          span.attribute("enwrap.operation", operation)
        }
      })
    )
})

/** Records a span for each request that the listener refused before the server received it. */
export const refusalSpans = (
  services: Context.Context<never>,
  scheme: string
): ((request: IncomingMessage, response: WireResponse) => void) => {
  const run = Effect.runForkWith(services)
  return ({ headers, method }, response) => {
    run(inSpan(method!, scheme, traceparentOf(headers), () => Effect.succeed(response)))
  }
}

const traceparentOf = ({ traceparent }: IncomingMessage["headers"]): string | undefined =>
  typeof traceparent === "string" ? traceparent : undefined
