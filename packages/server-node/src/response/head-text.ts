import type { WireResponse } from "@enwrap/server"
import { STATUS_CODES } from "node:http"
import { httpDate } from "./http-date.ts"

const NAME = /^[\w!#$%&'*+\-.^`|~]+$/

/** Characters that a value of a header cannot have. */
const INVALID = /[^\t\x20-\x7e\x80-\xff]/

type Headers = WireResponse["headers"]

const linesOf = (headers: Headers): string => {
  let lines = ""
  for (const name in headers) {
    const value: unknown = headers[name]
    if (typeof value !== "string" || INVALID.test(value) || !NAME.test(name)) throw new TypeError("invalid header")
    lines += `${name}: ${value}\r\n`
  }
  return lines
}

/** Almost all responses have the same headers: one object. Only its latest text is kept. */
let latest: { readonly headers: Headers; readonly lines: string } = { headers: {}, lines: "" }

const knownLinesOf = (headers: Headers): string => {
  if (latest.headers !== headers) latest = { headers, lines: linesOf(headers) }
  return latest.lines
}

/** The line of the last response of a connection. */
export const CLOSE = "connection: close\r\n"

/**
 * The head of a response, as Node writes it. Throws if a header cannot be sent, or the status is none.
 *
 * @param length bytes of the body; `undefined` if the status has no length
 * @param connection the lines that say whether the connection stays open
 */
export const headText = ({ headers, status }: WireResponse, length: number | undefined, connection: string): string => {
  if (!Number.isInteger(status) || status < 100 || status > 999) throw new RangeError(`invalid status ${status}`)
  const lengthLine = length === undefined ? "" : `content-length: ${length}\r\n`
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "unknown"}\r\n${knownLinesOf(headers)}${lengthLine}Date: ${httpDate()}\r\n${connection}\r\n`
}
