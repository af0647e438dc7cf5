import { exactJson } from "@enwrap/client-node"
import { Failure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { visibleText } from "../cli/visible-text.ts"
import { isJsonObject } from "../wrapping/json-text.ts"
import type { ResponseBody } from "../wrapping/wrapping-calls.ts"
import { findField } from "./find-field.ts"
import type { OutputOptions } from "./output-options.ts"
import { printRaw } from "./print-raw.ts"
import { type Row, rowsOf } from "./rows.ts"
import { writeStructured } from "./structured-text.ts"
import { keyTable, table } from "./table.ts"

/** What a command knows about its response. */
export interface Printing {
  /** Changes the rows of the table, which are also the fields. */
  readonly rows?: (rows: ReadonlyArray<Row>) => ReadonlyArray<Row>
  /** The response is a list, whose keys are printed and nothing else, like `vault list` does. */
  readonly isList?: boolean
  /** Whether the server may not return the response again. */
  readonly isOnlyCopy?: boolean
  /** What to say on success if there is no response to print. */
  readonly done?: string
}

type Envelope = Readonly<Record<string, unknown>>

/**
 * Prints a response as a table, as JSON or YAML, or only one field. A response without an envelope is written byte for byte.
 * If the field does not exist, nothing is printed, unless this is the only copy of the response.
 *
 * @throws Failure if the field does not exist
 */
export const printResponse = (
  response: ResponseBody,
  options: OutputOptions,
  io: Io,
  printing: Printing = {}
): void => {
  if (typeof response !== "string") return printRaw(response, options, printing.isOnlyCopy ?? false, io)
  if (response === "") return printNothing(options, printing, io)
  try {
    print(response, options, printing, io)
  } catch (error) {
    // The JSON may be nested more deeply than the parser can handle.
    if (!(error instanceof RangeError)) throw error
    const isPrinted = options.field === undefined || printing.isOnlyCopy === true
    if (isPrinted) io.write(io.outputIsTerminal ? `${visibleText(response)}\n` : `${response}\n`)
    if (options.field !== undefined)
      throw new Failure(`the response is nested too deeply to extract a field${isPrinted ? PRINTED : ""}.`)
  }
}

const PRINTED = ": printed the whole response"

const printNothing = ({ field, format }: OutputOptions, { done }: Printing, io: Io): void => {
  if (field !== undefined) throw new Failure("the response is empty, so it has no fields.")
  if (done === undefined) io.warn("The response has no data.\n")
  else if (format === "table") io.write(`${visibleText(done)}\n`)
}

const print = (text: string, options: OutputOptions, printing: Printing, io: Io): void => {
  const { field, format } = options
  if (field === undefined && format !== "table" && printing.isList !== true) return writeStructured(text, format, io)
  const envelope = exactJson.parse(text) as Envelope
  printWarnings(envelope, io)
  if (field !== undefined) return printField(field, format, text, envelope, printing, io)
  const keys = printing.isList === true ? keysOf(envelope) : undefined
  if (format !== "table") return writeStructured(keys === undefined ? text : JSON.stringify(keys), format, io)
  if (keys !== undefined) return io.write(keyTable(keys))
  printTable(envelope, text, printing, io)
}

const keysOf = ({ data }: Envelope): ReadonlyArray<string> | undefined => {
  const keys = isJsonObject(data) ? data["keys"] : undefined
  return Array.isArray(keys) ? keys.map(textOf) : undefined
}

const printTable = (envelope: Envelope, text: string, { done, rows: change }: Printing, io: Io): void => {
  const found = rowsOf(envelope)
  const rows = change?.(found) ?? found
  // JSON of an upstream server is not an envelope and may be a secret: print all of it.
  if (isEnvelope(envelope)) {
    if (rows.length > 0) return io.write(table(rows.map((row) => [row.name, row.shown ?? textOf(row.value)])))
    const { data } = envelope
    if (data === null || data === undefined || (isJsonObject(data) && Object.keys(data).length === 0))
      return printNothing({ field: undefined, format: "table" }, done === undefined ? {} : { done }, io)
  }
  writeStructured(text, "json", io)
}

/** Whether this is an envelope: it has a request id, or only keys that envelopes have. */
const isEnvelope = (response: Envelope): boolean =>
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

const printField = (
  field: string,
  format: OutputOptions["format"],
  text: string,
  envelope: Envelope,
  { isOnlyCopy = false, rows: change }: Printing,
  io: Io
): void => {
  const found = rowsOf(envelope)
  const rows = change?.(found) ?? found
  const value = findField(rows, field)
  if (value === undefined) {
    if (isOnlyCopy) writeStructured(text, "json", io)
    throw new Failure(`the response has no such field${isOnlyCopy ? PRINTED : ""}.`, [
      rows.length === 0 ? "It has no fields." : `Its fields: ${rows.map((row) => row.name).join(", ")}.`
    ])
  }
  if (format !== "table") return writeStructured(JSON.stringify(value), format, io)
  // No newline in a pipe or file, so that they get exactly the value.
  io.write(io.outputIsTerminal ? `${visibleText(textOf(value))}\n` : textOf(value))
}

const printWarnings = (envelope: Envelope, io: Io): void => {
  const { warnings } = envelope
  if (Array.isArray(warnings))
    for (const warning of warnings) io.warn(`Warning from the server: ${visibleText(textOf(warning))}\n`)
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? "n/a"))
