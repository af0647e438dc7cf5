import { bodyTooLargeResponse, errorResponse, type WireResponse } from "@enwrap/server"

/** The error of Node's event `clientError`. */
export interface ParserError extends Error {
  readonly code?: string
  readonly bytesParsed?: number
  readonly rawPacket?: Uint8Array
}

const violation = (status: number, ...errors: ReadonlyArray<string>): WireResponse => errorResponse({ status, errors })

export const headerTooLarge: WireResponse = violation(431, "http: request header too large")
export const bodyTooLarge: WireResponse = bodyTooLargeResponse
export const timedOut: WireResponse = violation(408, "http: request took too long to arrive")
export const malformed: WireResponse = violation(400, "http: malformed request")
export const missingHost: WireResponse = violation(400, "http: missing Host header")
export const repeatedHost: WireResponse = violation(400, "http: more than one Host header")
export const unknownEncoding: WireResponse = violation(501, "http: unsupported transfer encoding")
export const unsupportedVersion: WireResponse = violation(505, "http: unsupported protocol version")
export const badTarget: WireResponse = violation(400, "http: malformed request target")
export const unmetExpectation: WireResponse = violation(417, "http: unsupported expectation")
export const tinyChunks: WireResponse = violation(400, "http: the chunks of the body are too small")
export const overloaded: WireResponse = errorResponse({
  status: 503,
  errors: ["http: too much is being received at once"],
  retryAfter: 1
})
export const tookTooLong: WireResponse = violation(503, "http: the request took too long; it may still be carried out")
export const unknownMethod: WireResponse = violation(405)

/** Where Node's parser met a method that it does not know: the chunk that it was reading, and the offset in it. */
export interface UnknownMethodStop {
  readonly chunk: Uint8Array
  readonly offset: number
}

/** Node's code for a request that took too long to arrive. */
export const REQUEST_TIMEOUT = "ERR_HTTP_REQUEST_TIMEOUT"

/** The response to input that Node's parser cannot parse; `undefined` if the client has disconnected. */
export const responseTo = (error: ParserError): WireResponse | undefined => {
  switch (error.code) {
    case "HPE_HEADER_OVERFLOW":
      return headerTooLarge
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return bodyTooLarge
    case REQUEST_TIMEOUT:
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
