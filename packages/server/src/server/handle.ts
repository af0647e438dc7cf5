import * as Effect from "effect/Effect"
import type { WireRequest, WireResponse } from "../ports/exchange.ts"
import type { RequestServices } from "../request/context.ts"
import type { Cors } from "./cors.ts"
import { respond, type RespondSettings } from "./respond.ts"

/** Handles a request from end to end: what has begun is finished, even if the client has gone. It never fails. */
export const handle = (
  services: RequestServices,
  settings: RespondSettings & { readonly cors: Cors },
  request: WireRequest
): Effect.Effect<WireResponse> => {
  const { cors } = settings
  const preflight = cors.preflight(request)
  if (preflight !== undefined) return Effect.succeed(preflight)
  return Effect.uninterruptible(
    Effect.map(respond(services, settings, request), (response) => cors.complete(request, response))
  )
}
