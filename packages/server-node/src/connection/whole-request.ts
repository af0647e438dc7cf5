/** Lower-case names and their values, in turn. No name occurs twice. */
export type HeaderFields = ReadonlyArray<string>

/** A request that has been read with one read, and nothing else with it. */
export interface WholeRequest {
  readonly method: string
  /** In origin form, as sent. */
  readonly target: string
  readonly fields: HeaderFields
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
  const fields = readFields(text, lineEnd + LINE_END.length, headEnd, bounds.headerFields)
  if (fields === undefined || fieldIn(fields, "host") === undefined || bodyBytes !== announcedBytes(fields))
    return undefined
  const methodEnd = text.indexOf(" ")
  const method = text.slice(0, methodEnd)
  const target = text.slice(methodEnd + 1, lineEnd - VERSION.length)
  return { method, target, fields, body: copy(bytes, headBytes, length), headBytes }
}

/**
 * The value of a field, by its lower-case name. Filling a `Map` would take longer than all these searches: V8 first looks up each new
 * key among all strings that it knows.
 */
export const fieldIn = (fields: HeaderFields, name: string): string | undefined => {
  for (let i = 0; i < fields.length; i += 2) if (fields[i] === name) return fields[i + 1]
  return undefined
}

/** Reads the fields of a head that has the form of {@link HEAD}. */
const readFields = (text: string, start: number, end: number, most: number): HeaderFields | undefined => {
  const lowerCase = text.toLowerCase()
  const fields: Array<string> = []
  for (let at = start; at < end;) {
    const colon = text.indexOf(":", at)
    const next = text.indexOf(LINE_END, colon)
    const name = lowerCase.slice(at, colon)
    const value = text.slice(text.charCodeAt(colon + 1) === SPACE ? colon + 2 : colon + 1, next)
    if (fields.length === 2 * most || isSpecial(name, value)) return undefined
    fields.push(name, value)
    at = next + LINE_END.length
  }
  return hasRepeatedName(fields) ? undefined : fields
}

/** Whether a field changes how a connection or a body is read. */
const isSpecial = (name: string, value: string): boolean => {
  switch (name) {
    case "expect":
    case "proxy-connection":
    case "transfer-encoding":
    case "upgrade":
      return true
    case "connection":
      return value.toLowerCase() !== "keep-alive"
    case "traceparent":
      // Several values may have been joined, which makes it none.
      return value.includes(",")
    default:
      return false
  }
}

/** Up to so many names are compared with each other. For more, a `Set` is faster. */
const FEW = 16

const hasRepeatedName = (fields: HeaderFields): boolean => {
  if (fields.length > 2 * FEW) return new Set(fields.filter((_, i) => i % 2 === 0)).size < fields.length / 2
  for (let i = 2; i < fields.length; i += 2) for (let j = 0; j < i; j += 2) if (fields[i] === fields[j]) return true
  return false
}

/** The length that the fields announce, 0 without one, and `undefined` if it is not a plain number. */
const announcedBytes = (fields: HeaderFields): number | undefined => {
  const length = fieldIn(fields, "content-length")
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
