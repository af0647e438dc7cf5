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
  readonly reason?: UnexpectedReason | undefined
  /** The envelope that came with the error. It is never printed or serialised. */
  readonly envelope?: unknown
  /** The underlying error, for debugging. It is never printed or serialised. */
  readonly cause?: unknown
}

/** The base of all errors of the clients. Tell them apart by `code`, and from other errors with `isClientError`. */
export abstract class BaseError extends Error {
  abstract readonly code: string
  /** The HTTP status, if there was a response. */
  declare readonly status: number | undefined
  /** The error texts of the server, in which every token that this client sent is replaced. */
  declare readonly errors: ReadonlyArray<string>
  /** What to do next. */
  declare readonly hint: string | undefined
  /** What is unexpected about the response, for an `UnexpectedResponseError` on which a program can act. */
  declare readonly reason: UnexpectedReason | undefined
  readonly #cause: unknown
  readonly #envelope: unknown

  constructor(message: string, details: ErrorDetails = {}) {
    super(message)
    this.status = details.status
    this.errors = details.errors ?? []
    this.hint = details.hint
    this.reason = details.reason
    this.#cause = details.cause
    this.#envelope = details.envelope
  }

  /** The underlying error, for debugging. It is not enumerable, and never printed. */
  override get cause(): unknown {
    return this.#cause
  }

  /**
   * The envelope that came with the error, if there was one: for example with a 404, the metadata of a deleted version of kv
   * version 2. Of an unwrap, it is what the token wrapped, which is an empty object if the wrapped error has no body: the token is used up.
   *
   * @see RW-KV-6 RW-WE-11
   */
  get envelope(): unknown {
    return this.#envelope
  }

  toJSON(): object {
    // The private fields are not among them.
    return { name: this.name, message: this.message, ...(this as object) }
  }

  [inspectSymbol](): string {
    const lines = [this.stack ?? `${this.name}: ${this.message}`, `  code: ${this.code}`]
    if (this.status !== undefined) lines.push(`  status: ${this.status}`)
    for (const text of this.errors) lines.push(`  server: ${text}`)
    if (this.hint !== undefined) lines.push(`  hint: ${this.hint}`)
    return lines.join("\n")
  }
}
