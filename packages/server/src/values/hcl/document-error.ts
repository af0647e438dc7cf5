import * as Data from "effect/Data"

/** A place in a text; both numbers start at 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/**
 * A document is neither HCL nor JSON. `message` says what is wrong, without the position.
 *
 * @example
 * ```ts
 * import { DocumentError, parseHcl } from "@enwrap/server/hcl"
 *
 * try {
 *   parseHcl('ui = "yes', "configuration")
 * } catch (error) {
 *   if (error instanceof DocumentError) console.log(error.line, error.column, error.message) // 1 6 unterminated string
 * }
 * ```
 */
export class DocumentError extends Data.TaggedError("DocumentError")<Position & { readonly message: string }> {}

/**
 * The line and the column of an offset in a text.
 *
 * @example
 * ```ts
 * import { positionAt } from "@enwrap/server/hcl"
 *
 * console.log(positionAt("ui = true\npid_file = 1", 10)) // { line: 2, column: 1 }
 * ```
 */
export const positionAt = (document: string, at: number): Position => {
  const before = document.slice(0, at)
  return { line: before.split("\n").length, column: at - before.lastIndexOf("\n") }
}
