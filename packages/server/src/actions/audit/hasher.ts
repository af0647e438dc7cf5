import { hmac } from "@noble/hashes/hmac.js"
import { sha256 } from "@noble/hashes/sha2.js"
import type { Crypto } from "../../ports/crypto/port.ts"
import { hex, makeLendingUtf8, utf8 } from "../../values/encodings.ts"

const DIGEST_BYTES = 32
/** For longer strings, the platform's own hash is faster. */
const SHORT = 512

const lend = makeLendingUtf8()

/**
 * How a string looks in the entries of a device: an HMAC with the salt of the device as its key. An entry has several short strings, so
 * the state that follows from the key is computed once and copied for each string.
 */
export const makeHasher = (
  { hmacSha256 }: Pick<typeof Crypto.Service, "hmacSha256">,
  salt: string
): ((text: string) => string) => {
  const key = utf8(salt)
  const keyed = hmac.create(sha256, key)
  const state = keyed.clone()
  const digest = new Uint8Array(DIGEST_BYTES)
  return (text) => {
    if (text.length > SHORT) return `hmac-sha256:${hex(hmacSha256(key, utf8(text)))}`
    const bytes = lend(text)
    keyed._cloneInto(state).update(bytes).digestInto(digest)
    bytes.fill(0)
    return `hmac-sha256:${hex(digest)}`
  }
}
