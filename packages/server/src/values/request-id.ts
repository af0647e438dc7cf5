import { hex } from "./text.ts"

/** A new request id: 8-4-4-4-12 hexadecimal digits, all of them random, as in the original. */
export const newRequestId = (randomBytes: (length: number) => Uint8Array): string => {
  const digits = hex(randomBytes(16))
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`
}
