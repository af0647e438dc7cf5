import { inspectSymbol } from "./redacted.ts"

/** The wrapping token opens nothing: it expired, was used or revoked, or never was. */
export const WRAPPING_TOKEN_INVALID = "WRAPPING_TOKEN_INVALID"
/** The caller may not do this, or its token is not valid (403). */
export const PERMISSION_DENIED = "PERMISSION_DENIED"
/** There is nothing at the path (404). */
export const NOT_FOUND = "NOT_FOUND"
/** The server refuses the request as it stands (any other 4xx). */
export const INVALID_REQUEST = "INVALID_REQUEST"
/** The server asks to come back later (429). */
export const RATE_LIMITED = "RATE_LIMITED"
/** The server is sealed (503). */
export const SEALED = "SEALED"
/** The server failed (5xx). */
export const SERVER_ERROR = "SERVER_ERROR"
/** What came back is not what the protocol knows: no JSON, a redirect, or an answer that should be wrapped and is not. */
export const UNEXPECTED_ANSWER = "UNEXPECTED_ANSWER"
/** The server was not reached, or a read was cut off: nothing is used up. */
export const CONNECTION_FAILED = "CONNECTION_FAILED"
/** A call that counts once was sent, and no answer came: it may or may not have had its effect. */
export const OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN"
/** The address would send tokens in the clear. */
export const INSECURE_ADDRESS = "INSECURE_ADDRESS"
/** An argument of the caller's is not usable; nothing was sent. */
export const INVALID_ARGUMENT = "INVALID_ARGUMENT"

/** What an error carries beside its message. */
export interface ErrorDetails {
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined
  /** The server's own texts, with every token that this client sent replaced. */
  readonly errors?: ReadonlyArray<string> | undefined
  /** What to do now. */
  readonly hint?: string | undefined
  /** What led here, for debugging. Never printed or serialised. */
  readonly cause?: unknown
}

/** What all errors of the clients have in common. Catch by `code`, or with {@link isClientError}. */
abstract class BaseError extends Error {
  abstract readonly code: string
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined
  /** The server's own texts, with every token that this client sent replaced. */
  readonly errors: ReadonlyArray<string>
  /** What to do now. */
  readonly hint: string | undefined
  readonly #cause: unknown

  constructor(message: string, details: ErrorDetails = {}) {
    super(message)
    this.status = details.status
    this.errors = details.errors ?? []
    this.hint = details.hint
    this.#cause = details.cause
  }

  /** What led here, for debugging. Not enumerable, printed by nothing. */
  override get cause(): unknown {
    return this.#cause
  }

  toJSON(): object {
    const { name, code, message, status, errors, hint } = this
    return { name, code, message, status, errors, hint }
  }

  [inspectSymbol](): string {
    const lines = [this.stack ?? `${this.name}: ${this.message}`, `  code: ${this.code}`]
    if (this.status !== undefined) lines.push(`  status: ${this.status}`)
    for (const text of this.errors) lines.push(`  server: ${text}`)
    if (this.hint !== undefined) lines.push(`  hint: ${this.hint}`)
    return lines.join("\n")
  }
}

/**
 * The server knows no such wrapping token (400). It cannot say why, lest it tell an attacker; so if you have not used
 * the token yourself and it is not over its TTL, take it as intercepted.
 *
 * @see RW-SU-2 RW-TTL-2
 */
export class WrappingTokenInvalidError extends BaseError {
  readonly code = WRAPPING_TOKEN_INVALID
  override get name(): "WrappingTokenInvalidError" {
    return "WrappingTokenInvalidError"
  }
}

/** The caller's token is missing, not valid, or may not do this (403). */
export class PermissionDeniedError extends BaseError {
  readonly code = PERMISSION_DENIED
  override get name(): "PermissionDeniedError" {
    return "PermissionDeniedError"
  }
}

/** There is nothing at the path (404). */
export class NotFoundError extends BaseError {
  readonly code = NOT_FOUND
  readonly #envelope: unknown

  constructor(message: string, details: ErrorDetails & { readonly envelope?: unknown } = {}) {
    super(message, details)
    this.#envelope = details.envelope
  }

  /**
   * The envelope that came with the 404, if one did: the metadata of a deleted version of kv version 2, for one.
   *
   * @see RW-KV-6 RW-WE-11
   */
  get envelope(): unknown {
    return this.#envelope
  }

  override get name(): "NotFoundError" {
    return "NotFoundError"
  }
}

/** The server refuses the request as it stands (400, 405, 412, 413 …); `errors` says why. */
export class InvalidRequestError extends BaseError {
  readonly code = INVALID_REQUEST
  override get name(): "InvalidRequestError" {
    return "InvalidRequestError"
  }
}

/** The server asks to come back later (429). */
export class RateLimitedError extends BaseError {
  readonly code = RATE_LIMITED
  override get name(): "RateLimitedError" {
    return "RateLimitedError"
  }
}

/** The server is sealed and answers nothing until it is unsealed (503). */
export class SealedError extends BaseError {
  readonly code = SEALED
  override get name(): "SealedError" {
    return "SealedError"
  }
}

/** The server failed (5xx). */
export class ServerError extends BaseError {
  readonly code = SERVER_ERROR
  override get name(): "ServerError" {
    return "ServerError"
  }
}

/** Something answered, but not as the protocol does: no JSON, a redirect, or unwrapped where wrapping was asked for. */
export class UnexpectedAnswerError extends BaseError {
  readonly code = UNEXPECTED_ANSWER
  override get name(): "UnexpectedAnswerError" {
    return "UnexpectedAnswerError"
  }
}

/** The server was not reached, or a read was cut off. Nothing was used up: asking again is safe. */
export class ConnectionError extends BaseError {
  readonly code = CONNECTION_FAILED
  override get name(): "ConnectionError" {
    return "ConnectionError"
  }
}

/**
 * A call that counts once (an unwrap, a wrap, any write) was sent, and the answer got lost: a time-out, a reset or an
 * abort. It may have had its effect. It was not sent again, and must not be without thought.
 *
 * @see RW-SEC-6
 */
export class OutcomeUnknownError extends BaseError {
  readonly code = OUTCOME_UNKNOWN
  override get name(): "OutcomeUnknownError" {
    return "OutcomeUnknownError"
  }
}

/** The address is plain `http:` to another machine: whoever is in between could read tokens. Nothing was sent. */
export class InsecureAddressError extends BaseError {
  readonly code = INSECURE_ADDRESS
  override get name(): "InsecureAddressError" {
    return "InsecureAddressError"
  }
}

/** An argument is not usable; nothing was sent. */
export class InvalidArgumentError extends BaseError {
  readonly code = INVALID_ARGUMENT
  override get name(): "InvalidArgumentError" {
    return "InvalidArgumentError"
  }
}

/** Every error that a client throws: a `switch` over `code` can be exhaustive. */
export type ClientError =
  | WrappingTokenInvalidError
  | PermissionDeniedError
  | NotFoundError
  | InvalidRequestError
  | RateLimitedError
  | SealedError
  | ServerError
  | UnexpectedAnswerError
  | ConnectionError
  | OutcomeUnknownError
  | InsecureAddressError
  | InvalidArgumentError

/** The codes by which errors are told apart. */
export type ErrorCode = ClientError["code"]

/** Whether something that was thrown is one of the clients' own errors. */
export const isClientError = (error: unknown): error is ClientError => error instanceof BaseError
