/** A request that has been read with one read, and nothing else with it. */
export interface WholeRequest {
  readonly method: string
  /** In origin form, as sent. */
  readonly target: string
  /** By lower-case names. No name occurs twice. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Uint8Array
  /** Bytes of the head. */
  readonly headBytes: number
}

/** Bounds of a whole request. Node's parser reads a larger one. */
export interface WholeRequestBounds {
  readonly headBytes: number
  readonly headerFields: number
  readonly bodyBytes: number
}

const HEAD_END = "\r\n\r\n"
const REQUEST_LINE = /(GET|POST|PUT|PATCH|DELETE|LIST|SCAN) (\/[\w\-.~!$&'()*+,;=:@/?%]*) HTTP\/1\.1\r\n/y
const FIELD = /([\w!#$%&'*+\-.^`|~]+): ?([\x20-\x7e]*)\r\n/y
const LENGTH = /^(?:0|[1-9]\d{0,8})$/

/** Fields that change how a connection or a body is read. */
const SPECIAL: ReadonlySet<string> = new Set(["expect", "proxy-connection", "transfer-encoding", "upgrade"])

const SPACE = 0x20

/**
 * Reads a request of the plainest form: HTTP/1.1, one `Host`, no field twice, printable ASCII, a body with a length that is
 * complete. Such a request means the same to every parser, and ends where the bytes end. So no other request can hide in it.
 *
 * @param bytes a buffer whose first `length` bytes were received
 * @returns `undefined` for everything else, whether it is incomplete, malformed or only unusual: Node's parser decides
 */
export const readWholeRequest = (
  bytes: Buffer,
  length: number,
  bounds: WholeRequestBounds
): WholeRequest | undefined => {
  const text = bytes.toString("latin1", 0, Math.min(length, bounds.headBytes))
  const headEnd = text.indexOf(HEAD_END)
  if (headEnd < 0) return undefined
  REQUEST_LINE.lastIndex = 0
  const line = REQUEST_LINE.exec(text)
  if (line === null) return undefined
  const headers = readFields(text, REQUEST_LINE.lastIndex, headEnd + 2, bounds.headerFields)
  if (headers?.has("host") !== true) return undefined
  const headBytes = headEnd + HEAD_END.length
  const bodyBytes = length - headBytes
  if (bodyBytes > bounds.bodyBytes || bodyBytes !== announcedBytes(headers)) return undefined
  return { method: line[1]!, target: line[2]!, headers, body: copy(bytes, headBytes, length), headBytes }
}

const readFields = (text: string, start: number, end: number, most: number): Map<string, string> | undefined => {
  const headers = new Map<string, string>()
  for (let at = start; at < end; at = FIELD.lastIndex) {
    FIELD.lastIndex = at
    const field = FIELD.exec(text)
    if (field === null) return undefined
    const name = field[1]!.toLowerCase()
    const value = field[2]!
    if (headers.has(name) || headers.size === most || isSpecial(name, value) || hasOuterSpace(value)) return undefined
    headers.set(name, value)
  }
  return headers
}

const isSpecial = (name: string, value: string): boolean =>
  SPECIAL.has(name) ||
  (name === "connection" && value.toLowerCase() !== "keep-alive") ||
  // Several values may have been joined, which makes it none.
  (name === "traceparent" && value.includes(","))

/** Parsers agree that it does not belong to the value, but not all of them remove it. */
const hasOuterSpace = (value: string): boolean =>
  value.charCodeAt(0) === SPACE || value.charCodeAt(value.length - 1) === SPACE

/** The length that the headers announce, 0 without one, and `undefined` if it is not a plain number. */
const announcedBytes = (headers: ReadonlyMap<string, string>): number | undefined => {
  const length = headers.get("content-length")
  if (length === undefined) return 0
  return LENGTH.test(length) ? Number(length) : undefined
}

const NO_BODY = new Uint8Array(0)

const copy = (bytes: Buffer, start: number, end: number): Uint8Array => {
  if (start === end) return NO_BODY
  const body = Buffer.allocUnsafe(end - start)
  bytes.copy(body, 0, start, end)
  return body
}
