import { isBodiless, type WireResponse } from "@enwrap/server"
import { type ServerResponse, STATUS_CODES } from "node:http"

/** Whether a response has a length. Of the responses without a body, a 205 has one: 0. */
const hasLength = (status: number): boolean => status === 205 || !isBodiless(status)

/**
 * Writes an answer through Node's response, which keeps the order of pipelined requests, leaves out the body of a HEAD
 * and knows whether the connection stays open.
 *
 * @param last whether the connection ends after this answer
 * @param finish `false` leaves the response open when all of its bytes are written
 */
export const writeAnswer = (res: ServerResponse, answer: WireResponse, last: boolean, finish = true): void => {
  // The client is gone; the request was carried out all the same.
  if (res.destroyed) return
  const headers: Record<string, string | number> = { ...answer.headers }
  if (hasLength(answer.status)) {
    headers["content-length"] = typeof answer.body === "string" ? Buffer.byteLength(answer.body) : answer.body.length
  }
  if (last) headers["connection"] = "close"
  res.writeHead(answer.status, headers)
  // As many bytes as characters: all of them ASCII, and with nothing to encode.
  if (finish) res.end(answer.body, headers["content-length"] === answer.body.length ? "latin1" : "utf8")
  else res.write(answer.body)
}

/** The bytes of an answer to what never became a request, the last on its connection. */
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
