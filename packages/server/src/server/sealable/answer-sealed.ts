import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { sealedMetricsOperations } from "../../operations/metrics/sealed-metrics-operations.ts"
import { sealOperations } from "../../operations/sys/seal-operations.ts"
import type { Failure, SystemHandler, SystemRequest } from "../../operations/system-handler.ts"
import type { OperationId } from "@enwrap/protocol"
import type { Bare } from "../../actions/outcome.ts"
import { sealedResponse } from "../../ports/error-response.ts"
import type { WireRequest, WireResponse } from "../../ports/exchange.ts"
import { decodeFields } from "../../request/decode-fields.ts"
import { namespaceOf, withNamespaceOf } from "../../request/namespace.ts"
import type { ParsedRequest } from "../../request/parsed-request.ts"
import { parseRequest } from "../../request/parse-request.ts"
import { bareResponse, rawResponse } from "../../request/render.ts"
import { routers } from "../../state/mount/operation-router.ts"
import { silentError } from "../../values/protocol-error.ts"
import { MAX_TTL } from "../../values/ttl.ts"
import { respondToFailure } from "../respond.ts"
import { respondSealed } from "../respond-sealed.ts"
import type { ServerOptions } from "../server.ts"
import type { ServerSeal } from "./server-seal.ts"

/** All paths that a sealed server answers are below it. */
const SYS = "sys/"

type Handlers = Readonly<Record<string, SystemHandler<OperationId> | undefined>>

const perform = (
  handlers: Handlers,
  request: ParsedRequest,
  onOperation: WireRequest["onOperation"]
): Effect.Effect<WireResponse, Failure> => {
  const verb = request.verb === "head" ? "read" : request.verb
  const match = routers.sys.match(verb, request.path.slice(SYS.length))
  if (typeof match === "string") return Effect.fail(silentError(405))
  onOperation?.(match.operation)
  const handler = handlers[match.operation]
  if (handler === undefined) return Effect.succeed(sealedResponse)
  const fields = decodeFields(match.operation, request.payload)
  if (Result.isFailure(fields)) return Effect.fail(fields.failure)
  const operation = {
    operation: match.operation,
    path: request.path.slice(SYS.length),
    parameters: match.parameters,
    query: request.query,
    queryNumbers: {},
    fields: fields.success,
    payload: request.payload,
    caller: undefined,
    remoteAddress: request.remoteAddress,
    hasLeft: request.hasLeft,
    header: request.header,
    verb,
    fullPath: request.path,
    sentPath: request.sentPath,
    holder: undefined,
    wrapTtl: undefined,
    wrappingToken: undefined
  } as SystemRequest
  return Effect.map(handler(operation), (outcome) =>
    outcome.kind === "raw" ? rawResponse(outcome) : bareResponse(request.verb, outcome as Bare)
  )
}

/** Creates a function that responds to requests while a server is sealed, or not initialized. It never fails. */
export const answerSealed = (
  serverSeal: ServerSeal,
  options: ServerOptions
): ((request: WireRequest) => Effect.Effect<WireResponse>) => {
  const { gauges = () => [], unauthenticatedMetrics = false } = options
  const handlers = {
    ...sealOperations(serverSeal.seal, () => serverSeal.running?.cluster),
    ...sealedMetricsOperations(gauges)
  } as Handlers
  const answer = (
    parsed: ReturnType<typeof parseRequest>,
    onOperation: WireRequest["onOperation"]
  ): Effect.Effect<WireResponse> => {
    if (Result.isFailure(parsed)) return Effect.succeed(respondSealed(parsed))
    const { success } = parsed
    if (success.bare)
      return Effect.catchCause(
        Effect.suspend(() => perform(handlers, success, onOperation)),
        respondToFailure
      )
    const response = respondSealed(parsed)
    // Whoever seals a server that is being sealed learns when it is done, too.
    return response === sealedResponse ? Effect.succeed(response) : Effect.as(serverSeal.whenSealed(), response)
  }
  const parse = (request: WireRequest): ReturnType<typeof parseRequest> =>
    parseRequest(request, MAX_TTL, namespaceOf(request), unauthenticatedMetrics)
  return (request) =>
    Effect.uninterruptible(
      Effect.map(answer(parse(request), request.onOperation), (response) => withNamespaceOf(request, response))
    )
}
