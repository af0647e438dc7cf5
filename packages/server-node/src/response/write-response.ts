import { isBodiless, type WireResponse } from "@enwrap/server"
import { CLOSE, headText } from "./head-text.ts"
import type { ResponseStream } from "./response-stream.ts"

/** Bytes of a body that are written at a time. A longer body is written in parts. */
export const PART_BYTES = 65_536

/** Whether a response has a length. Of the responses without a body, a 205 has one: 0. */
export const hasLength = (status: number): boolean => status === 205 || !isBodiless(status)

/** The body that is sent: none with a status that has none, or the client would take it for the next response. */
export const bodyOf = ({ body, status }: WireResponse): string | Uint8Array => (isBodiless(status) ? "" : body)

/** Writes the head of a response. Returns the length of its body, if it has one. */
const writeHead = (res: ResponseStream, response: WireResponse, last: boolean): number | undefined => {
  const body = bodyOf(response)
  const length = hasLength(response.status) ? byteLength(body) : undefined
  if ("start" in res) res.start(response, length, last)
  else {
    const headers: Record<string, string | number> = { ...response.headers }
    if (length !== undefined) headers["content-length"] = length
    if (last) headers["connection"] = "close"
    res.writeHead(response.status, headers)
  }
  return length
}

const byteLength = (body: string | Uint8Array): number =>
  typeof body === "string" ? Buffer.byteLength(body) : body.length

/**
 * Writes a response. Node's stream keeps the order of pipelined requests, omits the body for HEAD and knows whether the
 * connection stays open.
 *
 * @param last whether the connection ends after this response
 * @param finish `false` leaves the response open after all bytes are written
 */
export const writeResponse = (res: ResponseStream, response: WireResponse, last: boolean, finish = true): void => {
  // The client has disconnected. The request was carried out anyway.
  if (res.destroyed) return
  const body = bodyOf(response)
  if (finish && typeof body === "string" && "respond" in res) return res.respond(response, body, last)
  const length = writeHead(res, response, last)
  // As many bytes as characters: all are ASCII, and nothing needs to be encoded.
  if (finish) res.end(body, length === body.length ? "latin1" : "utf8")
  else res.write(body)
}

/**
 * A response and its body as one string, with its encoding.
 *
 * @param connection the lines that say whether the connection stays open
 */
export const responseText = (
  response: WireResponse,
  body: string,
  connection: string
): { readonly text: string; readonly encoding: BufferEncoding } => {
  const textFor = (bodyBytes: number): string =>
    headText(response, hasLength(response.status) ? bodyBytes : undefined, connection) + body
  // Nearly all responses are ASCII: they have as many bytes as characters. To count those of the body first would copy it once more,
  // because V8 joins the pieces of a string before it counts their bytes.
  const text = textFor(body.length)
  if (Buffer.byteLength(text) === text.length) return { text, encoding: "latin1" }
  const bodyBytes = Buffer.byteLength(body)
  return { text: textFor(bodyBytes), encoding: bodyBytes === body.length ? "latin1" : "utf8" }
}

/** Writes only the head of a response with a body, and returns the body. */
export const writeHeadOf = (res: ResponseStream, response: WireResponse, last: boolean): Uint8Array => {
  writeHead(res, response, last)
  return typeof response.body === "string" ? Buffer.from(response.body) : response.body
}

/** The bytes of a response to input that did not become a request. It is the last one of its connection. */
export const rawResponse = (response: WireResponse): string =>
  `${headText(response, byteLength(response.body), CLOSE)}${response.body as string}`
