import { TOKEN_HEADER } from "@enwrap/protocol"
import {
  InvalidRequestError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitedError,
  SealedError,
  ServerError,
  UnexpectedResponseError,
  WrappingTokenInvalidError,
  type ClientError
} from "./errors.ts"
import type { JsonCodec } from "./json-codec.ts"
import type { PreparedRequest } from "./prepared-request.ts"
import { RawResponse } from "./raw-response.ts"
import { readResponse, type ReceivedResponse } from "./received-response.ts"
import { hideWhenInspected, scrub } from "./redacted.ts"
import { hidePayload } from "./shape.ts"
import { field, wrapInfoOf } from "./wrap-info.ts"

/** `errorTexts.invalidWrappingToken` of the protocol. The whole table of texts would be a third of a page's bundle. */
export const invalidTokenText = "wrapping token is not valid or does not exist"

/**
 * Judges a response: returns the envelope, the wrap info if wrapping was requested, or undefined if there is no body.
 *
 * @throws ClientError unless the response is a success
 */
export const judgeReceived = (
  response: ReceivedResponse,
  request: PreparedRequest,
  json: JsonCodec = JSON
): unknown => {
  const { noStore, status, text } = response
  if (response.redirected) {
    throw new UnexpectedResponseError(`${request.operation} was answered with a redirect`, {
      status,
      hint: "A token must not be sent to another address. Use the address of the redirect's target."
    })
  }
  const isSuccess = status >= 200 && status < 300
  const revokes = isRevocation(request)
  const mayBeRaw = request.mayBeRaw && noStore && !revokes
  if (isSuccess && request.unwraps && text === "") {
    throw unexpected(request, status, "the body is empty")
  }
  // An unwrap has used its token up, so the caller gets whatever was wrapped, with or without an envelope.
  if (isSuccess && mayBeRaw && !request.wrapped && !isJson(response.contentType)) {
    if (request.unwraps && isPage(response.contentType))
      throw unexpected(request, status, "the body is not the server's")
    return new RawResponse(status, response.contentType, response.bytes)
  }
  const body = parseBody(response, request, json, isSuccess)
  if (isSuccess || (request.anyStatusIsSuccess && isResult(body))) {
    if (request.wrapped) return wrapInfoOf(body)
    const isNothing = text === "" && status === 204
    if (!isNothing && !isResult(body)) {
      // The JSON of an upstream server may be a list or a number. An error is not wrapped (RW-WE-2).
      if (mayBeRaw && !(request.unwraps && isObject(body)))
        return new RawResponse(status, response.contentType, response.bytes)
      throw unexpected(request, status, "the body is not a JSON object")
    }
    // Without either sign, it is the JSON of a proxy. What was wrapped may be the JSON of an upstream server, and a read fails
    // where its fields are missed. Nothing else says that a token is revoked, so a revocation needs both signs.
    const isOurs = isNothing || isEnvelope(body as object)
    if (revokes ? !(noStore && isOurs) : request.sendOnce && !(noStore || isOurs))
      throw unexpected(request, status, "the body is not the server's")
    return isNothing ? undefined : hideSecrets(body as object, request)
  }
  throw refusal(response, body, request)
}

/**
 * Judges a `Response` as a client does, after reading it to its end: returns the envelope, the wrap info if wrapping was
 * requested, a `RawResponse`, or undefined if there is no body. Use it in tests, and with your own transport.
 *
 * @param request the request of {@link buildRequest} that the response belongs to
 * @param json parses the body; `JSON` by default
 * @throws ClientError unless the response is a success
 *
 * @example
 * ```ts
 * import { buildRequest, judgeResponse } from "@enwrap/client"
 * import { sysHealthRead } from "@enwrap/client/operations"
 *
 * const request = buildRequest({ address: "http://127.0.0.1:8200" }, sysHealthRead)
 * console.log(await judgeResponse(Response.json({ initialized: true, sealed: false }), request))
 * ```
 */
export const judgeResponse = async (response: Response, request: PreparedRequest, json?: JsonCodec): Promise<unknown> =>
  judgeReceived(await readResponse(response), request, json)

/**
 * Login servers and captive portals answer any request with a page, often with `no-store`. A page that an http mount wrapped
 * cannot be told from theirs.
 */
const isPage = (contentType: string): boolean => /^(text\/html|application\/xhtml\+xml)\b/i.test(contentType)

/** A response without a `Content-Type` is JSON. */
const isJson = (contentType: string): boolean => contentType === "" || /^application\/json\b/i.test(contentType)

const parseBody = (
  { status, text }: ReceivedResponse,
  request: PreparedRequest,
  json: JsonCodec,
  isSuccess: boolean
): unknown => {
  if (text === "") return undefined
  try {
    return json.parse(text)
  } catch {
    // The parser's error quotes the body, which may be secret.
    if (isSuccess) throw unexpected(request, status, "the body is not JSON")
    return undefined
  }
}

