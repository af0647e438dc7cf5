import {
  NAMESPACE_HEADER,
  TOKEN_HEADER,
  WRAP_FORMAT_HEADER,
  WRAP_TTL_HEADER,
  type OperationId,
  type Verb
} from "@enwrap/protocol"
import type { JsonCodec } from "./answer.ts"
import { InvalidArgumentError } from "./errors.ts"
import type { OperationRoute } from "./operation-route.ts"
import { reveal, type Redacted } from "./redacted.ts"
import { wrapTtlText, type Ttl } from "./ttl.ts"

/** What all requests of a client have in common. */
export interface RequestDefaults {
  /** The server's address, without a trailing slash. */
  readonly address: string
  readonly token?: string | Redacted | undefined
  readonly namespace?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly json?: JsonCodec | undefined
}

/** The parameters of any operation, as far as the core cares. */
export interface AnyParameters {
  readonly query?: Readonly<Record<string, unknown>> | undefined
  readonly body?: unknown
  readonly [variable: string]: unknown
}

/** A request, ready to be sent, and what its answer is to be judged by. */
export interface PreparedRequest {
  readonly operation: OperationId
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** Sending it twice could have an effect twice, or use something up. */
  readonly useOnce: boolean
  /** The answer must be wrapped. */
  readonly wrapped: boolean
  /** The status says how the server is, not whether the request succeeded. */
  readonly answersWithAnyStatus: boolean
  /** The answer may be no envelope: a certificate, an upstream's picture. */
  readonly mayBeRaw: boolean
  /** What must not be quoted. */
  readonly secrets: ReadonlyArray<string>
}

const methodOfVerb: Readonly<Record<Verb, string>> = {
  read: "GET",
  list: "GET",
  scan: "GET",
  update: "POST",
  patch: "PATCH",
  delete: "DELETE"
}

/** They are sent as a POST, so that no token stands in a URL, and yet change nothing. */
const lookups: ReadonlySet<OperationId> = new Set<OperationId>(["wrappingLookup", "tokenLookup", "tokenLookupAccessor"])

/**
 * Builds the request of an operation.
 *
 * A wrapping token that is to be unwrapped goes as the caller's token, alone: it needs no other, and a token in header
 * and body at once is lost on some servers. One that is looked up goes in the body, without the caller's own.
 *
 * @throws InvalidArgumentError for parameters that no request can be made of
 * @see RW-SU-5 RW-LK-2
 */
export const buildRequest = (
  defaults: RequestDefaults,
  { id: operation, raw, route }: OperationRoute,
  parameters: AnyParameters = {},
  wrapTtl?: Ttl
): PreparedRequest => {
  const [verb, template] = route.split(" ") as [Verb, string]
  const fields = isOfTokens(template) ? tokenFields(parameters.body) : {}
  const isUnwrap = operation === "wrappingUnwrap" && fields.token !== undefined
  const isLookup = operation === "wrappingLookup" && fields.token !== undefined
  const caller = isUnwrap ? fields.token : isLookup || defaults.token === undefined ? "" : reveal(defaults.token)
  const body = isUnwrap ? undefined : bodyText(operation, parameters.body, defaults.json)
  return {
    operation,
    url: `${defaults.address}/v1/${pathOf(operation, verb, template, parameters)}${queryOf(verb, parameters.query)}`,
    method: methodOfVerb[verb],
    headers: {
      ...checkHeaders(defaults.headers),
      ...(caller && { [TOKEN_HEADER]: headerText(caller, "token") }),
      ...(defaults.namespace && { [NAMESPACE_HEADER]: headerText(defaults.namespace, "namespace") }),
      ...(wrapTtl !== undefined && { [WRAP_TTL_HEADER]: wrapTtlText(wrapTtl) }),
      ...(body !== undefined && {
        "content-type": verb === "patch" ? "application/merge-patch+json" : "application/json"
      })
    },
    body,
    useOnce: (methodOfVerb[verb] !== "GET" && !lookups.has(operation)) || wrapTtl !== undefined,
    wrapped: wrapTtl !== undefined,
    answersWithAnyStatus: operation === "sysHealth",
    mayBeRaw: raw === true || operation === "wrappingUnwrap",
    secrets: [caller, fields.token, fields.id].filter((secret) => secret !== undefined)
  }
}

/** Whether `token` and `id` in the body are tokens of the protocol, and not the caller's own data. */
const isOfTokens = (template: string): boolean => /^(auth\/token|sys\/wrapping)\/(?!wrap$)/.test(template)

/** The fields of a body in which operations take tokens; `id` is that of a token to create. */
const tokenFields = (body: unknown): { readonly token?: string; readonly id?: string } =>
  Object.fromEntries(
    ["token", "id"].flatMap((name) => {
      const value: unknown = (body as Readonly<Record<string, unknown>> | null | undefined)?.[name]
      return typeof value === "string" ? [[name, value]] : []
    })
  )

const bodyText = (operation: OperationId, body: unknown, json: JsonCodec = JSON): string | undefined => {
  try {
    return body === undefined ? undefined : json.stringify(body)
  } catch (cause) {
    throw new InvalidArgumentError(`The body of ${operation} cannot be written as JSON`, { cause })
  }
}

const isListing = (verb: Verb): boolean => verb === "list" || verb === "scan"

const pathOf = (operation: OperationId, verb: Verb, template: string, parameters: AnyParameters): string => {
  const path = template.replace(/\{(\w+)\*?\}/g, (_, name: string) => {
    const given = parameters[name]
    const value = name === "mount" && typeof given === "string" ? given.replace(/^\/+|\/+$/g, "") : given
    const mayBeEmpty = isListing(verb) && name !== "mount"
    if (typeof value !== "string" || (value === "" && !mayBeEmpty)) {
      throw new InvalidArgumentError(`${operation} needs the parameter ${name}, a text`)
    }
    return encodePath(operation, name, value)
  })
  // The root of a mount ends in one slash, not two.
  return isListing(verb) ? path.replace(/\/+$/, "/") : path
}

const encodePath = (operation: OperationId, name: string, path: string): string => {
  const segments = path.split("/")
  // A URL takes the first two for steps through the tree, and has no form for half a character.
  if (segments.includes(".") || segments.includes("..") || !path.isWellFormed()) {
    throw new InvalidArgumentError(
      `${operation}: the parameter ${name} has a segment "." or "..", or half a character, that no path can carry`
    )
  }
  return segments.map(encodeURIComponent).join("/")
}

const queryOf = (verb: Verb, query: Readonly<Record<string, unknown>> = {}): string => {
  const search = new URLSearchParams(isListing(verb) ? { [verb]: "true" } : {})
  for (const [name, value] of Object.entries(query)) {
    if (name === "token") throw new InvalidArgumentError("A token does not belong in a query: give it in the body")
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

/** Headers beside the protocol's own: a token that came in twice could be used twice. */
const checkHeaders = (headers: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => {
  for (const name of Object.keys(headers)) {
    if (ownHeaders.includes(name.toLowerCase())) {
      throw new InvalidArgumentError(`The header ${name} is the client's own to set: use its options`)
    }
  }
  try {
    void new Headers(headers)
  } catch {
    throw new InvalidArgumentError("One of the headers has a name or a value that cannot be sent")
  }
  return headers
}

const headerText = (value: string, what: string): string => {
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new InvalidArgumentError(
      `The ${what} has a character that no header can carry, such as white space at its end`
    )
  }
  return value
}
