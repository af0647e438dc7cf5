import type { Crypto } from "../../ports/crypto/port.ts"
import { base64, utf8 } from "../../values/encodings.ts"

/** Most servers have few combinations of policies. */
const MOST_KEPT = 1000

/** The id under which the original counts the clients without an identity: a hash of their policies. */
export const makeClientId = ({
  sha256
}: Pick<typeof Crypto.Service, "sha256">): ((policies: ReadonlyArray<string>) => string) => {
  const known = new Map<string, string>()
  return (policies) => {
    const names = policies.length === 1 ? policies[0]! : [...policies].sort().join("\x7f")
    const found = known.get(names)
    if (found !== undefined) return found
    const id = base64(sha256(utf8(`${names}\0root`)))
    if (known.size === MOST_KEPT) known.clear()
    known.set(names, id)
    return id
  }
}