const isObject = (body: unknown): body is object => typeof body === "object" && body !== null && !Array.isArray(body)

/** Whether a body is a JSON object that is not an error. */
const isResult = (body: unknown): body is object => isObject(body) && !Object.hasOwn(body, "errors")

const isEnvelope = (body: object): boolean =>
  ["request_id", "data", "auth", "wrap_info"].some((name) => Object.hasOwn(body, name))

/** Whether a token is to be revoked. The successes of a path that only looks like it have both signs too. */
const isRevocation = ({ url }: PreparedRequest): boolean => /token\/revoke/.test(url)

const unexpected = (request: PreparedRequest, status: number, what: string): UnexpectedResponseError =>
  new UnexpectedResponseError(`${request.operation} was answered with ${status}, but ${what}`, {
    status,
    hint: `Check that the address is the server's, and not a proxy's or a web page's.${isRevocation(request) ? " The token may still be valid." : ""}`
  })

/** Hides the secrets of an envelope from the console: tokens, and the values of its data. */
const hideSecrets = (envelope: object, request: PreparedRequest): object => {
  const { auth, data, wrap_info: info } = envelope as Readonly<Record<string, unknown>>
  if (field(auth, "client_token")) {
    hideWhenInspected(auth as object, "client_token")
    Object.defineProperty(auth, "toJSON", {
      enumerable: false,
      value: () => ({ ...(auth as object), client_token: "<token: read auth.client_token>" })
    })
  }
  if (field(info, "token")) hideWhenInspected(info as object, "token")
  // Only the lookup of a token has a creation TTL. It is recognised when it comes out of an unwrap, too.
  if (field(data, "id") && field(data, "creation_ttl") !== undefined) hideWhenInspected(data as object, "id")
  else if (request.hidesData) hidePayload(data)
  return envelope
}

/** An error text of the server without the tokens that it quotes. The protocol's own text contains no token, and is kept. */
const scrubbed = (text: string, secrets: ReadonlyArray<string>): string =>
  text
    .split(invalidTokenText)
    .map((part) => scrub(part, secrets))
    .join(invalidTokenText)

/** Whether a body has errors as every error of a server has them. A gateway's have another form. */
const hasErrors = (body: unknown): boolean => {
  const errors = field(body, "errors")
  return Array.isArray(errors) && errors.every((text) => typeof text === "string")
}

/**
 * The envelope of an error: of an unwrap, what the token wrapped, which is an empty object if the wrapped response has no body. A gateway's error
 * may be JSON with some fields of an envelope, or have `no-store`, so `wrap_info` and `no-store` are needed.
 */
const envelopeOf = ({ contentType, noStore, text }: ReceivedResponse, body: unknown, request: PreparedRequest) => {
  if (!request.unwraps) return isResult(body) && isEnvelope(body) ? hideSecrets(body, request) : undefined
  if (!noStore) return undefined
  if (text === "") return contentType !== "" && isJson(contentType) ? {} : undefined
  return isResult(body) && Object.hasOwn(body, "wrap_info") ? hideSecrets(body, request) : undefined
}

/** Judges by the original texts, and keeps the scrubbed ones: a token may be a word that the protocol's texts contain. */
const refusal = (response: ReceivedResponse, body: unknown, request: PreparedRequest): ClientError => {
  const { status } = response
  const given = field(body, "errors")
  const texts = Array.isArray(given) ? given.filter((text) => typeof text === "string") : []
  const errors = texts.map((text) => scrubbed(text, request.secrets))
  const envelope = envelopeOf(response, body, request)
  const details = { status, errors, envelope }
  const message = `${request.operation} was answered with ${status}${errors.map((text) => `: ${text}`).join("")}`
  if (status === 400 && texts.some((text) => text.includes(invalidTokenText))) {
    return new WrappingTokenInvalidError(
      "The wrapping token is not valid: it has expired, was used by someone else, was revoked, or was never issued",
      {
        ...details,
        hint: "If its TTL has not elapsed and you have not used it yourself, treat it as intercepted: raise an alert, and revoke the secret that it wrapped."
      }
    )
  }
  // A gateway may deny a request or limit requests. After another error of a gateway, the token may be used up.
  if (request.unwraps && envelope === undefined && !hasErrors(body) && status >= 400 && status < 500) {
    if (status !== 403 && status !== 429) return unexpected(request, status, "the body is not the server's")
  }
  switch (status) {
    case 403:
      return new PermissionDeniedError(message, {
        ...details,
        hint:
          request.headers[TOKEN_HEADER] === undefined
            ? "The client has no token: give it one in its options, set VAULT_TOKEN, or log in."
            : undefined
      })
    case 404:
      return new NotFoundError(message, details)
    case 429:
      return new RateLimitedError(message, details)
  }
  if (status === 503 && texts.some((text) => text.includes("sealed"))) return new SealedError(message, details)
  return status >= 500 || status < 400 ? new ServerError(message, details) : new InvalidRequestError(message, details)
}
