import { fieldProblems } from "@enwrap/protocol"
import { httpTexts, upstreamFieldProblems } from "@enwrap/protocol/engine-texts"
import { type DecodedFields, plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { withGiven } from "../given-fields.ts"
import { refuseField } from "../refuse.ts"
import { trimmedItems } from "../login/cidr-blocks.ts"
import { type AddedHeader, parseAddedHeaders } from "./added-headers.ts"
import { parseBaseUrl } from "./base-url.ts"
import { isPattern } from "./path.ts"

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
const MAX_TIMEOUT = 300
const MAX_RESPONSE_SIZE = 32 * 1024 * 1024

/** The requests that a mount allows, by the names of the fields, with their defaults. */
const defaultLimits = {
  allowed_methods: ["GET"] as ReadonlyArray<string>,
  /** Patterns of paths below the base URL. */
  allowed_paths: ["*"] as ReadonlyArray<string>,
  /** Seconds from the request to the last byte of its response. */
  timeout: 30,
  /** Bytes. */
  max_response_size: 1024 * 1024
}

/** The HTTP API behind a mount. */
export interface Upstream {
  readonly baseUrl: string
  readonly limits: Readonly<typeof defaultLimits>
  /** Secret: only the mount's storage and the requests to the upstream contain them. */
  readonly headers: ReadonlyArray<AddedHeader>
}

/** Refuses settings that are outside the limits. Fails with a 400 that names the field. */
const checkLimits = (limits: Upstream["limits"]): Effect.Effect<void, ProtocolError> => {
  const { allowed_methods: methods, allowed_paths: paths, max_response_size: size, timeout } = limits
  if (methods.length === 0 || !methods.every((method) => METHODS.includes(method)))
    return refuseField("allowed_methods", upstreamFieldProblems.methods(METHODS))
  if (methods.includes("POST") && methods.includes("PUT"))
    return refuseField("allowed_methods", upstreamFieldProblems.postAndPut)
  if (paths.length === 0 || !paths.every(isPattern)) return refuseField("allowed_paths", upstreamFieldProblems.paths)
  if (timeout < 1 || timeout > MAX_TIMEOUT) return refuseField("timeout", upstreamFieldProblems.timeout)
  return size < 1 || size > MAX_RESPONSE_SIZE
    ? refuseField("max_response_size", fieldProblems.wholeNumberFrom(1, MAX_RESPONSE_SIZE))
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
  const upstream: Upstream = {
    baseUrl,
    limits: {
      ...withGiven(before?.limits ?? defaultLimits, fields),
      ...(methods && { allowed_methods: [...new Set(trimmedItems(methods).map((method) => method.toUpperCase()))] }),
      ...(paths && { allowed_paths: trimmedItems(paths).map((path) => path.replace(/^\//, "")) })
    },
    headers: headers === undefined ? (before?.headers ?? []) : yield* parseAddedHeaders(headers)
  }
  yield* checkLimits(upstream.limits)
  return upstream
})

/** The upstream as a response shows it: without the values of its headers. @see RW-HTTP-2 */
export const upstreamData = ({ baseUrl, headers, limits }: Upstream) => ({
  base_url: baseUrl,
  allowed_methods: limits.allowed_methods,
  allowed_paths: limits.allowed_paths,
  header_names: headers.map(([name]) => name),
  timeout: limits.timeout,
  max_response_size: limits.max_response_size
})
