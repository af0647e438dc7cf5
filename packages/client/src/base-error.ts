import { inspectSymbol } from "./redacted.ts"

/**
 * What is unexpected about a response, if a program can act on it: it is not wrapped, although wrapping was requested; or it
 * has nothing that could be wrapped, such as a 204, although the request succeeded.
 */
export type UnexpectedReason = "notWrapped" | "empty"

/** What an error has in addition to its message. */
export interface ErrorDetails {
  /** The HTTP status, if there was a response. */
  readonly status?: number | undefined
  /** The error texts of the server, in which every token that this client sent is replaced. */
  readonly errors?: ReadonlyArray<string> | undefined
  /** What to do next. */
  readonly hint?: string | undefined
  /** What is unexpected about the response. */
  readonly reason?: UnexpectedReason
  /** The underlying error, for debugging. It is never printed or serialised. */
  readonly cause?: unknown
}

/** The base of all errors of the clients. Tell them apart by `code`, and from other errors with `isClientError`. */
export abstract class BaseError extends Error {
  abstract readonly code: string
  /** The HTTP status, if there was a response. */
  readonly status: number | undefined
  /** The error texts of the server, in which every token that this client sent is replaced. */
  readonly errors: ReadonlyArray<string>
  /** What to do next. */
  readonly hint: string | undefined
  /** What is unexpected about the response, for an `UnexpectedResponseError` on which a program can act. */
  readonly reason: UnexpectedReason | undefined
  readonly #cause: unknown

  constructor(message: string, details: ErrorDetails = {}) {
    super(message)
    this.status = details.status
    this.errors = details.errors ?? []
    this.hint = details.hint
    this.reason = details.reason
    this.#cause = details.cause
  }

  /** The underlying error, for debugging. It is not enumerable, and never printed. */
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
