import { errorPrefixes, policyTexts } from "@enwrap/protocol"
import * as Data from "effect/Data"

/** A policy document that cannot be read. `message` is the text for the caller; line and column count from 1. */
export class PolicyParseError extends Data.TaggedError("PolicyParseError")<{
  readonly message: string
  readonly line: number
  readonly column: number
}> {}

const positionOf = (document: string, at: number): { readonly line: number; readonly column: number } => {
  const before = document.slice(0, at)
  return { line: before.split("\n").length, column: at - before.lastIndexOf("\n") }
}

/** A failure whose text the original has too: the place stands beside it, not in it. */
export const parseError = (document: string, at: number, text: string): PolicyParseError =>
  new PolicyParseError({ message: errorPrefixes.policy + text, ...positionOf(document, at) })

/** A failure whose text names the place: `At 1:12: …`, after what the reader needs to know first. */
export const parseErrorAt = (document: string, at: number, text: string, context = ""): PolicyParseError => {
  const { line, column } = positionOf(document, at)
  return new PolicyParseError({
    message: `${errorPrefixes.policy}${context}${policyTexts.at(line, column)}${text}`,
    line,
    column
  })
}
