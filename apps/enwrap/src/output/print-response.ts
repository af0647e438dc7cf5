import { exactJson } from "@enwrap/client-node"
import type { CommandInput } from "../cli/command-spec.ts"
import { Failure, usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { indentJson, isJsonObject } from "../wrapping/json-text.ts"
import { environmentValue } from "../cli/environment.ts"
import type { ResponseBody } from "../wrapping/wrapping-calls.ts"
import { type Row, rowsOf } from "./rows.ts"
import { table } from "./table.ts"

/** How to print a response. */
export interface OutputOptions {
  readonly format: "table" | "json"
  readonly field: string | undefined
}

/**
 * Reads `--format` and `--field`. Call this before the request is sent, so that a misspelt name does not use up a token.
 *
 * @param fields the fields of the command's response, if they are known in advance
 * @throws Failure (usage error) for an unknown format in the environment, and for an unknown field
 */
export const readOutputOptions = (input: CommandInput, io: Io, fields?: ReadonlyArray<string>): OutputOptions => {
  const format = input.flag("format") ?? environmentValue(io, "FORMAT") ?? "table"
  if (format !== "table" && format !== "json") {
    throw usageFailure("BAO_FORMAT or VAULT_FORMAT must be table or json.")
  }
  const field = input.flag("field")
  if (field === "") throw usageFailure("--field needs a name.", "No request was sent.")
  if (field !== undefined && fields?.includes(field) === false) {
    // Do not quote the name: it may be a token typed in the wrong place.
    throw usageFailure("unknown field in --field.", `Fields of this command: ${fields.join(", ")}.`)
  }
  return { format, field }
}

/**
 * Prints a response as a table, as JSON, or only one field. A response without an envelope is written byte for byte. If
 * the field does not exist, the whole response is printed, since it may not be possible to get it again.
 *
 * @throws Failure if the field does not exist
 */
export const printResponse = (response: ResponseBody, options: OutputOptions, io: Io): void => {
  if (typeof response !== "string") return printRaw(response, options, io)
  if (response === "") return printNothing(options, io)
  if (options.field === undefined && options.format === "json") return io.write(`${indentJson(response)}\n`)
  io.write(render(response, options, io))
}

const printRaw = (bytes: Uint8Array, { field, format }: OutputOptions, io: Io): void => {
  io.writeBytes(bytes)
  if (field !== undefined)
    throw new Failure("the response is not an envelope, so it has no fields: printed the whole response.")
  if (format === "json") io.warn("enwrap: the response is not an envelope: printed it unchanged.\n")
}

const printNothing = ({ field }: OutputOptions, io: Io): void => {
  if (field !== undefined) throw new Failure("the response is empty, so it has no fields.")
  io.warn("The response has no data.\n")
}

const render = (text: string, options: OutputOptions, io: Io): string => {
  try {
    const envelope = exactJson.parse(text) as Readonly<Record<string, unknown>>
    const rows = rowsOf(envelope)
    const shown = options.field === undefined ? renderTable(rows, envelope, text) : renderField(rows, options, io)
    printWarnings(envelope, io)
    if (shown === "" && options.field === undefined) io.warn("The response has no data.\n")
    if (shown !== undefined) return shown
    io.write(`${indentJson(text)}\n`)
    throw new Failure("the response has no such field: printed the whole response.", [
      rows.length === 0 ? "It has no fields." : `Its fields: ${rows.map((row) => row.name).join(", ")}.`
    ])
  } catch (error) {
    // The JSON may be nested more deeply than the parser can handle.
    if (!(error instanceof RangeError)) throw error
    if (options.field === undefined) return `${text}\n`
    io.write(`${text}\n`)
    throw new Failure("the response is nested too deeply to extract a field: printed the whole response.")
  }
}

const renderTable = (rows: ReadonlyArray<Row>, envelope: Readonly<Record<string, unknown>>, text: string): string => {
  // JSON of an upstream server is not an envelope and may be a secret: print all of it.
  if (!isEnvelope(envelope)) return `${indentJson(text)}\n`
  if (rows.length > 0) return table(rows.map((row) => [row.name, row.shown ?? textOf(row.value)]))
  const { data } = envelope
  const isEmpty = data === null || (isJsonObject(data) && Object.keys(data).length === 0)
  return isEmpty ? "" : `${indentJson(text)}\n`
}

/** Whether this is an envelope: it has a request id, or only keys that envelopes have. */
const isEnvelope = (response: Readonly<Record<string, unknown>>): boolean =>
  Object.hasOwn(response, "request_id") || Object.keys(response).every((key) => envelopeKeys.has(key))

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
  // No newline in a pipe or file, so that they get exactly the value.
  return textOf(row.value) + (io.outputIsTerminal ? "\n" : "")
}

const printWarnings = (envelope: Readonly<Record<string, unknown>>, io: Io): void => {
  const { warnings } = envelope
  if (Array.isArray(warnings)) for (const warning of warnings) io.warn(`Warning from the server: ${textOf(warning)}\n`)
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? "n/a"))
