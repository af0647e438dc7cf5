import type { WireResponse } from "@enwrap/server"
import { errorAnswer, retryLater } from "./answer.ts"
import type { Stop } from "./list-method.ts"

/** What Node tells with `clientError`. */
export interface ParserError extends Error {
  readonly code?: string
  readonly bytesParsed?: number
  readonly rawPacket?: Uint8Array
}

export const headerTooLarge: WireResponse = errorAnswer(431, "http: request header too large")
export const bodyTooLarge: WireResponse = errorAnswer(413, "http: request body too large")
export const timedOut: WireResponse = errorAnswer(408, "http: request took too long to arrive")
export const malformed: WireResponse = errorAnswer(400, "http: malformed request")
export const missingHost: WireResponse = errorAnswer(400, "http: missing Host header")
export const repeatedHost: WireResponse = errorAnswer(400, "http: more than one Host header")
export const unknownEncoding: WireResponse = errorAnswer(501, "http: unsupported transfer encoding")
export const badTarget: WireResponse = errorAnswer(400, "http: malformed request target")
export const unmetExpectation: WireResponse = errorAnswer(417, "http: unsupported expectation")
export const overloaded: WireResponse = retryLater(errorAnswer(503, "http: too much is being received at once"))
export const unknownMethod: WireResponse = errorAnswer(405)

/** The answer to what Node's parser could not make a request of, or `undefined` where there is no one to answer. */
export const answerTo = (error: ParserError): WireResponse | undefined => {
  switch (error.code) {
    case "HPE_HEADER_OVERFLOW":
      return headerTooLarge
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return bodyTooLarge
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return timedOut
    case "HPE_CLOSED_CONNECTION":
      // More, after a request that asked to close the connection.
      return undefined
    default:
      return error.code?.startsWith("HPE_") ? malformed : undefined
  }
}

/** Where the parser met a method that it does not know, if that is what the error is about. */
export const unknownMethodStop = ({ bytesParsed, code, rawPacket }: ParserError): Stop | undefined =>
  code === "HPE_INVALID_METHOD" &&
  rawPacket !== undefined &&
  bytesParsed !== undefined &&
  bytesParsed <= rawPacket.length
    ? { chunk: rawPacket, offset: bytesParsed }
    : undefined

const REQUEST_LINE = /^[!#$%&'*+\-.^_`|~\w]* [\x21-\x7e]+ HTTP\/1\.[01]\r?$/
const BEGINNING_OF_REQUEST_LINE = /^[!#$%&'*+\-.^_`|~\w]*(?: [\x21-\x7e]*(?: [HTP/1.0]*)?)?\r?$/

/** The answer to a method that is neither Node's nor ours, told from what is no HTTP at all by the line that it is in. */
export const answerToUnknownMethod = (unread: Uint8Array): WireResponse => {
  const text = Buffer.from(unread.buffer, unread.byteOffset, unread.byteLength).toString("latin1")
  const lineEnd = text.indexOf("\n")
  const isRequest = lineEnd < 0 ? BEGINNING_OF_REQUEST_LINE.test(text) : REQUEST_LINE.test(text.slice(0, lineEnd))
  return isRequest ? unknownMethod : malformed
}
