import { exactJson } from "@enwrap/client-node"
import type { CommandInput } from "../command-spec.ts"
import { Failure, usageFailure } from "../failure.ts"
import type { Io } from "../io.ts"
import { indentJson, isJsonObject } from "../json-text.ts"
import { environmentValue } from "../input/environment.ts"
import { type Row, rowsOf } from "./rows.ts"
import { table } from "./table.ts"

/** How an answer is to be printed. */
export interface OutputOptions {
  readonly format: "table" | "json"
  readonly field: string | undefined
}

/**
 * Reads `--format` and `--field`, before anything is sent: an unwrap must not be used up over a misspelt format.
 *
 * @throws Failure (used wrongly) for a format in the environment that is neither table nor json
 */
export const readOutputOptions = (input: CommandInput, io: Io): OutputOptions => {
  const format = input.flag("format") ?? environmentValue(io, "FORMAT") ?? "table"
  if (format !== "table" && format !== "json") {
    throw usageFailure("the format in BAO_FORMAT or VAULT_FORMAT is neither table nor json.")
  }
  return { format, field: input.flag("field") }
}

/**
 * Prints a server's answer, given as its text: as a table, as the JSON it is, or one field of it.
 *
 * @throws Failure where the field is not in it
 */
export const printAnswer = (text: string, options: OutputOptions, io: Io): void => {
  if (options.field === undefined && options.format === "json") return io.write(`${indentJson(text)}\n`)
  const envelope = parseEnvelope(text)
  // What is not an envelope is still what was wrapped, and may have been taken for good: it is printed as it came.
  if (envelope === undefined) return io.write(text)
  printWarnings(envelope, io)
  const rows = rowsOf(envelope)
  if (options.field !== undefined) return printField(rows, options.field, options.format, io)
  if (rows.length === 0) return io.warn("The answer has no data.\n")
  io.write(table(rows.map((row) => [row.name, row.shown ?? textOf(row.value)])))
}

const parseEnvelope = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value = exactJson.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const printField = (rows: ReadonlyArray<Row>, name: string, format: "table" | "json", io: Io): void => {
  const row = rows.find((candidate) => candidate.name === name) ?? rows.find((candidate) => candidate.alias === name)
  if (row === undefined) {
    throw new Failure(`the answer has no field \`${name}\`.`, [
      rows.length === 0 ? "It has no data." : `It has: ${rows.map((candidate) => candidate.name).join(", ")}.`
    ])
  }
  if (format === "json") return io.write(`${indentJson(JSON.stringify(row.value))}\n`)
  // Bare in a pipe, so that `$(…)` and files get the value and nothing else.
  io.write(textOf(row.value) + (io.outputIsTerminal ? "\n" : ""))
}

const printWarnings = (envelope: Readonly<Record<string, unknown>>, io: Io): void => {
  const { warnings } = envelope
  if (Array.isArray(warnings)) for (const warning of warnings) io.warn(`The server warns: ${textOf(warning)}\n`)
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? "n/a"))
