import type { ErrorCode } from "@enwrap/client"

/** The calls of the client for pages. */
export type CallName = "wrap" | "unwrap" | "lookup" | "rewrap" | "revoke"

/** What an error has in addition to its code. */
export interface ErrorDetails {
  readonly status?: number | undefined
  readonly errors?: ReadonlyArray<string> | undefined
  readonly envelope?: unknown
  readonly cause?: unknown
}

/**
 * The error of every failed call. Tell errors apart by `code`. The message contains no sentences, to keep pages small:
 * `explain` of `@enwrap/client-browser/hints` has them.
 *
 * No error contains a token that the client sent.
 *
 * @example
 * ```ts
 * import { ClientError, createBrowserClient } from "@enwrap/client-browser"
 *
 * const client = createBrowserClient({ address: "https://vault.example:8200" })
 * await client.unwrap("s.the-wrapping-token").catch((error: unknown) => {
 *   if (!(error instanceof ClientError)) throw error
 *   switch (error.code) {
 *     case "WRAPPING_TOKEN_INVALID":
 *       return console.error("raise an alert")
 *     case "RATE_LIMITED":
 *       return console.error("try again later")
 *     default:
 *       return console.error(error.message)
 *   }
 * })
 * ```
 */
export class ClientError extends Error {
  declare readonly code: ErrorCode
  /** The HTTP status, if there was a response. */
  declare readonly status: number | undefined
  /** The error texts of the server, in which every token that this client sent is replaced. */
  declare readonly errors: ReadonlyArray<string>
  readonly #details: ErrorDetails

  constructor(code: ErrorCode, what: string, details: ErrorDetails = {}) {
    const { status, errors = [] } = details
    super([what, code, status ?? [], errors].flat().join(": "))
    this.code = code
    this.errors = errors
    this.status = status
    this.#details = details
  }

  /**
   * The envelope that came with an error such as a 404, if there was one: it was wrapped, and the unwrap has used the token up. It
   * is an empty object if the wrapped error has no body.
   */
  get envelope(): unknown {
    return this.#details.envelope
  }

  /** The reason of an abort, or the browser's error without tokens. It is never printed. */
  override get cause(): unknown {
    return this.#details.cause
  }

  override get name(): string {
    return "ClientError"
  }
}

/**
 * Tells the errors of the client from all others.
 *
 * @example
 * ```ts
 * import { isClientError } from "@enwrap/client-browser"
 *
 * export const canRetry = (error: unknown): boolean => isClientError(error) && error.code === "CONNECTION_FAILED"
 * ```
 */
export const isClientError = (error: unknown): error is ClientError => error instanceof ClientError
