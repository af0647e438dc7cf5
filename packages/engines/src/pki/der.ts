/** A DER element: tag, length, content. For the extensions for which the X.509 library has no class. */
export const der = (tag: number, ...contents: ReadonlyArray<Uint8Array>): Uint8Array<ArrayBuffer> => {
  const length = contents.reduce((sum, content) => sum + content.length, 0)
  const sizes = bytesOf(length)
  const head = length < 128 ? [tag, length] : [tag, 0x80 | sizes.length, ...sizes]
  const bytes = new Uint8Array(head.length + length)
  bytes.set(head)
  let at = head.length
  for (const content of contents) {
    bytes.set(content, at)
    at += content.length
  }
  return bytes
}

/** A non-negative integer, from its bytes. */
export const derInteger = (value: Uint8Array): Uint8Array<ArrayBuffer> => {
  const first = value.findIndex((byte) => byte !== 0)
  const digits = first < 0 ? Uint8Array.of(0) : value.subarray(first)
  return der(2, ...(digits[0]! > 127 ? [Uint8Array.of(0)] : []), digits)
}

/** The bytes of a number. */
export const bytesOf = (value: number): Uint8Array => {
  const digits = []
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256)
  return Uint8Array.from(digits)
}

/** The consecutive elements of DER that this engine made, or those inside its first element. */
export const derElements = (bytes: Uint8Array, where: "outside" | "content" = "outside"): Array<Uint8Array> => {
  const elements: Array<Uint8Array> = []
  for (let at = where === "outside" ? 0 : contentAt(bytes, 0).start; at < bytes.length;) {
    const { end } = contentAt(bytes, at)
    elements.push(bytes.subarray(at, end))
    at = end
  }
  return elements
}

const contentAt = (bytes: Uint8Array, at: number): { readonly start: number; readonly end: number } => {
  const short = bytes[at + 1]!
  if (short < 128) return { start: at + 2, end: at + 2 + short }
  const start = at + 2 + (short & 0x7f)
  const length = bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0)
  return { start, end: start + length }
}
