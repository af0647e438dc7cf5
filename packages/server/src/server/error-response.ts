import type { WireResponse } from "../ports/exchange.ts"
import type { ProtocolError } from "../values/protocol-error.ts"

/** The headers of every response that is JSON. */
export const JSON_HEADERS: WireResponse["headers"] = { "content-type": "application/json", "cache-control": "no-store" }

/** A protocol error as it is sent: `{"errors":[…]}`. */
export const errorResponse = ({ bodiless, data, errors, retryAfter, status }: ProtocolError): WireResponse => ({
  status,
  headers: retryAfter === undefined ? JSON_HEADERS : { ...JSON_HEADERS, "retry-after": String(retryAfter) },
  body: bodiless ? "" : `{"errors":${JSON.stringify(errors)}${data === undefined ? "" : `,"data":${data.text}`}}\n`
})
