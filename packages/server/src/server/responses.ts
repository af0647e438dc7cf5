import { errorTexts } from "@enwrap/protocol"
import type { WireResponse } from "../ports/exchange.ts"
import { Redirect } from "../request/parse-target.ts"
import { plainError, type ProtocolError } from "../values/protocol-error.ts"
import { errorResponse } from "../ports/error-response.ts"

/** The response while the server is sealed. */
export const sealedResponse: WireResponse = errorResponse(plainError(503, errorTexts.sealed))

/** The response to a request that failed through no fault of its caller. */
export const internalErrorResponse: WireResponse = errorResponse(plainError(500, errorTexts.internalError))

/** The response to a request that was refused before it reached an operation. */
export const refusal = (refused: ProtocolError | Redirect): WireResponse =>
  refused instanceof Redirect
    ? { status: 307, headers: { "cache-control": "no-store", location: refused.location }, body: "" }
    : errorResponse(refused)
