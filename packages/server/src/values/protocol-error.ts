import { errorTextFor } from "@enwrap/protocol"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { RawJson } from "./json/raw-json.ts"

/**
 * An error that is sent to the caller: a status, and the texts of `{"errors":[…]}`. The texts say what is wrong, and never quote a
 * token or a payload.
 *
 * @example
 * ```ts
 * import { ProtocolError } from "@enwrap/server/engine"
 *
 * export const busy = new ProtocolError({ status: 503, errors: ["too many logins are waiting"], retryAfter: 1 })
 * ```
 */
export class ProtocolError extends Data.TaggedError("ProtocolError")<{
  readonly status: number
  readonly errors: ReadonlyArray<string>
  /** Sent with `errors`, where the original does so. */
  readonly data?: RawJson
  /** Sent instead of `data` if the request asks for wrapping: errors are never wrapped. */
  readonly dataIfWrapped?: RawJson
  /** Seconds after which the client can try again: the header `Retry-After`. */
  readonly retryAfter?: number
  /** Only the status is sent. */
  readonly bodiless?: true
}> {}

/**
 * `{"errors":["text"]}`
 *
 * @example
 * ```ts
 * import { plainError } from "@enwrap/server/engine"
 *
 * console.log(plainError(400, "missing path").errors) // [ 'missing path' ]
 * ```
 */
export const plainError = (status: number, text: string): ProtocolError => new ProtocolError({ status, errors: [text] })

/**
 * `{"errors":[]}`: a status without a text, such as 404 for a secret that does not exist.
 *
 * @example
 * ```ts
 * import { silentError } from "@enwrap/server/engine"
 *
 * console.log(silentError(404).errors) // []
 * ```
 */
export const silentError = (status: number): ProtocolError => new ProtocolError({ status, errors: [] })

/**
 * A status without a body, such as for a patch of metadata that does not exist.
 *
 * @example
 * ```ts
 * import { bodilessError } from "@enwrap/server/engine"
 *
 * console.log(bodilessError(404).bodiless) // true
 * ```
 */
export const bodilessError = (status: number): ProtocolError =>
  new ProtocolError({ status, errors: [], bodiless: true })

/** Fails with 400 and `{"errors":["text"]}`. */
export const refused = (text: string): Effect.Effect<never, ProtocolError> => Effect.fail(plainError(400, text))

/** A result that fails with 400 and `{"errors":["text"]}`. */
export const refuse = (text: string): Result.Result<never, ProtocolError> => Result.fail(plainError(400, text))

const LIST = "1 error occurred:\n\t* "

/** The form in which the original prints a list of errors. */
const listText = (text: string): string => `${LIST}${text}\n\n`

/** A text in that form, unless it is already. */
export const asList = (text: string): string => (text.startsWith(LIST) ? text : listText(text))

/**
 * `{"errors":["1 error occurred:\n\t* text\n\n"]}`
 *
 * @example
 * ```ts
 * import { listedError } from "@enwrap/server/engine"
 *
 * console.log(listedError(400, "missing path").errors) // [ '1 error occurred:\n\t* missing path\n\n' ]
 * ```
 */
export const listedError = (status: number, text: string): ProtocolError => plainError(status, listText(text))

/**
 * 400: a field has a value that the operation cannot use. `problem` must not quote the value.
 *
 * @example
 * ```ts
 * import { fieldError } from "@enwrap/server/engine"
 *
 * console.log(fieldError("max_versions", "must be positive").status) // 400
 * ```
 */
export const fieldError = (field: string, problem: string): ProtocolError =>
  plainError(400, errorTextFor.fieldInvalid(field, problem))
