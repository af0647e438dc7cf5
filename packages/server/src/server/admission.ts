import * as Effect from "effect/Effect"
import type { Admission, RequestHead } from "../ports/exchange.ts"
import type { makeAdmit } from "../request/admit.ts"
import type { Seal } from "../state/server-status.ts"
import { whereItFailed } from "../values/where-it-failed.ts"
import type { Cors } from "./cors.ts"
import { internalErrorResponse, refusal, sealedResponse } from "./responses.ts"

export interface AdmissionDependencies {
  readonly allowance: ReturnType<typeof makeAdmit>
  readonly cors: Cors
  /** Bytes. */
  readonly freeRequestSize: number
  readonly seal: Pick<Seal, "isSealed">
}

/** How much of a body an adapter may read, with the response to a longer one. It never fails. */
export const makeAdmission =
  ({ allowance, cors, freeRequestSize, seal }: AdmissionDependencies) =>
  (head: RequestHead): Effect.Effect<Admission> => {
    if (seal.isSealed()) return Effect.succeed({ maxBytes: freeRequestSize, beyond: sealedResponse })
    const admission = Effect.map(
      Effect.suspend(() => allowance(head)),
      ({ beyond, maxBytes }) => ({ maxBytes, beyond: cors.complete(head, refusal(beyond)) })
    )
    return Effect.catchCause(admission, (cause) =>
      Effect.as(Effect.logError("a request could not be admitted", whereItFailed(cause)), {
        maxBytes: freeRequestSize,
        beyond: internalErrorResponse
      })
    )
  }
