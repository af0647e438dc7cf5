import { stays } from "../values/stays.ts"
import { errorTexts, NAMESPACE_HEADER, WRAP_FORMAT_HEADER, WRAP_TTL_HEADER } from "@enwrap/protocol"
import type { WireRequest } from "../ports/exchange.ts"
import { emptyPayload } from "../values/json/scan.ts"
import type { Payload } from "../values/json/payload.ts"
import { plainError, ProtocolError } from "../values/protocol-error.ts"
import { isBare } from "./bare-paths.ts"
import { checkPatchType, parseBody } from "./parse-body.ts"
import type { ParsedRequest } from "./parsed-request.ts"
import type { Verb } from "../values/verb.ts"
import { parseMethod } from "./parse-method.ts"
import { Redirect, type Target, parseTarget } from "./parse-target.ts"
import { parseToken } from "./parse-token.ts"
import { parseWrapTtl } from "./parse-wrap-ttl.ts"

/** The only wrap format that means something; any other is a bare token. */
const JWT_FORMAT = "jwt"

/** The root namespace as clients write it. */
const ROOT_NAMESPACE = /^(?:\/|\/?root\/?)?$/

const isRootNamespace = (namespace: string | undefined): boolean =>
  namespace === undefined || ROOT_NAMESPACE.test(namespace.trim())

/**
 * There is no other namespace here. A client that names one counts on being apart from others: it must not land among them.
 *
 * @see RW-ER-21
 */
const namespaceNotFound = plainError(404, errorTexts.namespaceNotFound)

const NO_QUERY: ReadonlyMap<string, string> = new Map()

const payloadOf = (verb: Verb, request: WireRequest): Payload | ProtocolError => {
  if (verb !== "update" && verb !== "patch") return emptyPayload
  const contentType = request.header("content-type")
  return (verb === "patch" ? checkPatchType(contentType) : undefined) ?? parseBody(request.body, contentType)
}

/** Queries belong to reads, lists and deletes; a write's fields are in its body. */
const queryOf = (verb: Verb, target: Target): ReadonlyMap<string, string> =>
  verb === "update" || verb === "patch" ? NO_QUERY : target.query

/** The path of a list ends in a slash, whether it was sent or not. */
const pathOf = (verb: Verb, { path }: Target): string =>
  (verb === "list" || verb === "scan") && !path.endsWith("/") ? `${path}/` : path

/**
 * Reads a request as far as it can be read without knowing who sent it. What is wrong is said in the original's order: the
 * path, the method, the body, the wrap TTL, which may be `maxWrapTtl` seconds at most.
 */
export const parseRequest = (request: WireRequest, maxWrapTtl: number): ParsedRequest | Redirect | ProtocolError => {
  const target = parseTarget(request.target)
  if (target instanceof Redirect || target instanceof ProtocolError) return target
  const verb = parseMethod(request.method, target.query)
  if (verb instanceof ProtocolError) return verb
  const path = pathOf(verb, target)
  const token = parseToken(request.header)
  const { hasLeft = stays, remoteAddress } = request
  const payload = payloadOf(verb, request)
  if (payload instanceof ProtocolError) return payload
  if (isBare(path)) {
    return {
      verb,
      path,
      sentPath: path,
      query: target.query,
      payload,
      token,
      wrapTtl: undefined,
      wrapJwt: false,
      remoteAddress,
      hasLeft,
      bare: true
    }
  }
  if (!isRootNamespace(request.header(NAMESPACE_HEADER))) return namespaceNotFound
  const wrapTtl = parseWrapTtl(request.header(WRAP_TTL_HEADER), maxWrapTtl)
  if (wrapTtl instanceof ProtocolError) return wrapTtl
  const wrapJwt = wrapTtl !== undefined && request.header(WRAP_FORMAT_HEADER) === JWT_FORMAT
  return {
    verb,
    path,
    sentPath: path,
    query: queryOf(verb, target),
    payload,
    token,
    wrapTtl,
    wrapJwt,
    remoteAddress,
    hasLeft,
    bare: false
  }
}
