import { fieldProblems, httpTexts, upstreamFieldProblems } from "@enwrap/protocol"
import { type DecodedFields, fieldError, plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { trimmedItems } from "../login/cidr-blocks.ts"
import { type AddedHeader, parseAddedHeaders } from "./added-headers.ts"
import { parseBaseUrl } from "./base-url.ts"
import { isPattern } from "./path.ts"

/** The HTTP API behind a mount, and the requests that the mount allows. */
export interface Upstream {
  readonly baseUrl: string
  readonly allowedMethods: ReadonlyArray<string>
  /** Patterns of paths below the base URL. */
  readonly allowedPaths: ReadonlyArray<string>
  /** Secret: only the mount's storage and the requests to the upstream contain them. */
  readonly headers: ReadonlyArray<AddedHeader>
  /** Seconds from the request to the last byte of its response. */
  readonly timeout: number
  /** Bytes. */
  readonly maxResponseSize: number
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
const MAX_TIMEOUT = 300
const MAX_RESPONSE_SIZE = 32 * 1024 * 1024

const defaults = {
  allowedMethods: ["GET"],
  allowedPaths: ["*"],
  headers: [],
  timeout: 30,
  maxResponseSize: 1024 * 1024
} as const satisfies Omit<Upstream, "baseUrl">

const refuse = (field: string, problem: string): Effect.Effect<never, ProtocolError> =>
  Effect.fail(fieldError(field, problem))

/** Refuses settings that are outside the limits. Fails with a 400 that names the field. */
const checkUpstream = ({ allowedMethods, allowedPaths, maxResponseSize, timeout }: Upstream) => {
  if (allowedMethods.length === 0 || !allowedMethods.every((method) => METHODS.includes(method)))
    return refuse("allowed_methods", upstreamFieldProblems.methods(METHODS))
  if (allowedMethods.includes("POST") && allowedMethods.includes("PUT"))
    return refuse("allowed_methods", upstreamFieldProblems.postAndPut)
  if (allowedPaths.length === 0 || !allowedPaths.every(isPattern))
    return refuse("allowed_paths", upstreamFieldProblems.paths)
  if (timeout < 1 || timeout > MAX_TIMEOUT) return refuse("timeout", upstreamFieldProblems.timeout)
  return maxResponseSize < 1 || maxResponseSize > MAX_RESPONSE_SIZE
    ? refuse("max_response_size", fieldProblems.wholeNumberFrom(1, MAX_RESPONSE_SIZE))
    : Effect.void
}

/** The upstream with the changes of a request. The first request must set the base URL. @see RW-HTTP-1, RW-HTTP-3 */
export const changeUpstream = Effect.fnUntraced(function* (
  before: Upstream | undefined,
  fields: DecodedFields<"httpConfigWrite">
): Effect.fn.Return<Upstream, ProtocolError> {
  const { allowed_methods: methods, allowed_paths: paths, headers } = fields
  const baseUrl = fields.base_url === undefined ? before?.baseUrl : yield* parseBaseUrl(fields.base_url)
  if (baseUrl === undefined) return yield* plainError(400, httpTexts.missingBaseUrl)
  if (before !== undefined && before.headers.length > 0 && baseUrl !== before.baseUrl && headers === undefined)
    return yield* plainError(400, httpTexts.headersOfOtherUrl)
  const old = before ?? defaults
  const upstream: Upstream = {
    baseUrl,
    allowedMethods:
      methods === undefined
        ? old.allowedMethods
        : [...new Set(trimmedItems(methods).map((method) => method.toUpperCase()))],
    allowedPaths: paths === undefined ? old.allowedPaths : trimmedItems(paths).map((path) => path.replace(/^\//, "")),
    headers: headers === undefined ? old.headers : yield* parseAddedHeaders(headers),
    timeout: fields.timeout ?? old.timeout,
    maxResponseSize: fields.max_response_size ?? old.maxResponseSize
  }
  yield* checkUpstream(upstream)
  return upstream
})

/** The upstream as a response shows it: without the values of its headers. @see RW-HTTP-2 */
export const upstreamData = (upstream: Upstream) => ({
  base_url: upstream.baseUrl,
  allowed_methods: upstream.allowedMethods,
  allowed_paths: upstream.allowedPaths,
  header_names: upstream.headers.map(([name]) => name),
  timeout: upstream.timeout,
  max_response_size: upstream.maxResponseSize
})
