import { httpTexts } from "@enwrap/protocol/engine-texts"
import {
  type EngineEffect,
  type EngineResponse,
  type Handlers,
  type OperationRequest,
  plainError,
  type ProtocolError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import type { UpstreamRequest, UpstreamResponse } from "./ask-upstream.ts"
import { upstreamUrl } from "./base-url.ts"
import { isPlainPath, matchesPattern } from "./path.ts"
import { responseFor } from "./upstream-response.ts"
import type { Upstream } from "./upstream.ts"

const NO_QUERY: ReadonlyMap<string, string> = new Map()

const noUpstream = plainError(400, httpTexts.noUpstream)
const misleading = plainError(400, httpTexts.misleadingPath)

/** `POST` and `PUT` are one operation here; the upstream gets the one that is allowed. */
const writeMethod = ({ limits }: Upstream): string => (limits.allowed_methods.includes("PUT") ? "PUT" : "POST")

/** Sends one request to the upstream. */
type SendUpstream = (upstream: Upstream, request: UpstreamRequest) => Effect.Effect<UpstreamResponse, ProtocolError>

/** The operations that are sent to the upstream. @see RW-HTTP-4, RW-HTTP-5, RW-HTTP-6 */
export const requestHandlers = (read: EngineEffect<Upstream | undefined>, send: SendUpstream) => {
  const ask = Effect.fnUntraced(function* (
    path: string,
    query: ReadonlyMap<string, string>,
    methodFor: (upstream: Upstream) => string,
    body: UpstreamRequest["body"]
  ): Effect.fn.Return<EngineResponse | undefined, ProtocolError | StoreFailure> {
    const upstream = yield* read
    if (upstream === undefined) return yield* noUpstream
    const method = methodFor(upstream)
    if (!upstream.limits.allowed_methods.includes(method))
      return yield* plainError(405, httpTexts.methodNotAllowed(method))
    if (!isPlainPath(path)) return yield* misleading
    if (!upstream.limits.allowed_paths.some((pattern) => matchesPattern(pattern, path)))
      return yield* plainError(403, httpTexts.pathNotAllowed)
    const url = upstreamUrl(upstream.baseUrl, path, query)
    if (url === undefined) return yield* misleading
    return yield* responseFor(yield* send(upstream, { method, url, body }), upstream.headers)
  })

  const json = ({ payload }: OperationRequest<"httpWrite" | "httpPatch">, contentType: string) => ({
    contentType,
    text: payload.text
  })

  return {
    httpRead: ({ parameters, query }) => ask(parameters.path, query, () => "GET", undefined),
    httpWrite: (request) => ask(request.parameters.path, NO_QUERY, writeMethod, json(request, "application/json")),
    httpPatch: (request) =>
      ask(request.parameters.path, NO_QUERY, () => "PATCH", json(request, "application/merge-patch+json")),
    httpDelete: ({ parameters, query }) => ask(parameters.path, query, () => "DELETE", undefined)
  } satisfies Partial<Handlers<"http">>
}
