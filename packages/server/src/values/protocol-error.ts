import { errorTextFor } from "@enwrap/protocol"
import * as Data from "effect/Data"
import type { RawJson } from "./json/raw-json.ts"

/**
 * A failure that the caller is told about: a status and the texts of `{"errors":[…]}`.
 * Texts name what is wrong and never quote a token or a payload.
 */
export class ProtocolError extends Data.TaggedError("ProtocolError")<{
  readonly status: number
  readonly errors: ReadonlyArray<string>
  /** Sent beside `errors`, where the original does so. */
  readonly data?: RawJson
  /** In the place of `data` where the request asks for wrapping: an error is never wrapped. */
  readonly dataIfWrapped?: RawJson
  /** Seconds until the client may try again: the header `Retry-After`. */
  readonly retryAfter?: number
  /** Nothing is sent but the status. */
  readonly bodiless?: true
}> {}

/** `{"errors":["text"]}` */
export const plainError = (status: number, text: string): ProtocolError => new ProtocolError({ status, errors: [text] })

/** `{"errors":[]}`: a status that needs no words, such as a read of what is not there. */
export const silentError = (status: number): ProtocolError => new ProtocolError({ status, errors: [] })

/** A status and no body at all: a patch of metadata that is not there. */
export const bodilessError = (status: number): ProtocolError =>
  new ProtocolError({ status, errors: [], bodiless: true })

/** The list form in which the original prints errors that it collected on the way. */
export const listText = (text: string): string => `1 error occurred:\n\t* ${text}\n\n`

/** `{"errors":["1 error occurred:\n\t* text\n\n"]}` */
export const listedError = (status: number, text: string): ProtocolError => plainError(status, listText(text))

/** 400: a field has a value that the operation cannot use. `problem` must not quote the value. */
export const fieldError = (field: string, problem: string): ProtocolError =>
  plainError(400, errorTextFor.fieldInvalid(field, problem))
