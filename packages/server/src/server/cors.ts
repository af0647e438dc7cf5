import { CORS_ALLOWED_HEADERS, CORS_ALLOWED_METHODS, CORS_EXPOSED_HEADERS, errorTexts } from "@enwrap/protocol"
import { errorResponse } from "../ports/error-response.ts"
import type { RequestHead, WireRequest, WireResponse } from "../ports/exchange.ts"
import { type CorsSettings, STANDARD_HEADERS } from "../state/cors-settings.ts"

/** Seconds for which a browser may cache the response to a preflight. */
const MAX_AGE = "300"

const originNotAllowed = errorResponse({ status: 403, errors: [errorTexts.originNotAllowed] })

/** The names in lower case, without duplicates. */
const unique = (names: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...new Set(names.map((name) => name.toLowerCase()))
]

const isAny = ({ allowedOrigins }: CorsSettings): boolean => allowedOrigins.includes("*")

/** The origin of the page that sent a request, if it may call the server. */
const allowedOrigin = (settings: CorsSettings, request: RequestHead): string | undefined => {
  const { allowedOrigins } = settings
  if (allowedOrigins.length === 0) return undefined
  const origin = request.header("origin")
  return origin !== undefined && (isAny(settings) || allowedOrigins.includes(origin)) ? origin : undefined
}

/**
 * Adds the headers that a page needs to read the response. Other requests, and other origins, get none. Credentials are never
 * allowed, since the protocol's tokens are headers, not cookies.
 *
 * @see RW-HD-12
 */
export const withCorsHeaders = (settings: CorsSettings, request: RequestHead, response: WireResponse): WireResponse => {
  const origin = allowedOrigin(settings, request)
  if (origin === undefined) return response
  const headers = {
    ...response.headers,
    "access-control-allow-origin": isAny(settings) ? "*" : origin,
    "access-control-expose-headers": CORS_EXPOSED_HEADERS.join(", "),
    vary: "Origin"
  }
  return { ...response, headers }
}

/** The response to a preflight, if the request is one. */
export const preflightResponse = (settings: CorsSettings, request: WireRequest): WireResponse | undefined => {
  if (request.method !== "OPTIONS" || request.header("access-control-request-method") === undefined) return undefined
  const origin = allowedOrigin(settings, request)
  if (origin === undefined) return { ...originNotAllowed, headers: { ...originNotAllowed.headers, vary: "Origin" } }
  return {
    status: 204,
    headers: {
      "access-control-allow-origin": isAny(settings) ? "*" : origin,
      "access-control-allow-methods": CORS_ALLOWED_METHODS.join(", "),
      "access-control-allow-headers": unique([
        ...CORS_ALLOWED_HEADERS,
        ...STANDARD_HEADERS,
        ...settings.allowedHeaders
      ]).join(", "),
      "access-control-max-age": MAX_AGE,
      "cache-control": "no-store",
      vary: "Origin"
    },
    body: ""
  }
}
