import * as Result from "effect/Result"
import type { WireResponse } from "../ports/exchange.ts"
import { errorResponse, JSON_HEADERS, sealedResponse } from "../ports/error-response.ts"
import { namespaceNotFound } from "../request/namespace.ts"
import type { parseRequest } from "../request/parse-request.ts"
import { silentError } from "../values/protocol-error.ts"
import { withoutTrailing } from "../values/without-trailing.ts"
import { refusal } from "./refusal.ts"

/** What is done already: a sealed server is not active either. It needs no token, which a sealed server could not check. */
const DONE: ReadonlySet<string> = new Set(["sys/seal", "sys/step-down"])

const NO_CONTENT: WireResponse = { status: 204, headers: JSON_HEADERS, body: "" }

/**
 * The response of a sealed server to a request that needs an unsealed one, or that cannot be read. It does not know which
 * namespaces there are.
 *
 * @see RW-SYS-12
 */
export const respondSealed = (parsed: ReturnType<typeof parseRequest>): WireResponse => {
  if (Result.isFailure(parsed)) return parsed.failure === namespaceNotFound ? sealedResponse : refusal(parsed.failure)
  const { path, verb } = parsed.success
  return DONE.has(withoutTrailing(path, "/"))
    ? verb === "update"
      ? NO_CONTENT
      : errorResponse(silentError(405))
    : sealedResponse
}
