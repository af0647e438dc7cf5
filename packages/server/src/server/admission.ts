import * as Effect from "effect/Effect"
import { internalErrorResponse, sealedResponse } from "../ports/error-response.ts"
import type { Admission, RequestHead } from "../ports/exchange.ts"
import { admit, type BodyLimits } from "../request/admit.ts"
import type { RequestServices } from "../request/context.ts"
import type { Seal } from "../state/server-status.ts"
import { whereItFailed } from "../values/where-it-failed.ts"
import type { Cors } from "./cors.ts"
import { refusal } from "./respond.ts"

/** How much of a body an adapter may read, with the response to a longer one. It never fails. */
export const admission = (
  services: RequestServices,
  { cors, limits, seal }: { readonly cors: Cors; readonly limits: BodyLimits; readonly seal: Pick<Seal, "isSealed"> },
  head: RequestHead
): Effect.Effect<Admission> => {
  if (seal.isSealed()) return Effect.succeed({ maxBytes: limits.free, beyond: sealedResponse })
  const admitted = Effect.map(
    Effect.suspend(() => admit(services, limits, head)),
    ({ beyond, maxBytes }) => ({ maxBytes, beyond: cors.complete(head, refusal(beyond)) })
  )
  return Effect.catchCause(admitted, (cause) =>
    Effect.as(Effect.logError("a request could not be admitted", whereItFailed(cause)), {
      maxBytes: limits.free,
      beyond: internalErrorResponse
    })
  )
}
