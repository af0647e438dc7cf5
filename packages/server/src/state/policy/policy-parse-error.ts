import { errorPrefixes, policyTexts } from "@enwrap/protocol"
import * as Data from "effect/Data"
import { type DocumentError, positionAt } from "../../values/hcl/document-error.ts"

/** A policy cannot be parsed. `message` is the error text for the caller; line and column start at 1. */
export class PolicyParseError extends Data.TaggedError("PolicyParseError")<{
  readonly message: string
  readonly line: number
  readonly column: number
}> {}

/** An error with a text of the original, which does not contain the position. */
export const parseError = (document: string, at: number, text: string): PolicyParseError =>
  new PolicyParseError({ message: errorPrefixes.policy + text, ...positionAt(document, at) })

/** An error whose text contains the position: a context, and then `At 1:12: …`. */
export const parseErrorAt = (document: string, at: number, text: string, context = ""): PolicyParseError => {
  const { line, column } = positionAt(document, at)
  return new PolicyParseError({
    message: `${errorPrefixes.policy}${context}${policyTexts.at(line, column)}${text}`,
    line,
    column
  })
}

/** The error of a document that is neither HCL nor JSON. */
export const syntaxError = ({ column, line, message }: DocumentError): PolicyParseError =>
  new PolicyParseError({ message: errorPrefixes.policy + policyTexts.at(line, column) + message, line, column })
