import { readFileSync } from "node:fs"
import type { Exchange } from "../spec/contract-check.ts"

interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

/** A whole answer; in a table of requests, only its status, errors, data and warnings are recorded. */
interface RecordedAnswer {
  readonly status: number
  readonly content_type?: string | null
  readonly json?: unknown
  readonly text?: string
  readonly errors?: unknown
  readonly data?: unknown
  readonly warnings?: unknown
}

interface RecordedScenario {
  readonly id: string
  readonly steps: ReadonlyArray<{ readonly step: string; readonly request: object; readonly answer: object }>
}

/** An exchange of the recordings. */
export interface RecordedExchange extends Exchange {
  /** The step and, in a table of requests, the row. */
  readonly name: string
  /** `scenario/step`. */
  readonly step: string
  /** False if only the status and some fields of the answer were recorded. */
  readonly isWhole: boolean
}

const TIME = "2026-11-24T12:00:00.123456789Z"

const SECONDS = 1_795_521_600

/** What stands for the names that the recordings give to values that are not strings, or are strings of a certain form. */
const values: Readonly<Record<string, unknown>> = {
  "<time>": TIME,
  "<creation time of W>": TIME,
  "<some expiration>": TIME,
  "<seconds>": SECONDS,
  "<server_time_utc>": SECONDS,
  "<some server_time_utc>": SECONDS,
  "<some revocation_time>": SECONDS,
  "<some ca_chain>": ["CERTIFICATE"]
}

/** Puts values in place of the names that the recordings give to what differs from run to run. */
const withValues = (value: unknown, key = ""): unknown => {
  if (typeof value === "string") return values[value] ?? value
  // The recordings keep the contents of PEM texts: those of one certificate as an object, those of a bundle as a list.
  if (isDecodedPem(value)) return value.kind
  if (Array.isArray(value))
    return key === "certificate" && value.every(isDecodedPem) ? "CERTIFICATE" : value.map((item) => withValues(item))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withValues(member, name)]))
}

const isDecodedPem = (value: unknown): value is { readonly kind: string } =>
  typeof value === "object" &&
  value !== null &&
  "kind" in value &&
  typeof value.kind === "string" &&
  /^[A-Z][A-Z0-9 ]+$/.test(value.kind)

/** The body of an answer of which only some fields were recorded; `undefined` if they do not tell. */
const bodyOfRow = ({ data, errors, status, warnings }: RecordedAnswer): unknown => {
  if (errors !== undefined) return { errors, ...(data === undefined ? {} : { data }) }
  if (data === undefined || status === 204) return undefined
  return { ...envelope, data, warnings: warnings ?? null }
}

const envelope = {
  request_id: "6b0d3a0b-6f4e-7f2c-2a4e-8f8c1d8f9c1e",
  lease_id: "",
  renewable: false,
  lease_duration: 0,
  wrap_info: null,
  auth: null
}

const isRequest = (request: unknown): request is RecordedRequest =>
  typeof request === "object" && request !== null && "method" in request && "path" in request

const exchangeOf = (step: string, name: string, request: RecordedRequest, answer: RecordedAnswer): RecordedExchange => {
  const isWhole = answer.content_type !== undefined
  const json = isWhole ? answer.json : bodyOfRow(answer)
  return {
    step,
    name,
    isWhole: isWhole || json !== undefined,
    method: request.method,
    path: request.path,
    body: request.body === undefined ? "" : JSON.stringify(request.body),
    status: answer.status,
    contentType: answer.content_type ?? "application/json",
    text: json === undefined ? (answer.text ?? "") : JSON.stringify(withValues(json))
  }
}

/** Every request of a set of recordings, with the answer of OpenBao. Steps that record only facts are left out. */
export const recordedExchanges = (folder: string): ReadonlyArray<RecordedExchange> => {
  const file = new URL(`fixtures/${folder}recorded.json`, import.meta.url)
  const scenarios = JSON.parse(readFileSync(file, "utf8")) as ReadonlyArray<RecordedScenario>
  return scenarios.flatMap(({ id, steps }) =>
    steps.flatMap(({ answer, request, step }) => {
      const key = `${id}/${step}`
      if (isRequest(request)) return [exchangeOf(key, key, request, answer as RecordedAnswer)]
      return Object.entries(request as Readonly<Record<string, unknown>>).flatMap(([row, asked]) => {
        const got = (answer as Readonly<Record<string, RecordedAnswer>>)[row]
        return isRequest(asked) && got !== undefined ? [exchangeOf(key, `${key}/${row}`, asked, got)] : []
      })
    })
  )
}
