import type { Crypto } from "../../ports/crypto/port.ts"
import { hex, utf8 } from "../../values/text.ts"

/** How a string looks in the entries of a device: an HMAC with the salt of the device as its key. */
export const makeHasher = (
  { hmacSha256 }: Pick<typeof Crypto.Service, "hmacSha256">,
  salt: string
): ((text: string) => string) => {
  const key = utf8(salt)
  return (text) => `hmac-sha256:${hex(hmacSha256(key, utf8(text)))}`
}
