import type { WireResponse } from "@enwrap/server"
import { errorAnswer, retryLater } from "./answer.ts"

/** The error of Node's event `clientError`. */
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
export const tinyChunks: WireResponse = errorAnswer(400, "http: the chunks of the body are too small")
export const overloaded: WireResponse = retryLater(errorAnswer(503, "http: too much is being received at once"))
export const unknownMethod: WireResponse = errorAnswer(405)

/** Where Node's parser met a method that it does not know: the chunk that it was reading, and the offset in it. */
export interface UnknownMethodStop {
  readonly chunk: Uint8Array
  readonly offset: number
}

/** The response to input that Node's parser cannot parse; `undefined` if there is nobody to respond to. */
export const responseTo = (error: ParserError): WireResponse | undefined => {
  switch (error.code) {
    case "HPE_HEADER_OVERFLOW":
      return headerTooLarge
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return bodyTooLarge
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return timedOut
    case "HPE_CLOSED_CONNECTION":
      // More input after a request that asked to close the connection.
      return undefined
    default:
      return error.code?.startsWith("HPE_") ? malformed : undefined
  }
}

/** Where the parser met a method that it does not know, if the error is about that. */
export const unknownMethodStop = ({ bytesParsed, code, rawPacket }: ParserError): UnknownMethodStop | undefined =>
  code === "HPE_INVALID_METHOD" &&
  rawPacket !== undefined &&
  bytesParsed !== undefined &&
  bytesParsed <= rawPacket.length
    ? { chunk: rawPacket, offset: bytesParsed }
    : undefined

const REQUEST_LINE = /^[!#$%&'*+\-.^_`|~\w]* [\x21-\x7e]+ HTTP\/1\.[01]\r?$/
const BEGINNING_OF_REQUEST_LINE = /^[!#$%&'*+\-.^_`|~\w]*(?: [\x21-\x7e]*(?: [HTP/1.0]*)?)?\r?$/

/** The response to a method that neither Node nor the server knows. The line that it is in tells whether it is HTTP at all. */
export const responseToUnknownMethod = (unread: Uint8Array): WireResponse => {
  const text = Buffer.from(unread.buffer, unread.byteOffset, unread.byteLength).toString("latin1")
  const lineEnd = text.indexOf("\n")
  const isRequest = lineEnd < 0 ? BEGINNING_OF_REQUEST_LINE.test(text) : REQUEST_LINE.test(text.slice(0, lineEnd))
  return isRequest ? unknownMethod : malformed
}
