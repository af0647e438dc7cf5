import * as Hex from "effect/encoding/Hex"

/** A random UUID (version 4): 122 bits of chance. */
export const randomUuid = (randomBytes: (length: number) => Uint8Array): string => {
  const bytes = randomBytes(16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const digits = Hex.encode(bytes)
  const parts = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)]
  return parts.join("-")
}

/** Whether a text could be what {@link randomUuid} made. */
export const isUuid = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)
