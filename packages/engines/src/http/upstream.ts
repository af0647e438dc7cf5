import { fieldProblems, httpTexts, type RequestFields, upstreamFieldProblems } from "@enwrap/protocol"
import { plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { asInteger, asSeconds, conversionError } from "../fields.ts"
import { stringItems } from "../login/cidr-blocks.ts"
import { type AddedHeader, parseAddedHeaders } from "./added-headers.ts"
import { parseBaseUrl } from "./base-url.ts"
import { isPattern } from "./path.ts"

/** The API behind a mount, and what it may be asked. */
export interface Upstream {
  readonly baseUrl: string
  readonly allowedMethods: ReadonlyArray<string>
  /** Patterns of paths below the base URL. */
  readonly allowedPaths: ReadonlyArray<string>
  /** Secret: they are in the mount's storage and in requests to the upstream, and nowhere else. */
  readonly headers: ReadonlyArray<AddedHeader>
  /** Seconds from the request to the last byte of its answer. */
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

type Parsed<A> = Effect.Effect<A, ProtocolError>

const parseMethods = (value: string | ReadonlyArray<string>): Parsed<ReadonlyArray<string>> => {
  const methods = [...new Set(stringItems(value).map((method) => method.toUpperCase()))]
  if (methods.length === 0 || !methods.every((method) => METHODS.includes(method)))
    return Effect.fail(conversionError("allowed_methods", upstreamFieldProblems.methods(METHODS)))
  return methods.includes("POST") && methods.includes("PUT")
    ? Effect.fail(conversionError("allowed_methods", upstreamFieldProblems.postAndPut))
    : Effect.succeed(methods)
}

const parsePaths = (value: string | ReadonlyArray<string>): Parsed<ReadonlyArray<string>> => {
  const paths = stringItems(value).map((path) => path.replace(/^\//, ""))
  return paths.length > 0 && paths.every(isPattern)
    ? Effect.succeed(paths)
    : Effect.fail(conversionError("allowed_paths", upstreamFieldProblems.paths))
}

const parseTimeout = (value: string | number): Parsed<number> => {
  const seconds = asSeconds(value)
  return seconds !== undefined && seconds >= 1 && seconds <= MAX_TIMEOUT
    ? Effect.succeed(seconds)
    : Effect.fail(conversionError("timeout", upstreamFieldProblems.timeout))
}

const parseSize = (value: string | number): Parsed<number> => {
  const size = asInteger(value)
  return size !== undefined && size >= 1 && size <= MAX_RESPONSE_SIZE
    ? Effect.succeed(size)
    : Effect.fail(conversionError("max_response_size", fieldProblems.wholeNumberFrom(1, MAX_RESPONSE_SIZE)))
}

/** Changes what a request names; the first one must say where the upstream is. @see RW-HTTP-1, RW-HTTP-3 */
export const changeUpstream = (
  before: Upstream | undefined,
  fields: RequestFields<"httpWriteConfig">
): Parsed<Upstream> =>
  Effect.gen(function* () {
    const { allowed_methods: methods, allowed_paths: paths, headers, max_response_size: size, timeout } = fields
    const baseUrl = fields.base_url === undefined ? before?.baseUrl : yield* parseBaseUrl(fields.base_url)
    if (baseUrl === undefined) return yield* plainError(400, httpTexts.missingBaseUrl)
    if (before !== undefined && before.headers.length > 0 && baseUrl !== before.baseUrl && headers === undefined)
      return yield* plainError(400, httpTexts.headersOfOtherUrl)
    const old = before ?? defaults
    return {
      baseUrl,
      allowedMethods: methods === undefined ? old.allowedMethods : yield* parseMethods(methods),
      allowedPaths: paths === undefined ? old.allowedPaths : yield* parsePaths(paths),
      headers: headers === undefined ? old.headers : yield* parseAddedHeaders(headers),
      timeout: timeout === undefined ? old.timeout : yield* parseTimeout(timeout),
      maxResponseSize: size === undefined ? old.maxResponseSize : yield* parseSize(size)
    }
  })

/** What may be shown of it. @see RW-HTTP-2 */
export const upstreamData = (upstream: Upstream) => ({
  base_url: upstream.baseUrl,
  allowed_methods: upstream.allowedMethods,
  allowed_paths: upstream.allowedPaths,
  header_names: upstream.headers.map(([name]) => name),
  timeout: upstream.timeout,
  max_response_size: upstream.maxResponseSize
})
