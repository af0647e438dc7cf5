import type { ProtocolError } from "../values/protocol-error.ts"
import type { WireResponse } from "./exchange.ts"

/** The headers of every JSON response. */
export const JSON_HEADERS: WireResponse["headers"] = {
  "content-type": "application/json",
  "cache-control": "no-store"
}

/** An error as it is sent: `{"errors":[…]}`. */
export const errorResponse = ({
  bodiless,
  data,
  errors,
  retryAfter,
  status
}: Pick<ProtocolError, "status" | "errors"> &
  Partial<Pick<ProtocolError, "bodiless" | "data" | "retryAfter">>): WireResponse => ({
  status,
  headers: retryAfter === undefined ? JSON_HEADERS : { ...JSON_HEADERS, "retry-after": String(retryAfter) },
  body: bodiless ? "" : `{"errors":${JSON.stringify(errors)}${data === undefined ? "" : `,"data":${data.text}`}}\n`
})
