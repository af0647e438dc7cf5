import { NAMESPACE_HEADER, TOKEN_HEADER, WRAP_FORMAT_HEADER, WRAP_TTL_HEADER, type Verb } from "@enwrap/protocol"
import { trailingSlashes } from "./address.ts"
import { bodyText } from "./body-text.ts"
import { InvalidArgumentError } from "./errors.ts"
import type { JsonCodec } from "./json-codec.ts"
import type { AnyRoute } from "./operation-route.ts"
import type { PreparedRequest } from "./prepared-request.ts"
import { readArgument } from "./read-argument.ts"
import { reveal, type Redacted } from "./redacted.ts"
import { formatWrapTtl, type Ttl } from "./ttl.ts"

/** What all requests of a client share. */
export interface RequestDefaults {
  /** The server's address, without a trailing slash. */
  readonly address: string
  readonly token?: string | Redacted | undefined
  readonly namespace?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly json?: JsonCodec | undefined
}

/** The parameters of any operation, without the types of a particular one. */
export interface AnyParameters {
  readonly query?: Readonly<Record<string, unknown>> | undefined
  readonly body?: unknown
  readonly [variable: string]: unknown
}

const methodOfVerb: Readonly<Record<Verb, string>> = {
  read: "GET",
  list: "GET",
  scan: "GET",
  update: "POST",
  patch: "PATCH",
  delete: "DELETE"
}

/** They only read, but are sent with POST, so that the URL does not contain a token. */
const lookups: ReadonlySet<string> = new Set(["wrappingLookup", "tokenLookup", "tokenLookupAccessor"])

/**
 * Builds the request of an operation without sending it. Use it in tests, and with your own transport.
 *
 * A wrapping token to be unwrapped is sent as the caller's token and not in the body: on some servers, a token in both
 * places is lost. A wrapping token to be looked up is sent in the body, without the caller's token.
 *
 * @param defaults what all requests of a client share
 * @param operation an operation of `@enwrap/client/operations`
 * @param parameters the path parameters of the operation, its `query` and its `body`
 * @param wrapTtl how long the wrapped response can be unwrapped; without it the response is not wrapped
 * @throws InvalidArgumentError if the parameters are not valid
 *
 * @example
 * ```ts
 * import { buildRequest } from "@enwrap/client"
 * import { kvV1Read } from "@enwrap/client/operations"
 *
 * const defaults = { address: "http://127.0.0.1:8200", token: "s.the-token" }
 * const { method, url } = buildRequest(defaults, kvV1Read, { mount: "kv", path: "db" }, "5m")
 * console.log(method, url) // GET http://127.0.0.1:8200/v1/kv/db
 * ```
 *
 * @see RW-SU-5 RW-LK-2
 */
export const buildRequest = (
  defaults: RequestDefaults,
  { id: operation, raw, route }: AnyRoute,
  parameters: AnyParameters = {},
  wrapTtl?: Ttl
): PreparedRequest => {
  const [verb, template] = route.split(" ") as [Verb, string]
  const path = pathOf(operation, verb, template, parameters)
  const fields = takesTokens(path) ? readArgument(`body of ${operation}`, () => tokenFields(parameters.body)) : {}
  const unwraps = operation === "wrappingUnwrap"
  const isUnwrap = unwraps && fields.token !== undefined
  const isLookup = operation === "wrappingLookup" && fields.token !== undefined
  const caller = isUnwrap
    ? fields.token
    : isLookup || defaults.token === undefined
      ? ""
      : readArgument("token", () => reveal(defaults.token!))
  const isWrapped = wrapTtl !== undefined
  const body = isUnwrap ? undefined : bodyText(operation, parameters.body, defaults.json)
  return {
    operation,
    url: `${defaults.address}/v1/${path}${queryOf(verb, parameters.query)}`,
    method: methodOfVerb[verb],
    headers: {
      ...checkHeaders(defaults.headers),
      ...(caller && { [TOKEN_HEADER]: headerText(caller, "token") }),
      ...(defaults.namespace && { [NAMESPACE_HEADER]: headerText(defaults.namespace, "namespace") }),
      ...(isWrapped && { [WRAP_TTL_HEADER]: formatWrapTtl(wrapTtl) }),
      ...(body !== undefined && {
        "content-type": verb === "patch" ? "application/merge-patch+json" : "application/json"
      })
    },
    body,
    sendOnce: (methodOfVerb[verb] !== "GET" && !lookups.has(operation)) || isWrapped,
    wrapped: isWrapped,
    anyStatusIsSuccess: path === "sys/health",
    mayBeRaw: raw === true,
    unwraps,
    hidesData: !isListing(verb) && !describesServer.test(path),
    secrets: [caller, fields.token, fields.id].filter((secret) => secret !== undefined)
  }
}

