import type { EngineCrypto } from "@enwrap/server/engine"
import * as Hex from "effect/encoding/Hex"

/** `3d:62:c0`, from bytes or from hexadecimal without colons. */
export const colons = (hex: string): string =>
  (hex.length % 2 === 1 ? `0${hex}` : hex).toLowerCase().replace(/..(?=.)/g, "$&:")

/** A new serial number: 20 random bytes, positive, without a leading zero. @see RW-PKI-6 */
export const newSerial = (crypto: EngineCrypto): string => {
  const bytes = Uint8Array.from(crypto.randomBytes(20))
  bytes[0] = (bytes[0]! & 0x7f) | 0x40
  return colons(Hex.encode(bytes))
}

/** A serial number from a request, with colons or dashes, in either case; `undefined` if it is invalid. */
export const readSerial = (text: string): string | undefined =>
  /^[0-9a-f]{1,2}(?:[:-]?[0-9a-f]{2})*$/i.test(text) ? colons(text.replace(/[:-]/g, "")) : undefined

/** A serial number without colons, for the X.509 library. */
export const bareSerial = (serial: string): string => serial.replaceAll(":", "")
