import {
  InvalidRequestError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitedError,
  SealedError,
  ServerError,
  UnexpectedAnswerError,
  WrappingTokenInvalidError,
  type ClientError
} from "./errors.ts"
import { RawAnswer } from "./raw-answer.ts"
import { hideWhenInspected, scrub } from "./redacted.ts"
import type { PreparedRequest } from "./request.ts"
import { readAnswer, type ReceivedAnswer } from "./transport.ts"
import { field, readWrapInfo } from "./wrap-info.ts"

/** How JSON is read and written: `JSON` itself, or one that keeps big numbers as they were written. */
export interface JsonCodec {
  readonly parse: (text: string) => unknown
  readonly stringify: (value: unknown) => string | undefined
}

/** `errorTexts.invalidWrappingToken` of the protocol, alone: the whole table of texts would be a third of a page's bundle. */
export const invalidTokenText = "wrapping token is not valid or does not exist"

/**
 * Judges an answer: gives the envelope, the wrap info where wrapping was asked for, or undefined for an answer without
 * a body.
 *
 * @throws ClientError for whatever is no success
 */
export const judgeAnswer = (answer: ReceivedAnswer, request: PreparedRequest, json: JsonCodec = JSON): unknown => {
  const { status, text } = answer
  if (answer.redirected) {
    throw new UnexpectedAnswerError(`${request.operation} was answered with a redirect, which is not followed`, {
      status,
      hint: "A token goes to the address it was meant for and nowhere else. Use the address that the redirect leads to."
    })
  }
  const isSuccess = status >= 200 && status < 300
  // Used up is used up: whatever an unwrap gives is the consumer's, also what is no envelope.
  if (isSuccess && request.mayBeRaw && !request.wrapped && answer.noStore && !isJson(answer.contentType)) {
    return new RawAnswer(status, answer.contentType, answer.bytes)
  }
  const body = parseBody(answer, request, json, isSuccess)
  if (isSuccess || (request.answersWithAnyStatus && isAnswer(body))) {
    if (request.wrapped) return readWrapInfo(body)
    if (text === "" && status === 204) return undefined
    if (!isAnswer(body)) {
      // An upstream's JSON may be a list, or a number.
      if (request.mayBeRaw && answer.noStore) return new RawAnswer(status, answer.contentType, answer.bytes)
      throw unexpected(request, status, "the body is no JSON object")
    }
    return hideTokens(body)
  }
  throw refusal(status, body, request)
}

/** Reads a response to its end and judges it: {@link judgeAnswer} for a `Response`, such as a test's own. */
export const judgeResponse = async (response: Response, request: PreparedRequest, json?: JsonCodec): Promise<unknown> =>
  judgeAnswer(await readAnswer(response), request, json)

/** Where nothing is said, it is JSON. */
const isJson = (contentType: string): boolean => contentType === "" || /^application\/json\b/i.test(contentType)

const parseBody = (
  { status, text }: ReceivedAnswer,
  request: PreparedRequest,
  json: JsonCodec,
  isSuccess: boolean
): unknown => {
  if (text === "") return undefined
  try {
    return json.parse(text)
  } catch {
    // What fails to parse is quoted nowhere: half a secret is one too.
    if (isSuccess) throw unexpected(request, status, "the body is not JSON")
    return undefined
  }
}

const isAnswer = (body: unknown): body is object =>
  typeof body === "object" && body !== null && !Array.isArray(body) && !Object.hasOwn(body, "errors")

const unexpected = (request: PreparedRequest, status: number, what: string): UnexpectedAnswerError =>
  new UnexpectedAnswerError(`${request.operation} was answered with ${status}, but ${what}`, {
    status,
    hint: "Is the address the server's own, and not a proxy's or a page's?"
  })

/** Hides the tokens of an envelope from the console: a new one, a wrapping token, and the one that was looked up. */
const hideTokens = (envelope: object): object => {
  for (const [block, name, mark] of [
    ["auth", "client_token", "client_token"],
    ["wrap_info", "token", "token"],
    // Also unwrapped, a look-up is known by its creation TTL.
    ["data", "id", "creation_ttl"]
  ] as const) {
    const holder = field(envelope, block)
    if (field(holder, name) && field(holder, mark) !== undefined) hideWhenInspected(holder as object, name)
  }
  return envelope
}

/** A server's text without what it quotes of the request. The protocol's own text quotes nothing, and stays whole. */
const scrubbed = (text: string, secrets: ReadonlyArray<string>): string =>
  text
    .split(invalidTokenText)
    .map((part) => scrub(part, secrets))
    .join(invalidTokenText)

/** Judges by the texts as they came, and keeps them scrubbed: what is scrubbed may be a word of the protocol's. */
const refusal = (status: number, body: unknown, request: PreparedRequest): ClientError => {
  const given = field(body, "errors")
  const texts = Array.isArray(given) ? given.map(String) : []
  const errors = texts.map((text) => scrubbed(text, request.secrets))
  const details = { status, errors }
  const message = `${request.operation} was answered with ${status}${errors.map((text) => `: ${text}`).join("")}`
  if (status === 400 && texts.some((text) => text.includes(invalidTokenText))) {
    return new WrappingTokenInvalidError(
      "The wrapping token is not valid: it has expired, was used by someone else, was revoked, or was never issued",
      {
        ...details,
        hint: "If it is neither past its TTL nor used by yourself, take it as intercepted: raise an alert, and revoke what was wrapped."
      }
    )
  }
  switch (status) {
    case 403:
      return new PermissionDeniedError(message, details)
    case 404:
      return new NotFoundError(message, { ...details, envelope: isAnswer(body) ? body : undefined })
    case 429:
      return new RateLimitedError(message, details)
  }
  if (status === 503 && texts.some((text) => text.includes("sealed"))) return new SealedError(message, details)
  return status >= 500 || status < 400 ? new ServerError(message, details) : new InvalidRequestError(message, details)
}
