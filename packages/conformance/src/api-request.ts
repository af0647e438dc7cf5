import { LOOKUP, REWRAP, UNWRAP } from "./endpoints.ts"
import { parseExact, type ExactJson } from "./exact-json.ts"
import type { HeaderSpelling, WireRequest, WireResponse } from "./transport.ts"

/** A request of a case, in the terms of the protocol. */
export interface ApiRequest {
  readonly method: string
  /** The path below `/v1/`, including the query. */
  readonly path: string
  /** The caller's token: the operator's if absent, none if `null`. */
  readonly token?: string | null
  /** The value of the wrap TTL header. */
  readonly ttl?: string | number
  readonly headers?: Readonly<Record<string, string>>
  /** Headers that are sent a second time, with these values. */
  readonly duplicateHeaders?: Readonly<Record<string, string>>
  /** Whether the request has no `X-Vault-Request`. */
  readonly unmarked?: boolean
  /** How the names of headers are written. */
  readonly spelling?: HeaderSpelling
  /** Whether 429, or 503 with `Retry-After`, is the answer, and not a reason to wait. */
  readonly noRetry?: boolean
  /** A string is sent unchanged; anything else is sent as JSON, with its content type. */
  readonly body?: unknown
}

/** A request and its response, for the report. */
export interface Exchange {
  readonly request: WireRequest
  readonly response?: WireResponse
  readonly noResponse?: string
}

/** The response of the server. `json` is undefined if the body is not JSON. */
export interface ApiResponse extends WireResponse {
  readonly json: ExactJson | undefined
  readonly exchange: Exchange
}

/** The holder of the token that the suite was given. */
export interface Operator {
  readonly token: string
  /** Whether the token has the policy `root`. If it has, a denial is a failure of the server, and not a lack of permission. */
  readonly root: boolean
  /** Whether the token is known to have neither a TTL nor a limit of uses, so that it cannot end during the run. */
  readonly lasting?: boolean
  /** The id of the token's entity: empty if it has none, absent if unknown. */
  readonly entity?: string
}

export const unwrapByHeader = (token: string): ApiRequest => ({ method: "POST", path: UNWRAP, token })

export const unwrapByBody = (token: string, caller?: string): ApiRequest => ({
  method: "POST",
  path: UNWRAP,
  body: { token },
  ...(caller === undefined ? {} : { token: caller })
})

export const lookup = (token: string): ApiRequest => ({ method: "POST", path: LOOKUP, token: null, body: { token } })

export const rewrap = (token: string, ttl?: string | number): ApiRequest => ({
  method: "POST",
  path: REWRAP,
  body: { token },
  ...(ttl === undefined ? {} : { ttl })
})

/** Translates a request of a case to HTTP. */
export function wireRequest(
  { method, path, token, ttl, unmarked, spelling, headers, duplicateHeaders, body, noRetry }: ApiRequest,
  operator: Operator
): WireRequest {
  const caller = token === undefined ? operator.token : token
  return {
    method,
    path,
    headers: {
      ...(unmarked === true ? {} : { "x-vault-request": "true" }),
      ...(caller === null ? {} : { "x-vault-token": caller }),
      ...(ttl === undefined ? {} : { "x-vault-wrap-ttl": String(ttl) }),
      ...(body === undefined || typeof body === "string" ? {} : { "content-type": "application/json" }),
      ...headers
    },
    ...(spelling === undefined ? {} : { spelling }),
    ...(duplicateHeaders === undefined ? {} : { duplicateHeaders }),
    ...(noRetry === undefined ? {} : { noRetry }),
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) })
  }
}

/** Parses the body of a response. */
export function readResponse(request: WireRequest, response: WireResponse): ApiResponse {
  return { ...response, json: jsonOf(response.text), exchange: { request, response } }
}

function jsonOf(text: string): ExactJson | undefined {
  try {
    return parseExact(text)
  } catch {
    return undefined
  }
}
