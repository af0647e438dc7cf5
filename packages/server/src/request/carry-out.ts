import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { WireResponse } from "../ports/exchange.ts"
import type { NoMatch } from "../state/mount/operation-router.ts"
import { type MatchedContext, pathBelow, type RequestContext, type RequestFailure } from "./context.ts"
import { engineOutcome } from "./engine-outcome.ts"
import { perform } from "./perform.ts"
import { render } from "./render.ts"
import { noMount, noOperation } from "./route.ts"

/**
 * Performs the operation and renders its outcome. It does not use a generator inside another function: V8 would create a new
 * function on every request, with its own prototype and hidden classes.
 */
export const carryOut = (context: MatchedContext): Effect.Effect<WireResponse, RequestFailure> =>
  Effect.flatMapEager(perform(context), (outcome) => {
    const response = render(context, outcome)
    const undo = outcome.kind === "enveloped" ? outcome.pending?.undo : undefined
    return undo === undefined ? response : Effect.onError(response, () => undo)
  })

/** An engine may respond to a path that the spec does not know. */
export const carryOutUnknown = (context: RequestContext): Effect.Effect<WireResponse, RequestFailure> => {
  const { mount, request } = context
  const match = context.match as NoMatch
  if (mount === undefined) return Effect.fail(noMount(request.path))
  if (mount.kind !== "engine" || match !== errorTexts.unsupportedPath) return Effect.fail(noOperation(match, true))
  const response = mount.unknownPath?.(request.verb, pathBelow(request, mount))
  return response === undefined
    ? Effect.fail(noOperation(match, true))
    : Effect.flatMap(engineOutcome(context, mount, response), (outcome) => render(context, outcome))
}
