import { LOOKUP, REWRAP, UNWRAP } from "./endpoints.ts"
import { parseExact, type ExactJson } from "./exact-json.ts"
import type { WireResponse, WireRequest } from "./transport.ts"

/** What a case asks the server. */
export interface ApiRequest {
  readonly method: string
  /** Below `/v1/`, query included. */
  readonly path: string
  /** The caller: the operator's token unless another is named; `null` for none. */
  readonly token?: string | null
  /** The wrap TTL header. */
  readonly ttl?: string | number
  readonly headers?: Readonly<Record<string, string>>
  /** Headers that are sent a second time, with this value. */
  readonly duplicateHeaders?: Readonly<Record<string, string>>
  /** A text is sent as it is, anything else as JSON and with its content type. */
  readonly body?: unknown
}

/** A request and its answer as they went over the wire, for the report. */
export interface Exchange {
  readonly request: WireRequest
  readonly response?: WireResponse
  readonly noResponse?: string
}

/** What the server answered; `json` is undefined where the body is no JSON. */
export interface ApiResponse extends WireResponse {
  readonly json: ExactJson | undefined
  readonly exchange: Exchange
}

/** Who runs the suite. */
export interface Operator {
  readonly token: string
  /** Has the policy `root`: may do everything, so that a refusal is a fault and no lack of rights. */
  readonly root: boolean
  /** The id of the entity that the token belongs to, empty if there is none; absent if it could not be found out. */
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

/** Puts a question into the words of the wire. */
export function wireRequest(
  { method, path, token, ttl, headers, duplicateHeaders, body }: ApiRequest,
  operator: Operator
): WireRequest {
  const caller = token === undefined ? operator.token : token
  return {
    method,
    path,
    headers: {
      "x-vault-request": "true",
      ...(caller === null ? {} : { "x-vault-token": caller }),
      ...(ttl === undefined ? {} : { "x-vault-wrap-ttl": String(ttl) }),
      ...(body === undefined || typeof body === "string" ? {} : { "content-type": "application/json" }),
      ...headers
    },
    ...(duplicateHeaders === undefined ? {} : { duplicateHeaders }),
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) })
  }
}

/** Reads what came back. */
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
