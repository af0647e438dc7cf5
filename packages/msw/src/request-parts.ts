import { AUTHORIZATION_HEADER, TOKEN_HEADER } from "@enwrap/protocol"

/** A request as the server's web handler takes it. */
export interface Ask {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly arrayBuffer: () => Promise<ArrayBuffer>
}

/** Answers as the server does. */
export type Handler = (ask: Ask) => Promise<Response>

/** Where the server believes itself to be; it looks at the path only. */
const ORIGIN = "http://enwrap.invalid"

/** The request as one to the server itself. `target` is its path from `/v1` on, with the query. */
export const askOf = (request: Request, target: string): Ask => ({
  method: request.method,
  url: ORIGIN + target,
  headers: request.headers,
  arrayBuffer: () => request.arrayBuffer()
})

/** A request that nobody sent. */
export const makeAsk = (method: string, path: string, headers: Record<string, string> = {}, body?: object): Ask =>
  askOf(
    new Request(ORIGIN, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }),
    `/v1/${path}`
  )

export const isPreflight = ({ headers, method }: Request): boolean =>
  method === "OPTIONS" && headers.has("access-control-request-method")

/** The token that a request shows. */
export const tokenOf = ({ headers }: Request): string | undefined => {
  const token = headers.get(TOKEN_HEADER) || headers.get(AUTHORIZATION_HEADER)?.replace(/^Bearer\s+/i, "")
  return token === undefined || token === "" ? undefined : token
}

/** A path without its percent-encoding; as it is, where that is broken. */
export const decodePath = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
