import { BaseError } from "./base-error.ts"
import type {
  AbortedError,
  ConnectionError,
  InsecureAddressError,
  InvalidArgumentError,
  OutcomeUnknownError,
  TimedOutError
} from "./request-errors.ts"
import type {
  InvalidRequestError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitedError,
  SealedError,
  ServerError,
  UnexpectedResponseError,
  WrappingTokenInvalidError
} from "./response-errors.ts"

export * from "./error-codes.ts"
export * from "./request-errors.ts"
export * from "./response-errors.ts"

/** Every error that a client throws. A `switch` over `code` can be exhaustive. */
export type ClientError =
  | WrappingTokenInvalidError
  | PermissionDeniedError
  | NotFoundError
  | InvalidRequestError
  | RateLimitedError
  | SealedError
  | ServerError
  | UnexpectedResponseError
  | ConnectionError
  | AbortedError
  | TimedOutError
  | OutcomeUnknownError
  | InsecureAddressError
  | InvalidArgumentError

/** The codes of the errors. */
export type ErrorCode = ClientError["code"]

/**
 * Tells the errors of the clients from all others. Then tell them apart by `code`.
 *
 * @example
 * ```ts
 * import { createClient, isClientError, RATE_LIMITED, WRAPPING_TOKEN_INVALID } from "@enwrap/client"
 *
 * const client = createClient({ address: "http://127.0.0.1:8200", fetch })
 * await client.unwrap("s.the-wrapping-token").catch((error: unknown) => {
 *   if (!isClientError(error)) throw error
 *   switch (error.code) {
 *     case WRAPPING_TOKEN_INVALID:
 *       return console.error("raise an alert")
 *     case RATE_LIMITED:
 *       return console.error("try again later")
 *     default:
 *       return console.error(error.message, error.hint)
 *   }
 * })
 * ```
 */
export const isClientError = (error: unknown): error is ClientError => error instanceof BaseError
