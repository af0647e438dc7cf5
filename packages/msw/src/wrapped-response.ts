import { TOKEN_HEADER, WRAP_TTL_HEADER } from "@enwrap/protocol"
import type { MockServer } from "./mock-server.ts"
import { rejectUnknown } from "./reject-unknown.ts"
import type { WrapInfo } from "./token-ledger.ts"

/** The options of `mock.wrap`. */
export interface MockWrapOptions {
  /**
   * The creation path: the path from which the backend read the wrapped response, such as `secret/data/db`.
   *
   * @default "sys/wrapping/wrap"
   */
  readonly path?: string | undefined
  /**
   * How long the token can be unwrapped: a number of seconds, or a duration such as `"5m"`.
   *
   * @default "5m"
   */
  readonly ttl?: number | string | undefined
  /**
   * The status of the backend's response.
   *
   * @default 200
   */
  readonly status?: number | undefined
}

/** The response of a backend that passes a wrapping token on. Printing it shows no token. */
export type WrappedMockResponse = Response & {
  /** The `wrap_info` of the body, for a backend that puts it in its own JSON. Printing the response does not show it. */
  readonly wrapInfo: WrapInfo
}

const DEFAULT_PATH = "sys/wrapping/wrap"
const DEFAULT_TTL = "5m"

/**
 * Wraps data on the server, and returns what a backend's handler returns.
 *
 * @throws TypeError if an option is unknown
 * @throws Error if the server refuses the TTL, with its reason
 */
export const wrapOn = (server: MockServer, data: object, options: MockWrapOptions): WrappedMockResponse => {
  rejectUnknown("mock.wrap", options, ["path", "ttl", "status"])
  const { path = DEFAULT_PATH, status = 200, ttl = DEFAULT_TTL } = options
  if (path === "" || path.startsWith("/") || path.startsWith("v1/")) {
    throw new TypeError(`mock.wrap: the path ${JSON.stringify(path)} must start with a mount, such as secret/data/db`)
  }
  const answer = server.ask({
    method: "POST",
    path: "sys/wrapping/wrap",
    headers: { [TOKEN_HEADER]: server.rootToken, [WRAP_TTL_HEADER]: String(ttl), "content-type": "application/json" },
    body: data,
    creationPath: path
  })
  const { errors, wrap_info: wrapInfo } = JSON.parse(answer.text) as {
    readonly errors?: ReadonlyArray<string>
    readonly wrap_info?: WrapInfo
  }
  if (wrapInfo === undefined) throw new Error(`mock.wrap: the server refused: ${errors?.join("; ") ?? answer.status}`)
  const response = new Response(answer.text, { status, headers: answer.headers })
  return Object.defineProperty(response, "wrapInfo", { value: wrapInfo }) as WrappedMockResponse
}
