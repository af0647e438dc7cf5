import { exactJson } from "@enwrap/client-node"
import type { CommandInput } from "../cli/command-spec.ts"
import { Failure, usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { indentJson, isJsonObject } from "../wrapping/json-text.ts"
import { environmentValue } from "../cli/environment.ts"
import type { Answer } from "../wrapping/wrapping-calls.ts"
import { type Row, rowsOf } from "./rows.ts"
import { table } from "./table.ts"

/** How an answer is to be printed. */
export interface OutputOptions {
  readonly format: "table" | "json"
  readonly field: string | undefined
}

/**
 * Reads `--format` and `--field`, before anything is sent: a token must not be used up over a misspelt name. `fields` are
 * those of the command's answer, where they are known.
 *
 * @throws Failure (used wrongly) for a format in the environment that is neither table nor json, and for a field that no
 * answer has
 */
export const readOutputOptions = (input: CommandInput, io: Io, fields?: ReadonlyArray<string>): OutputOptions => {
  const format = input.flag("format") ?? environmentValue(io, "FORMAT") ?? "table"
  if (format !== "table" && format !== "json") {
    throw usageFailure("the format in BAO_FORMAT or VAULT_FORMAT is neither table nor json.")
  }
  const field = input.flag("field")
  if (field === "") throw usageFailure("--field has no name.", "Nothing was sent.")
  if (field !== undefined && fields?.includes(field) === false) {
    // What was typed there may be a token: it is not said again.
    throw usageFailure("--field names nothing that this command's answer has.", `It has: ${fields.join(", ")}.`)
  }
  return { format, field }
}

/**
 * Prints a server's answer: as a table, as the JSON it is, or one field of it; what is no envelope, byte by byte. An
 * answer may have been taken for good, so that a field that is not in it fails, but the answer is printed all the same.
 *
 * @throws Failure where the field is not in it
 */
export const printAnswer = (answer: Answer, options: OutputOptions, io: Io): void => {
  if (typeof answer !== "string") return printRaw(answer, options, io)
  if (answer === "") return printNothing(options, io)
  if (options.field === undefined && options.format === "json") return io.write(`${indentJson(answer)}\n`)
  io.write(render(answer, options, io))
}

const printRaw = (bytes: Uint8Array, { field, format }: OutputOptions, io: Io): void => {
  io.writeBytes(bytes)
  if (field !== undefined) throw new Failure("the answer is no envelope and has no fields: all of it was printed.")
  if (format === "json") io.warn("enwrap: the answer is no envelope: it was printed as it came.\n")
}

const printNothing = ({ field }: OutputOptions, io: Io): void => {
  if (field !== undefined) throw new Failure("the answer is empty: it has no fields.")
  io.warn("The answer has no data.\n")
}

const render = (text: string, options: OutputOptions, io: Io): string => {
  try {
    const envelope = exactJson.parse(text) as Readonly<Record<string, unknown>>
    const rows = rowsOf(envelope)
    const shown = options.field === undefined ? renderTable(rows, envelope, text) : renderField(rows, options, io)
    printWarnings(envelope, io)
    if (shown === "" && options.field === undefined) io.warn("The answer has no data.\n")
    if (shown !== undefined) return shown
    io.write(`${indentJson(text)}\n`)
    throw new Failure("the answer has no such field: all of it was printed.", [
      rows.length === 0 ? "It has no data." : `It has: ${rows.map((row) => row.name).join(", ")}.`
    ])
  } catch (error) {
    // Values may stand deeper in each other than the parser can go.
    if (!(error instanceof RangeError)) throw error
    if (options.field === undefined) return `${text}\n`
    io.write(`${text}\n`)
    throw new Failure("the answer is nested too deeply to take a field out of it: all of it was printed.")
  }
}

const renderTable = (rows: ReadonlyArray<Row>, envelope: Readonly<Record<string, unknown>>, text: string): string => {
  // An upstream's own JSON is no envelope, and may be a secret: it is printed whole.
  if (!isEnvelope(envelope)) return `${indentJson(text)}\n`
  if (rows.length > 0) return table(rows.map((row) => [row.name, row.shown ?? textOf(row.value)]))
  const { data } = envelope
  const isEmpty = data === null || (isJsonObject(data) && Object.keys(data).length === 0)
  return isEmpty ? "" : `${indentJson(text)}\n`
}

/** Whether a table shows all that counts: a server's envelope has an id, and else nothing but what envelopes have. */
const isEnvelope = (answer: Readonly<Record<string, unknown>>): boolean =>
  Object.hasOwn(answer, "request_id") || Object.keys(answer).every((key) => envelopeKeys.has(key))

const envelopeKeys: ReadonlySet<string> = new Set([
  "lease_id",
  "lease_duration",
  "renewable",
  "data",
  "auth",
  "wrap_info",
  "warnings",
  "mount_type"
])

const renderField = (rows: ReadonlyArray<Row>, { field, format }: OutputOptions, io: Io): string | undefined => {
  const row = rows.find((candidate) => candidate.name === field) ?? rows.find((candidate) => candidate.alias === field)
  if (row === undefined) return undefined
  if (format === "json") return `${indentJson(JSON.stringify(row.value ?? null))}\n`
  // Bare in a pipe, so that `$(…)` and files get the value and nothing else.
  return textOf(row.value) + (io.outputIsTerminal ? "\n" : "")
}

const printWarnings = (envelope: Readonly<Record<string, unknown>>, io: Io): void => {
  const { warnings } = envelope
  if (Array.isArray(warnings)) for (const warning of warnings) io.warn(`The server warns: ${textOf(warning)}\n`)
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? "n/a"))
