import { BaseError } from "./base-error.ts"

/**
 * The server was not reached, or the connection was lost during a read. Nothing is used up: the request can safely be sent
 * again.
 *
 * @example
 * ```ts
 * import { ConnectionError } from "@enwrap/client"
 *
 * export const canRetry = (error: unknown): boolean => error instanceof ConnectionError
 * ```
 */
export class ConnectionError extends BaseError {
  readonly code = "CONNECTION_FAILED"
  override get name(): "ConnectionError" {
    return "ConnectionError"
  }
}

/**
 * The signal of the caller aborted the call. Nothing is used up; after that it would be an {@link OutcomeUnknownError}. The
 * `cause` is the reason of the signal.
 *
 * @example
 * ```ts
 * import { AbortedError } from "@enwrap/client"
 *
 * export const wasStoppedByUs = (error: unknown): boolean => error instanceof AbortedError
 * ```
 */
export class AbortedError extends BaseError {
  readonly code = "ABORTED"
  override get name(): "AbortedError" {
    return "AbortedError"
  }
}

/**
 * There was no response within `timeoutMs`. Nothing is used up; after a write or an unwrap it would be an
 * {@link OutcomeUnknownError}. The `cause` is the platform's `TimeoutError`.
 *
 * @example
 * ```ts
 * import { TimedOutError } from "@enwrap/client"
 *
 * export const isSlow = (error: unknown): boolean => error instanceof TimedOutError
 * ```
 */
export class TimedOutError extends BaseError {
  readonly code = "TIMED_OUT"
  override get name(): "TimedOutError" {
    return "TimedOutError"
  }
}

/**
 * A write or an unwrap was sent, but its response was lost: by a timeout, a reset or an abort. It may have taken effect. The
 * client did not send it again, and neither should you: look the token up, or revoke it by its accessor.
 *
 * @example
 * ```ts
 * import { createClient, OutcomeUnknownError, type WrapInfo } from "@enwrap/client"
 *
 * const client = createClient({ address: "http://127.0.0.1:8200", token: "s.the-token", fetch })
 *
 * export const unwrapOrRevoke = async <Content>(info: WrapInfo<Content>): Promise<Content> => {
 *   try {
 *     return await client.unwrap(info)
 *   } catch (error) {
 *     if (error instanceof OutcomeUnknownError) await client.revoke(info)
 *     throw error
 *   }
 * }
 * ```
 *
 * @see RW-SEC-6
 */
export class OutcomeUnknownError extends BaseError {
  readonly code = "OUTCOME_UNKNOWN"
  override get name(): "OutcomeUnknownError" {
    return "OutcomeUnknownError"
  }
}

/**
 * The address is plain `http:` to another machine, so anyone on the network path could read the tokens. Nothing was sent.
 *
 * @example
 * ```ts
 * import { createClient, InsecureAddressError } from "@enwrap/client"
 *
 * try {
 *   createClient({ address: "http://vault.example:8200", fetch })
 * } catch (error) {
 *   if (error instanceof InsecureAddressError) console.error(error.hint)
 * }
 * ```
 */
export class InsecureAddressError extends BaseError {
  readonly code = "INSECURE_ADDRESS"
  override get name(): "InsecureAddressError" {
    return "InsecureAddressError"
  }
}

/**
 * An argument is not valid; nothing was sent.
 *
 * @example
 * ```ts
 * import { createClient, InvalidArgumentError } from "@enwrap/client"
 *
 * try {
 *   createClient({ address: "vault.example", fetch })
 * } catch (error) {
 *   if (error instanceof InvalidArgumentError) console.error(error.message)
 * }
 * ```
 */
export class InvalidArgumentError extends BaseError {
  readonly code = "INVALID_ARGUMENT"
  override get name(): "InvalidArgumentError" {
    return "InvalidArgumentError"
  }
}
