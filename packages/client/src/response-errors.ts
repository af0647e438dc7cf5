import { BaseError } from "./base-error.ts"

/**
 * The wrapping token is not valid (400). The server does not say why, because an attacker could use that. If you have not
 * used the token yourself and its TTL has not elapsed, treat it as intercepted.
 *
 * @example
 * ```ts
 * import { createClient, WrappingTokenInvalidError } from "@enwrap/client"
 *
 * const client = createClient({ address: "http://127.0.0.1:8200", fetch })
 * try {
 *   await client.unwrap("s.the-wrapping-token")
 * } catch (error) {
 *   if (error instanceof WrappingTokenInvalidError) console.error("raise an alert:", error.hint)
 *   else throw error
 * }
 * ```
 *
 * @see RW-SU-2 RW-TTL-2
 */
export class WrappingTokenInvalidError extends BaseError {
  readonly code = "WRAPPING_TOKEN_INVALID"
  override get name(): "WrappingTokenInvalidError" {
    return "WrappingTokenInvalidError"
  }
}

/**
 * The caller's token is missing or not valid, or its policies do not allow the request (403).
 *
 * @example
 * ```ts
 * import { PermissionDeniedError } from "@enwrap/client"
 *
 * export const needsLogin = (error: unknown): boolean => error instanceof PermissionDeniedError
 * ```
 */
export class PermissionDeniedError extends BaseError {
  readonly code = "PERMISSION_DENIED"
  override get name(): "PermissionDeniedError" {
    return "PermissionDeniedError"
  }
}

/**
 * There is nothing at the path (404).
 *
 * @example
 * ```ts
 * import { createClient, NotFoundError } from "@enwrap/client"
 * import { kvV1Read } from "@enwrap/client/operations"
 *
 * const client = createClient({ address: "http://127.0.0.1:8200", token: "s.the-token", fetch })
 * const secret = await client.call(kvV1Read, { mount: "kv", path: "db" }).catch((error: unknown) => {
 *   if (error instanceof NotFoundError) return undefined
 *   throw error
 * })
 * console.log(secret === undefined ? "there is no secret" : secret.data)
 * ```
 */
export class NotFoundError extends BaseError {
  readonly code = "NOT_FOUND"
  override get name(): "NotFoundError" {
    return "NotFoundError"
  }
}

/**
 * The server rejected the request (400, 405, 412, 413 …); `errors` says why.
 *
 * @example
 * ```ts
 * import { InvalidRequestError } from "@enwrap/client"
 *
 * export const reasonsOf = (error: unknown): ReadonlyArray<string> =>
 *   error instanceof InvalidRequestError ? error.errors : []
 * ```
 */
export class InvalidRequestError extends BaseError {
  readonly code = "INVALID_REQUEST"
  override get name(): "InvalidRequestError" {
    return "InvalidRequestError"
  }
}

/**
 * The server is limiting requests (429). The request had no effect: send it again later.
 *
 * @example
 * ```ts
 * import { RateLimitedError } from "@enwrap/client"
 *
 * export const canRetryLater = (error: unknown): boolean => error instanceof RateLimitedError
 * ```
 */
export class RateLimitedError extends BaseError {
  readonly code = "RATE_LIMITED"
  override get name(): "RateLimitedError" {
    return "RateLimitedError"
  }
}

/**
 * The server is sealed, and rejects all requests until it is unsealed (503).
 *
 * @example
 * ```ts
 * import { SealedError } from "@enwrap/client"
 *
 * export const needsOperator = (error: unknown): boolean => error instanceof SealedError
 * ```
 */
export class SealedError extends BaseError {
  readonly code = "SEALED"
  override get name(): "SealedError" {
    return "SealedError"
  }
}

/**
 * The server failed (5xx). After an unwrap, the token may be used up.
 *
 * @example
 * ```ts
 * import { ServerError } from "@enwrap/client"
 *
 * export const describe = (error: unknown): string =>
 *   error instanceof ServerError ? `the server failed with ${error.status}` : "another error"
 * ```
 */
export class ServerError extends BaseError {
  readonly code = "SERVER_ERROR"
  override get name(): "ServerError" {
    return "ServerError"
  }
}

/**
 * The response is not one of the protocol: it is not JSON, it is a redirect, or it is not wrapped although wrapping was
 * requested. The address may be that of another server or of a proxy.
 *
 * @example
 * ```ts
 * import { UnexpectedResponseError } from "@enwrap/client"
 *
 * export const isWrongAddress = (error: unknown): boolean =>
 *   error instanceof UnexpectedResponseError && error.status !== undefined && error.status < 400
 * ```
 */
export class UnexpectedResponseError extends BaseError {
  readonly code = "UNEXPECTED_RESPONSE"
  override get name(): "UnexpectedResponseError" {
    return "UnexpectedResponseError"
  }
}
