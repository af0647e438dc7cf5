import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type { WireRequest, WireResponse } from "../ports/exchange.ts"
import type { makeHandleRequest, Reply } from "../request/handle-request.ts"
import { parseRequest } from "../request/parse-request.ts"
import { Redirect } from "../request/parse-target.ts"
import { RequestRefused } from "../state/request-basis.ts"
import type { Seal } from "../state/server-status.ts"
import type { StoreFailure } from "../ports/store/port.ts"
import { ProtocolError } from "../values/protocol-error.ts"
import { whereItFailed } from "../values/where-it-failed.ts"
import { errorResponse, JSON_HEADERS } from "./error-response.ts"
import { internalErrorResponse, refusal, sealedResponse } from "./responses.ts"

export interface RespondDependencies {
  readonly handleRequest: ReturnType<typeof makeHandleRequest>
  /** Seconds. */
  readonly maxWrapTtl: number
  readonly seal: Pick<Seal, "isSealed">
}

/** The request lost the token or the mount that it depends on, whatever else went wrong afterwards. */
const isRefused = (reason: Cause.Reason<unknown>): reason is Cause.Die & { readonly defect: RequestRefused } =>
  Cause.isDieReason(reason) && reason.defect instanceof RequestRefused

const send = ({ body, contentType, status }: Reply): Effect.Effect<WireResponse> =>
  Effect.succeed({
    status,
    headers: contentType === undefined ? JSON_HEADERS : { ...JSON_HEADERS, "content-type": contentType },
    body
  })

const sendFailure = (cause: Cause.Cause<ProtocolError | StoreFailure>): Effect.Effect<WireResponse> => {
  const error = Cause.findErrorOption(cause)
  if (error._tag === "Some" && error.value instanceof ProtocolError) return Effect.succeed(errorResponse(error.value))
  const refused = cause.reasons.find(isRefused)
  if (refused !== undefined) return Effect.succeed(errorResponse(refused.defect.error))
  // What went wrong concerns the operator: the caller only learns that it did.
  return Effect.as(Effect.logError("a request failed inside the server", whereItFailed(cause)), internalErrorResponse)
}

/** From the bytes of a request to the bytes of its response. It never fails. */
export const makeRespond =
  ({ handleRequest, maxWrapTtl, seal }: RespondDependencies) =>
  (request: WireRequest): Effect.Effect<WireResponse> => {
    const parsed = parseRequest(request, maxWrapTtl)
    if (parsed instanceof ProtocolError || parsed instanceof Redirect) return Effect.succeed(refusal(parsed))
    if (seal.isSealed() && !parsed.bare) return Effect.succeed(sealedResponse)
    return Effect.matchCauseEffect(
      Effect.suspend(() => handleRequest(parsed)),
      { onSuccess: send, onFailure: sendFailure }
    )
  }
