import { errorTexts, type OperationId } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Outcome } from "../actions/outcome.ts"
import type { Caller, OperationRequest } from "../ports/engine/port.ts"
import type { WireResponse } from "../ports/exchange.ts"
import type { Holder } from "../state/holder.ts"
import type { NoMatch } from "../state/mount/operation-router.ts"
import type { EngineMount } from "../state/mount/running-mount.ts"
import { ProtocolError } from "../values/protocol-error.ts"
import type { MatchedContext, RequestContext, RequestFailure } from "./context.ts"
import { decodeFields, decodeQueryNumbers, NO_FIELDS } from "./decode-fields.ts"
import { engineOutcome } from "./engine-outcome.ts"
import { render } from "./render.ts"
import { noMount, noOperation } from "./route.ts"

const callerOf = ({ found: { entry } }: Holder): Caller => ({
  accessor: entry.accessor,
  displayName: entry.displayName,
  policies: entry.policies,
  entityId: entry.entityId
})

/** Performs the operation itself, of an engine or of the server. */
const perform = (context: MatchedContext): Effect.Effect<Outcome, RequestFailure> => {
  const { holder, match, mount, request, services, wrappingToken } = context
  const fields = wrappingToken === undefined ? decodeFields(match.operation, request.payload) : NO_FIELDS
  if (Result.isFailure(fields)) return Effect.fail(fields.failure)
  const queryNumbers = decodeQueryNumbers(match.operation, request.query)
  if (Result.isFailure(queryNumbers)) return Effect.fail(queryNumbers.failure)
  const { operation } = match
  const parameters = match.parameters as OperationRequest<OperationId>["parameters"]
  const decoded = fields.success as OperationRequest<OperationId>["fields"]
  const caller = holder === undefined ? undefined : callerOf(holder)
  const { hasLeft, payload, query, remoteAddress } = request
  // Two literals: an object with members that are added later costs more than all of the others.
  if (mount.kind === "engine")
    return performByEngine(context, mount, {
      operation,
      path: context.below,
      parameters,
      query,
      queryNumbers: queryNumbers.success,
      fields: decoded,
      payload,
      caller,
      remoteAddress,
      hasLeft
    })
  return services.system[operation]!({
    operation,
    path: context.below,
    parameters,
    query,
    queryNumbers: queryNumbers.success,
    fields: decoded,
    payload,
    caller,
    remoteAddress,
    hasLeft,
    header: request.header,
    verb: request.verb,
    fullPath: request.path,
    sentPath: request.sentPath,
    holder,
    hasToken: request.token !== undefined,
    wrapTtl: request.wrapTtl,
    wrappingToken
  })
}

const performByEngine = (
  context: MatchedContext,
  mount: EngineMount,
  operation: OperationRequest<OperationId>
): Effect.Effect<Outcome, RequestFailure> => {
  const handled = mount.handlers[operation.operation]!(operation)
  const wraps = (context.request.wrapTtl ?? 0) > 0
  return Effect.flatMap(wraps ? Effect.mapError(handled, withoutSecrets) : handled, (response) =>
    engineOutcome(context, mount, response)
  )
}

/** An error is never wrapped: where wrapping was asked for, it is sent without what should have been wrapped. @see RW-HTTP-14 */
const withoutSecrets = (failure: RequestFailure): RequestFailure => {
  if (failure._tag !== "ProtocolError" || failure.dataIfWrapped === undefined) return failure
  const { errors, status, dataIfWrapped } = failure
  return new ProtocolError({ status, errors, data: dataIfWrapped })
}

/** Renders the outcome of an operation. If that fails, what the operation has issued is undone. */
const finish = (context: MatchedContext, outcome: Outcome): Effect.Effect<WireResponse, RequestFailure> => {
  const response = render(context, outcome)
  const undo = outcome.kind === "enveloped" ? outcome.pending?.undo : undefined
  return undo === undefined ? response : Effect.onError(response, () => undo)
}

/**
 * Performs the operation in a span named after it, such as `kvV2Read`, and renders its outcome. Without a tracer the span costs one
 * comparison; `Effect.fn` costs 4 µs, several times as much as a read. It does not use a generator inside another function: V8
 * would create a new function on every request, with its own prototype and hidden classes.
 */
export const carryOut = (context: MatchedContext): Effect.Effect<WireResponse, RequestFailure> =>
  Effect.flatMapEager(
    context.isTraced
      ? Effect.withSpan(
          Effect.suspend(() => perform(context)),
          context.match.operation
        )
      : perform(context),
    (outcome) => finish(context, outcome)
  )

/** An engine may respond to a path that the spec does not know. */
export const carryOutUnknown = (context: RequestContext): Effect.Effect<WireResponse, RequestFailure> => {
  const { mount, request } = context
  const match = context.match as NoMatch
  if (mount === undefined) return Effect.fail(noMount(request.path))
  if (mount.kind !== "engine" || match !== errorTexts.unsupportedPath) return Effect.fail(noOperation(match, true))
  const response = mount.unknownPath?.(request.verb, context.below)
  return response === undefined
    ? Effect.fail(noOperation(match, true))
    : Effect.flatMap(engineOutcome(context, mount, response), (outcome) => render(context, outcome))
}
