import { WRAP_FORMAT_HEADER, WRAP_TTL_HEADER } from "@enwrap/protocol"
import * as Result from "effect/Result"
import { neverLeft, type WireRequest } from "../ports/exchange.ts"
import type { Payload } from "../values/json/payload.ts"
import type { ProtocolError } from "../values/protocol-error.ts"
import type { Verb } from "../values/verb.ts"
import { NO_PAYLOAD, parseBody, patchTypeProblem } from "./parse-body.ts"
import { isRootNamespace, namespaceNotFound, namespaceProblem } from "./namespace.ts"
import { isBare, METRICS_PATH, parseMethod, parseToken } from "./parse-head.ts"
import { NO_QUERY, parseTarget, type Redirect, type Target } from "./parse-target.ts"
import { NO_TTL, parseWrapTtl } from "./parse-wrap-ttl.ts"
import type { ParsedRequest } from "./parsed-request.ts"

/** The only wrap format that has a meaning; any other gives a plain token. */
const JWT_FORMAT = "jwt"

/** Outside of the logical layer, every body is JSON. */
const payloadOf = (verb: Verb, bare: boolean, request: WireRequest): Result.Result<Payload, ProtocolError> => {
  if (verb !== "update" && verb !== "patch") return NO_PAYLOAD
  if (bare && verb === "update") return parseBody(request.body)
  const problem = verb === "patch" ? patchTypeProblem(request.header("content-type")) : undefined
  return problem === undefined ? parseBody(request.body, request.header) : Result.fail(problem)
}

/** Reads, lists and deletes have a query; a write has its fields in the body. */
const queryOf = (verb: Verb, target: Target): ReadonlyMap<string, string> =>
  verb === "update" || verb === "patch" ? NO_QUERY : target.query

/** The path of a list ends in a slash, whether one was sent or not. */
export const pathOf = (verb: Verb, { path }: Target): string =>
  (verb === "list" || verb === "scan") && !path.endsWith("/") ? `${path}/` : path

/**
 * Reads a request as far as possible without knowing its caller. The order in which errors are found is the original's: the path,
 * whether it is available in namespaces, the method, the body, the namespace, the wrap TTL.
 *
 * @param maxWrapTtl seconds
 * @param namespace the namespace that the request names
 * @param openMetrics whether `sys/metrics` needs no token, whatever the listener
 */
export const parseRequest = (
  request: WireRequest,
  maxWrapTtl: number,
  namespace: string | undefined,
  openMetrics: boolean
): Result.Result<ParsedRequest, ProtocolError | Redirect> => {
  const target = parseTarget(request.target)
  if (Result.isFailure(target)) return Result.fail(target.failure)
  const problem = namespace === undefined ? undefined : namespaceProblem(request.method, target.success.path)
  if (problem !== undefined) return Result.fail(problem)
  const method = parseMethod(request.method, target.success.query)
  if (Result.isFailure(method)) return Result.fail(method.failure)
  const verb = method.success
  const path = pathOf(verb, target.success)
  const bare = isBare(path) || (path === METRICS_PATH && (openMetrics || request.withoutToken?.metrics === true))
  const payload = payloadOf(verb, bare, request)
  if (Result.isFailure(payload)) return Result.fail(payload.failure)
  if (namespace !== undefined && !bare && !isRootNamespace(namespace)) return Result.fail(namespaceNotFound)
  const wrapTtl = bare ? NO_TTL : parseWrapTtl(request.header(WRAP_TTL_HEADER), maxWrapTtl)
  if (Result.isFailure(wrapTtl)) return Result.fail(wrapTtl.failure)
  return Result.succeed({
    verb,
    path,
    sentPath: path,
    creationPath: request.creationPath ?? path,
    query: bare ? target.success.query : queryOf(verb, target.success),
    payload: payload.success,
    header: request.header,
    token: parseToken(request.header),
    wrapTtl: wrapTtl.success,
    wrapJwt: wrapTtl.success !== undefined && request.header(WRAP_FORMAT_HEADER) === JWT_FORMAT,
    remoteAddress: request.remoteAddress,
    hasLeft: request.hasLeft ?? neverLeft,
    withoutToken: request.withoutToken,
    observed: { operation: undefined, requestId: undefined, isUnwrapped: false },
    bare
  })
}
