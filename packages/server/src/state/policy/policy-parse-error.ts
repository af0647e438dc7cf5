import { errorPrefixes, policyTexts } from "@enwrap/protocol"
import * as Data from "effect/Data"

/** A policy cannot be parsed. `message` is the error text for the caller; line and column start at 1. */
export class PolicyParseError extends Data.TaggedError("PolicyParseError")<{
  readonly message: string
  readonly line: number
  readonly column: number
}> {}

const positionOf = (document: string, at: number): { readonly line: number; readonly column: number } => {
  const before = document.slice(0, at)
  return { line: before.split("\n").length, column: at - before.lastIndexOf("\n") }
}

/** An error with a text of the original, which does not contain the position. */
export const parseError = (document: string, at: number, text: string): PolicyParseError =>
  new PolicyParseError({ message: errorPrefixes.policy + text, ...positionOf(document, at) })

/** An error whose text contains the position: a context, and then `At 1:12: …`. */
export const parseErrorAt = (document: string, at: number, text: string, context = ""): PolicyParseError => {
  const { line, column } = positionOf(document, at)
  return new PolicyParseError({
    message: `${errorPrefixes.policy}${context}${policyTexts.at(line, column)}${text}`,
    line,
    column
  })
}
