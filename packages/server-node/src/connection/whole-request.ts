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

const LINE_END = "\r\n"
const HEAD_END = Buffer.from("\r\n\r\n")

const VERSION = " HTTP/1.1"
const SPACE = 0x20

/** A whole head, with no space around a value. */
const HEAD =
  /^(?:GET|POST|PUT|PATCH|DELETE|LIST|SCAN) \/[\w\-.~!$&'()*+,;=:@/?%]* HTTP\/1\.1\r\n(?:[\w!#$%&'*+\-.^`|~]+: ?(?:[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)?\r\n)+\r\n$/

const LENGTH = /^(?:0|[1-9]\d{0,8})$/

/** Fields that change how a connection or a body is read. */
const SPECIAL: ReadonlySet<string> = new Set(["expect", "proxy-connection", "transfer-encoding", "upgrade"])

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
  const headEnd = bytes.indexOf(HEAD_END)
  const headBytes = headEnd + HEAD_END.length
  const bodyBytes = length - headBytes
  if (headEnd < 0 || headBytes > bounds.headBytes || bodyBytes < 0 || bodyBytes > bounds.bodyBytes) return undefined
  // Without the body: a part of this text that someone keeps would keep all of it.
  const text = bytes.toString("latin1", 0, headBytes)
  if (!HEAD.test(text)) return undefined
  const lineEnd = text.indexOf(LINE_END)
  const headers = readFields(text, lineEnd + LINE_END.length, headEnd, bounds.headerFields)
  if (headers?.has("host") !== true || bodyBytes !== announcedBytes(headers)) return undefined
  const methodEnd = text.indexOf(" ")
  const method = text.slice(0, methodEnd)
  const target = text.slice(methodEnd + 1, lineEnd - VERSION.length)
  return { method, target, headers, body: copy(bytes, headBytes, length), headBytes }
}

/** Reads the fields of a head that has the form of {@link HEAD}. */
const readFields = (text: string, start: number, end: number, most: number): Map<string, string> | undefined => {
  const headers = new Map<string, string>()
  for (let at = start; at < end;) {
    const colon = text.indexOf(":", at)
    const next = text.indexOf(LINE_END, colon)
    const name = text.slice(at, colon).toLowerCase()
    const value = text.slice(text.charCodeAt(colon + 1) === SPACE ? colon + 2 : colon + 1, next)
    if (headers.has(name) || headers.size === most || isSpecial(name, value)) return undefined
    headers.set(name, value)
    at = next + LINE_END.length
  }
  return headers
}

const isSpecial = (name: string, value: string): boolean =>
  SPECIAL.has(name) ||
  (name === "connection" && value.toLowerCase() !== "keep-alive") ||
  // Several values may have been joined, which makes it none.
  (name === "traceparent" && value.includes(","))

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
