import { errorTexts } from "@enwrap/protocol"
import type { ProtocolError } from "../values/protocol-error.ts"
import type { WireResponse } from "./exchange.ts"

/** The headers of every JSON response. */
export const JSON_HEADERS: WireResponse["headers"] = {
  "content-type": "application/json",
  "cache-control": "no-store"
}

/** What an error response says. Every `ProtocolError` is one. */
export type ErrorContent = Pick<ProtocolError, "bodiless" | "data" | "errors" | "retryAfter" | "status">

/**
 * An error as it is sent: `{"errors":[…]}`. The core, its adapters and the mocks send every error in this form.
 *
 * @example
 * ```ts
 * import { errorResponse } from "@enwrap/server"
 *
 * console.log(errorResponse({ status: 404, errors: [] }).body.toString().trim()) // {"errors":[]}
 * ```
 */
export const errorResponse = ({ bodiless, data, errors, retryAfter, status }: ErrorContent): WireResponse => ({
  status,
  headers: retryAfter === undefined ? JSON_HEADERS : { ...JSON_HEADERS, "retry-after": String(retryAfter) },
  body: bodiless ? "" : `{"errors":${JSON.stringify(errors)}${data === undefined ? "" : `,"data":${data.text}`}}\n`
})

/** The response while the server is sealed. */
export const sealedResponse: WireResponse = errorResponse({ status: 503, errors: [errorTexts.sealed] })

/** The response to a request whose body is longer than the server reads. */
export const bodyTooLargeResponse: WireResponse = errorResponse({ status: 413, errors: [errorTexts.bodyTooLarge] })

/** The response to a request that failed inside the server. */
export const internalErrorResponse: WireResponse = errorResponse({ status: 500, errors: [errorTexts.internalError] })
