import type { WireResponse } from "../ports/exchange.ts"
import { errorResponse, JSON_HEADERS, sealedResponse } from "../ports/error-response.ts"
import type { ParsedRequest } from "../request/parsed-request.ts"
import { silentError } from "../values/protocol-error.ts"

/** What is done already: a sealed server is not active either. It needs no token, which a sealed server could not check. */
const DONE: ReadonlySet<string> = new Set(["sys/seal", "sys/step-down"])

const NO_CONTENT: WireResponse = { status: 204, headers: JSON_HEADERS, body: "" }

/** The response of a sealed server to a request that needs an unsealed one. @see RW-SYS-12 */
export const respondSealed = ({ path, verb }: ParsedRequest): WireResponse =>
  DONE.has(path) ? (verb === "update" ? NO_CONTENT : errorResponse(silentError(405))) : sealedResponse
