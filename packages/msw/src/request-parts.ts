import { AUTHORIZATION_HEADER, TOKEN_HEADER } from "@enwrap/protocol"

/** A request as the web handler of the server takes it. */
export interface ServerRequest {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly arrayBuffer: () => Promise<ArrayBuffer>
}

/** Handles a request as the server does. */
export type Handler = (request: ServerRequest) => Promise<Response>

/** The origin of the requests to the server, which uses only their path. */
const ORIGIN = "http://enwrap.invalid"

/** Converts a request to one for the server. `target` is its path from `/v1` on, with the query. */
export const toServerRequest = (request: Request, target: string): ServerRequest => ({
  method: request.method,
  url: ORIGIN + target,
  headers: request.headers,
  arrayBuffer: () => request.arrayBuffer()
})

/** Creates a request for the server, as the mock itself needs it. */
export const makeServerRequest = (
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: object
): ServerRequest =>
  toServerRequest(
    new Request(ORIGIN, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }),
    `/v1/${path}`
  )

const REQUESTED_METHOD = "access-control-request-method"

/** Whether a DOM of happy-dom sent an `OPTIONS`: its preflights have neither an origin nor a requested method. */
const isHappyDomPreflight = ({ headers, method }: Request): boolean =>
  method === "OPTIONS" && !headers.has(REQUESTED_METHOD) && /\bHappyDOM\//.test(headers.get("user-agent") ?? "")

export const isPreflight = (request: Request): boolean =>
  isHappyDomPreflight(request) || (request.method === "OPTIONS" && request.headers.has(REQUESTED_METHOD))

/** Converts a preflight to one for the server, with the headers that happy-dom leaves out. */
export const toServerPreflight = (request: Request, target: string): ServerRequest => {
  if (!isHappyDomPreflight(request)) return toServerRequest(request, target)
  const origin = (globalThis as { readonly location?: { readonly origin?: string } }).location?.origin ?? "null"
  const headers = new Headers([
    ["origin", origin],
    [REQUESTED_METHOD, "POST"]
  ])
  return { ...toServerRequest(request, target), headers }
}

/** The token in the headers of a request. */
export const tokenOf = ({ headers }: Request): string | undefined => {
  const token = headers.get(TOKEN_HEADER) || headers.get(AUTHORIZATION_HEADER)?.replace(/^Bearer\s+/i, "")
  return token === undefined || token === "" ? undefined : token
}

/** Decodes the percent-encoding of a path; returns the path unchanged if the encoding is not valid. */
export const decodePath = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
