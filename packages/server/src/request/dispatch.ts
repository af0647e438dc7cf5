import { errorTexts, operationTable } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { WireResponse } from "../ports/exchange.ts"
import { plainError } from "../values/protocol-error.ts"
import { authenticate } from "./authenticate.ts"
import { carryOut } from "./carry-out.ts"
import {
  isMatched,
  type MatchedContext,
  type RequestContext,
  type RequestFailure,
  type RequestServices
} from "./context.ts"
import { identifyOptional } from "./identify.ts"
import type { ParsedRequest } from "./parsed-request.ts"
import { restOnBasis } from "./rest-on-basis.ts"
import { publicRefusal, route } from "./route.ts"
import { validateWrappingToken } from "./validate-wrapping-token.ts"

/** Paths whose wrapping token is validated before anything else is looked at. */
const VALIDATED: ReadonlySet<string> = new Set(["sys/wrapping/lookup", "sys/wrapping/unwrap", "sys/wrapping/rewrap"])

/** Carries out a parsed request, and returns the response. */
export const dispatch = (
  services: RequestServices,
  request: ParsedRequest
): Effect.Effect<WireResponse, RequestFailure> => {
  const { path, verb } = request
  if ((verb === "update" || verb === "patch") && path.endsWith("/"))
    return Effect.fail(plainError(400, errorTexts.writeToFolder))
  return VALIDATED.has(path)
    ? Effect.flatMap(validateWrappingToken(services, request), (wrappingToken) =>
        dispatchRouted(route(services, request, wrappingToken))
      )
    : dispatchRouted(route(services, request, undefined))
}

const dispatchRouted = (context: RequestContext): Effect.Effect<WireResponse, RequestFailure> => {
  if (isMatched(context) && operationTable[context.match.operation].unauthenticated) return dispatchOpen(context)
  const refusal = publicRefusal(context)
  return refusal === undefined ? authenticate(context) : Effect.fail(refusal)
}

/** An operation that needs no token. */
const dispatchOpen = (context: MatchedContext): Effect.Effect<WireResponse, RequestFailure> =>
  Effect.flatMapEager(identifyOptional(context), (holder) => {
    const identified = { ...context, holder }
    return restOnBasis(identified, carryOut(identified))
  })