/** Responses of `sys/` describe the server, except for those with keys, stored values or random bytes. */
const describesServer = /^sys\/(?!wrapping\/unwrap$|init$|raw\/|tools\/|re(key|cover)|rotate\/|generate-)/

/** Whether `token` and `id` in the body are tokens of the protocol. Elsewhere they are the caller's data. */
const takesTokens = (path: string): boolean => /^(auth\/token|sys\/wrapping)\/(?!wrap$)/.test(path)

/** The fields of a body that are tokens; `id` is the one of a token to be created. */
const tokenFields = (body: unknown): { readonly token?: string; readonly id?: string } =>
  Object.fromEntries(
    ["token", "id"].flatMap((name) => {
      const value: unknown = (body as Readonly<Record<string, unknown>> | null | undefined)?.[name]
      return typeof value === "string" ? [[name, value]] : []
    })
  )

const isListing = (verb: Verb): boolean => verb === "list" || verb === "scan"

const pathOf = (operation: string, verb: Verb, template: string, parameters: AnyParameters): string => {
  const path = template.replace(/\{(\w+)\*?\}/g, (_, name: string) => {
    const given = parameters[name]
    const value =
      name === "mount" && typeof given === "string" ? given.replace(/^\/+/, "").replace(trailingSlashes, "") : given
    const mayBeEmpty = isListing(verb) && name !== "mount"
    if (typeof value !== "string" || (value === "" && !mayBeEmpty)) {
      throw new InvalidArgumentError(`${operation} needs the parameter ${name}, a string`)
    }
    if (value.startsWith("/") && !(mayBeEmpty && value === "/")) {
      throw new InvalidArgumentError(`${operation}: the parameter ${name} must not begin with a slash`, {
        hint: `Leave the slash out, and /v1 too: ${JSON.stringify(value.replace(/^\/+(v1\/)?/, ""))}`
      })
    }
    return encodePath(operation, name, value)
  })
  // The path of a mount's root must end in one slash, not two.
  return isListing(verb) ? path.replace(trailingSlashes, "/") : path
}

const encodePath = (operation: string, name: string, path: string): string => {
  const segments = path.split("/")
  // URLs resolve "." and "..", and cannot encode a lone surrogate.
  if (segments.includes(".") || segments.includes("..") || !path.isWellFormed()) {
    throw new InvalidArgumentError(
      `${operation}: the parameter ${name} must not have a segment "." or "..", or a lone surrogate`
    )
  }
  return segments.map(encodeURIComponent).join("/")
}

const queryOf = (verb: Verb, query: Readonly<Record<string, unknown>> = {}): string => {
  const search = new URLSearchParams(isListing(verb) ? { [verb]: "true" } : {})
  for (const [name, value] of Object.entries(query)) {
    if (name === "token") throw new InvalidArgumentError("A token must not be in the query: pass it in the body")
    if (value !== undefined) search.set(name, String(value))
  }
  return search.size === 0 ? "" : `?${search}`
}

const ownHeaders: ReadonlyArray<string> = [
  TOKEN_HEADER,
  WRAP_TTL_HEADER,
  WRAP_FORMAT_HEADER,
  NAMESPACE_HEADER,
  "authorization"
]

/** Checks the headers that the caller adds. They must not set a header of the protocol, such as a second token. */
const checkHeaders = (headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => {
  for (const name of Object.keys(headers)) {
    if (ownHeaders.includes(name.toLowerCase())) {
      throw new InvalidArgumentError(`The header ${name} is set by the client: use the client's options`)
    }
  }
  try {
    void new Headers(headers)
  } catch {
    throw new InvalidArgumentError("A header has an invalid name or value")
  }
  return headers
}

/** @throws InvalidArgumentError unless the value can be that of a header, whole and unchanged */
export const headerText = (value: string, what: string): string => {
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new InvalidArgumentError(`The ${what} must have only visible ASCII characters`)
  }
  return value
}
