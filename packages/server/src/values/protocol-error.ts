import { errorTextFor } from "@enwrap/protocol"
import * as Data from "effect/Data"
import type { RawJson } from "./json/raw-json.ts"

/**
 * An error that is sent to the caller: a status, and the texts of `{"errors":[…]}`. The texts say what is wrong, and never quote a
 * token or a payload.
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

/** `{"errors":["text"]}` */
export const plainError = (status: number, text: string): ProtocolError => new ProtocolError({ status, errors: [text] })

/** `{"errors":[]}`: a status without a text, such as 404 for a secret that does not exist. */
export const silentError = (status: number): ProtocolError => new ProtocolError({ status, errors: [] })

/** A status without a body, such as for a patch of metadata that does not exist. */
export const bodilessError = (status: number): ProtocolError =>
  new ProtocolError({ status, errors: [], bodiless: true })

/** The form in which the original prints a list of errors. */
export const listText = (text: string): string => `1 error occurred:\n\t* ${text}\n\n`

/** `{"errors":["1 error occurred:\n\t* text\n\n"]}` */
export const listedError = (status: number, text: string): ProtocolError => plainError(status, listText(text))

/** 400: a field has a value that the operation cannot use. `problem` must not quote the value. */
export const fieldError = (field: string, problem: string): ProtocolError =>
  plainError(400, errorTextFor.fieldInvalid(field, problem))
