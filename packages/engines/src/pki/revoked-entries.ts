import type { StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { type Authority, certificateOf, type Issuer } from "./authority.ts"
import type { CrlEntry } from "./crl-encoding.ts"
import type { PkiMount } from "./mount.ts"
import { listIdOf } from "./shared-list.ts"
import type { X509Certificate } from "./x509.ts"

/** The issuer among these whose name and key signed a certificate. */
export const signerOfCertificate = (
  issuers: ReadonlyArray<Issuer>,
  certificate: X509Certificate
): Effect.Effect<Issuer | undefined> =>
  Effect.promise(async () => {
    for (const issuer of issuers) {
      const above = certificateOf(issuer)
      if (above.subject !== certificate.issuer) continue
      const signed = await certificate.verify({ publicKey: above.publicKey, signatureOnly: true }).catch(() => false)
      if (signed) return issuer
    }
    return undefined
  })

/** The record with the CRL of an issuer that is deleted: its revocations stay on it. */
export const formerIssuer = (mount: PkiMount, issuer: Issuer): readonly [key: string, listId: string] => [
  formerKey(issuer.id),
  listIdOf(mount, issuer)
]

const formerKey = (issuerId: string): string => `former-issuers/${issuerId}`

const decoded = (stored: Parameters<typeof certificateOf>[0]): Effect.Effect<X509Certificate | undefined> =>
  Effect.orElseSucceed(
    Effect.try(() => certificateOf(stored)),
    () => undefined
  )

/** The CRL of a deleted issuer. An older version did not record it: then the signature of a certificate shows it. */
const listOfFormer = Effect.fn("pki.listOfFormer")(function* (
  mount: PkiMount,
  { issuers }: Authority,
  issuerId: string,
  serial: string
): Effect.fn.Return<string | undefined, StoreFailure> {
  const { storage } = mount.context
  const recorded = yield* storage.get(formerKey(issuerId))
  if (recorded !== undefined) return recorded
  const stored = yield* mount.certificates.read(serial)
  const certificate = stored === undefined ? undefined : yield* decoded(stored)
  const signer = certificate === undefined ? undefined : yield* signerOfCertificate(issuers, certificate)
  if (signer === undefined) return undefined
  const listId = listIdOf(mount, signer)
  yield* storage.put(formerKey(issuerId), listId)
  return listId
})

/** The entries of a CRL: the revoked certificates of its issuers, also of those that were deleted. */
export const revokedEntries = Effect.fn("pki.revokedEntries")(function* (
  mount: PkiMount,
  authority: Authority,
  listId: string
): Effect.fn.Return<ReadonlyArray<CrlEntry>, StoreFailure> {
  const lists = new Map<string, string | undefined>(
    authority.issuers.map((issuer) => [issuer.id, listIdOf(mount, issuer)])
  )
  // A self-signed certificate of one of them can have been revoked before it was imported again.
  const own = new Set(authority.issuers.filter(({ id }) => lists.get(id) === listId).map(({ serial }) => serial))
  const entries: Array<CrlEntry> = []
  for (const serial of yield* mount.certificates.listRevoked) {
    const revoked = own.has(serial) ? undefined : yield* mount.certificates.revoked(serial)
    if (revoked === undefined) continue
    const { issuerId, time } = revoked
    if (!lists.has(issuerId)) lists.set(issuerId, yield* listOfFormer(mount, authority, issuerId, serial))
    if (lists.get(issuerId) === listId) entries.push([serial, time])
  }
  return entries
})
