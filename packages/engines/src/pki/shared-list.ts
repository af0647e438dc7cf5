import * as Hex from "effect/encoding/Hex"
import { type Authority, type Issuer } from "./authority.ts"
import { der, derElements } from "./der.ts"
import type { PkiMount } from "./mount.ts"
import { fromBase64 } from "./pem.ts"

/**
 * Issuers with the same name and key share one CRL, as in the original: any of them that may sign CRLs signs it for all, and a
 * certificate stays on it while one of them exists.
 */

const SEQUENCE = 0x30
const VERSION = 0xa0

/**
 * Identifies the CRL of an issuer: the hash of its name and public key. It is computed for each request of a CRL, so it does not
 * use the X.509 library, which parses the whole certificate.
 */
export const listIdOf = ({ context }: PkiMount, issuer: Pick<Issuer, "certificate">): string => {
  const certificate = fromBase64(issuer.certificate)
  const [toBeSigned = certificate] = derElements(certificate, "content")
  const fields = derElements(toBeSigned, "content")
  // Before the name: the serial number, the algorithm, the issuer's name and the validity. Version 1 is omitted.
  const at = fields[0]?.[0] === VERSION ? 5 : 4
  const [name = certificate, publicKey = certificate] = fields.slice(at)
  return Hex.encode(context.crypto.sha256(der(SEQUENCE, name, publicKey)))
}

/** The issuers that share a CRL. */
export const sharersOf = (mount: PkiMount, { issuers }: Authority, listId: string): ReadonlyArray<Issuer> =>
  issuers.filter((issuer) => listIdOf(mount, issuer) === listId)

/** Whether an issuer has its key and the usage. */
const canSignLists = ({ keyId, settings }: Issuer): boolean => keyId !== "" && settings.usage.includes("crl-signing")

/** The issuer that signs a CRL: the default issuer if it is among those that may, as in the original. */
export const listSigner = (mount: PkiMount, authority: Authority, listId: string): Issuer | undefined => {
  const signers = sharersOf(mount, authority, listId).filter(canSignLists)
  return signers.find(({ id }) => id === authority.defaultIssuer) ?? signers[0]
}
