/** One DER element: its tag, its length, its content. For the few extensions that the X.509 library has no class for. */
export const der = (tag: number, ...contents: ReadonlyArray<Uint8Array>): Uint8Array<ArrayBuffer> => {
  const length = contents.reduce((sum, content) => sum + content.length, 0)
  const sizes = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) sizes.unshift(rest % 256)
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

/** A whole number that is not below nought. */
export const derInteger = (value: number): Uint8Array<ArrayBuffer> => {
  const digits = []
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256)
  return der(2, Uint8Array.from((digits[0] ?? 0x80) > 127 ? [0, ...digits] : digits))
}
