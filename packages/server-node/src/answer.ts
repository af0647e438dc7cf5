import type { WireResponse } from "@enwrap/server"
import { type ServerResponse, STATUS_CODES } from "node:http"

/** A response of the adapter itself, in the form of all others: `{"errors":[…]}`. */
export const errorAnswer = (status: number, ...errors: ReadonlyArray<string>): WireResponse => ({
  status,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  body: `${JSON.stringify({ errors })}\n`
})

export const internalError: WireResponse = errorAnswer(500, "internal error")

/** The same response, for a client that may succeed a moment later. */
export const retryLater = (answer: WireResponse): WireResponse => ({
  ...answer,
  headers: { ...answer.headers, "retry-after": "1" }
})

/** A status whose answer has, by definition, neither a body nor a length. */
const isBodiless = (status: number): boolean => status === 204 || status === 304

/**
 * Writes a response through Node's, which keeps the order of pipelined requests, omits the body for HEAD and knows whether the
 * connection stays open.
 *
 * @param last whether the connection ends after this response
 * @param finish `false` leaves Node's response open after all bytes are written
 */
export const writeAnswer = (res: ServerResponse, answer: WireResponse, last: boolean, finish = true): void => {
  // The client has left. The request was carried out all the same.
  if (res.destroyed) return
  const headers: Record<string, string | number> = { ...answer.headers }
  if (!isBodiless(answer.status)) {
    headers["content-length"] = typeof answer.body === "string" ? Buffer.byteLength(answer.body) : answer.body.length
  }
  if (last) headers["connection"] = "close"
  res.writeHead(answer.status, headers)
  // As many bytes as characters: all are ASCII, and nothing needs to be encoded.
  if (finish) res.end(answer.body, headers["content-length"] === answer.body.length ? "latin1" : "utf8")
  else res.write(answer.body)
}

/** The bytes of a response to input that did not become a request. It is the last one of its connection. */
export const rawAnswer = (answer: WireResponse): string => {
  const headers = {
    ...answer.headers,
    "content-length": Buffer.byteLength(answer.body as string),
    date: new Date().toUTCString(),
    connection: "close"
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}\r\n${lines.join("")}\r\n${answer.body as string}`
}
