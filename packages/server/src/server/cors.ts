import { STANDARD_HEADERS } from "../state/cors-settings.ts"
import { CORS_ALLOWED_HEADERS, CORS_ALLOWED_METHODS, CORS_EXPOSED_HEADERS, errorTexts } from "@enwrap/protocol"
import { errorResponse } from "../ports/error-response.ts"
import type { RequestHead, WireRequest, WireResponse } from "../ports/exchange.ts"
import type { CorsSettings } from "../state/cors-settings.ts"

/** Seconds for which a browser may cache the response to a preflight. */
const MAX_AGE = "300"

const originNotAllowed = errorResponse({ status: 403, errors: [errorTexts.originNotAllowed] })

/** The names in lower case, without duplicates. */
const unique = (names: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...new Set(names.map((name) => name.toLowerCase()))
]

/** Which pages may call the server from a browser, by the rules of CORS. */
export interface Cors {
  /** Adds the headers that a page needs to read the response. Other requests, and other origins, get none. */
  readonly complete: (request: RequestHead, response: WireResponse) => WireResponse
  /** The response to a preflight, if the request is one. */
  readonly preflight: (request: WireRequest) => WireResponse | undefined
}

/**
 * Allows pages of the configured origins: exact ones such as `https://app.example`, or `*`. Credentials are never allowed, since
 * the protocol's tokens are headers, not cookies.
 *
 * @see RW-HD-12
 */
export const makeCors = (settings: () => CorsSettings): Cors => {
  const isAny = (): boolean => settings().allowedOrigins.includes("*")
  const allowed = (request: RequestHead): string | undefined => {
    const { allowedOrigins } = settings()
    if (allowedOrigins.length === 0) return undefined
    const origin = request.header("origin")
    return origin !== undefined && (isAny() || allowedOrigins.includes(origin)) ? origin : undefined
  }
  return {
    complete: (request, response) => {
      const origin = allowed(request)
      if (origin === undefined) return response
      const headers = {
        ...response.headers,
        "access-control-allow-origin": isAny() ? "*" : origin,
        "access-control-expose-headers": CORS_EXPOSED_HEADERS.join(", "),
        vary: "Origin"
      }
      return { ...response, headers }
    },
    preflight: (request) => {
      if (request.method !== "OPTIONS" || request.header("access-control-request-method") === undefined)
        return undefined
      const origin = allowed(request)
      if (origin === undefined) return { ...originNotAllowed, headers: { ...originNotAllowed.headers, vary: "Origin" } }
      return {
        status: 204,
        headers: {
          "access-control-allow-origin": isAny() ? "*" : origin,
          "access-control-allow-methods": CORS_ALLOWED_METHODS.join(", "),
          "access-control-allow-headers": unique([
            ...CORS_ALLOWED_HEADERS,
            ...STANDARD_HEADERS,
            ...settings().allowedHeaders
          ]).join(", "),
          "access-control-max-age": MAX_AGE,
          "cache-control": "no-store",
          vary: "Origin"
        },
        body: ""
      }
    }
  }
}
