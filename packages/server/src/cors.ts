import { CORS_ALLOWED_HEADERS, CORS_ALLOWED_METHODS, CORS_EXPOSED_HEADERS } from "@enwrap/protocol"
import type { WireRequest, WireResponse } from "./exchange.ts"

type Headers = Readonly<Record<string, string>>

const NO_HEADERS: Headers = Object.freeze({})
/** How long a browser may remember a preflight, in seconds. */
const MAX_AGE = "300"

/** Which pages may call the server from a browser. */
export interface Cors {
  /** What goes on an answer to a page; nothing where the request came from none, or from one that is not allowed. */
  readonly headersFor: (request: WireRequest) => Headers
  /** The answer to a preflight, if the request is one. */
  readonly preflight: (request: WireRequest) => WireResponse | undefined
}

/**
 * Answers browsers for the origins that are allowed: exact ones such as `https://app.example`, or `*`. Credentials are never
 * allowed: the protocol's tokens are headers, not cookies.
 *
 * @see RW-HD-12
 */
export const makeCors = (allowedOrigins: ReadonlyArray<string>): Cors => {
  const any = allowedOrigins.includes("*")
  const origins = new Set(allowedOrigins)
  const allowed = (request: WireRequest): string | undefined => {
    if (origins.size === 0) return undefined
    const origin = request.header("origin")
    return origin !== undefined && (any || origins.has(origin)) ? origin : undefined
  }
  return {
    headersFor: (request) => {
      const origin = allowed(request)
      return origin === undefined
        ? NO_HEADERS
        : {
            "access-control-allow-origin": any ? "*" : origin,
            "access-control-expose-headers": CORS_EXPOSED_HEADERS.join(", "),
            vary: "Origin"
          }
    },
    preflight: (request) => {
      if (request.method !== "OPTIONS" || request.header("access-control-request-method") === undefined)
        return undefined
      const origin = allowed(request)
      if (origin === undefined)
        return { status: 403, headers: { "cache-control": "no-store", vary: "Origin" }, body: "" }
      return {
        status: 204,
        headers: {
          "access-control-allow-origin": any ? "*" : origin,
          "access-control-allow-methods": CORS_ALLOWED_METHODS.join(", "),
          "access-control-allow-headers": CORS_ALLOWED_HEADERS.join(", "),
          "access-control-max-age": MAX_AGE,
          vary: "Origin"
        },
        body: ""
      }
    }
  }
}
