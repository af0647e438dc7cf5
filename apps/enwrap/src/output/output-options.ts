import type { CommandInput } from "../cli/command-spec.ts"
import { environmentValue } from "../cli/environment.ts"
import { usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"

/** How to print a response. */
export interface OutputOptions {
  readonly format: "table" | "json" | "yaml"
  readonly field: string | undefined
}

/**
 * Reads `--format` and `--field`. Call this before the request is sent, so that a misspelt name does not use up a token.
 *
 * @param fields the fields of the command's response, if they are known in advance
 * @throws Failure (usage error) for an unknown format in the environment, and for an unknown field
 */
export const readOutputOptions = (input: CommandInput, io: Io, fields?: ReadonlyArray<string>): OutputOptions => {
  const format = (input.flag("format") ?? environmentValue(io, "FORMAT") ?? "table").toLowerCase()
  if (format !== "table" && format !== "json" && format !== "yaml") {
    throw usageFailure("BAO_FORMAT or VAULT_FORMAT must be table, json or yaml.")
  }
  const field = input.flag("field")
  if (field === "") throw usageFailure("--field needs a name.", "No request was sent.")
  if (field !== undefined && fields?.includes(field) === false) {
    // Do not quote the name: it may be a token typed in the wrong place.
    throw usageFailure("unknown field in --field.", `Fields of this command: ${fields.join(", ")}.`)
  }
  return { format, field }
}
