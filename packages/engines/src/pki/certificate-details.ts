import {
  type EngineResponse,
  type OperationRequest,
  type ProtocolError,
  silentError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { page } from "../lists.ts"
import type { StoredCertificate } from "./certificate-store.ts"
import { kindOfPublicKey } from "./key-pair.ts"
import type { PkiMount } from "./mount.ts"
import { fromBase64 } from "./pem.ts"
import { printedName } from "./printed-name.ts"
import { SubjectAlternativeNameExtension, X509Certificate } from "./x509.ts"

/** The number of certificates that are read before other fibers run. */
const SLICE = 16

const MOST_NAMES = 5

/** The size of an Ed25519 key in the original. */
const ED25519_BITS = 256

const time = (date: Date): string => date.toISOString().replace(".000", "")

const detailsOf = ({ certificate: bytes }: StoredCertificate) => {
  const certificate = new X509Certificate(fromBase64(bytes))
  const kind = kindOfPublicKey(certificate.publicKey)
  const names = certificate.getExtension(SubjectAlternativeNameExtension)?.names.items ?? []
  const dnsNames = names.filter(({ type }) => type === "dns").map(({ value }) => value)
  return {
    common_name: certificate.subjectName.getField("CN").at(-1) ?? "",
    dns_names: dnsNames.length === 0 ? null : dnsNames.slice(0, MOST_NAMES),
    issuer: printedName(certificate.issuerName),
    key_bits: kind?.type === "ed25519" ? ED25519_BITS : (kind?.bits ?? 0),
    key_type: kind?.type ?? "unknown",
    not_after: time(certificate.notAfter),
    not_before: time(certificate.notBefore)
  }
}

/** Serial numbers with properties of the certificates, without certificates that were deleted after they were listed. */
export const detailedCertificates = Effect.fn("pki.detailedCertificates")(function* (
  mount: PkiMount,
  request: OperationRequest<"pkiCertListDetailed">
): Effect.fn.Return<EngineResponse, ProtocolError | StoreFailure> {
  const details: Array<readonly [serial: string, details: object]> = []
  for (const [i, serial] of page(yield* mount.certificates.list, request).entries()) {
    if (i % SLICE === SLICE - 1) yield* Effect.yieldNow
    const stored = yield* mount.certificates.read(serial)
    if (stored !== undefined) details.push([serial, detailsOf(stored)])
  }
  if (details.length === 0) return yield* silentError(404)
  return { data: { keys: details.map(([serial]) => serial), key_info: Object.fromEntries(details) } }
})
