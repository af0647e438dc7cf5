import { errorResponse } from "../ports/error-response.ts"
import type { WireResponse } from "../ports/exchange.ts"
import type { Redirect } from "../request/parse-target.ts"
import type { ProtocolError } from "../values/protocol-error.ts"

/** The response to a request that was refused before it reached an operation. */
export const refusal = (refused: ProtocolError | Redirect): WireResponse =>
  refused._tag === "Redirect"
    ? { status: 307, headers: { "cache-control": "no-store", location: refused.location }, body: "" }
    : errorResponse(refused)
