import * as Hex from "effect/encoding/Hex"
import * as Result from "effect/Result"
import { derElements } from "./der.ts"
import { decodeNames } from "./general-names.ts"
import { kindOfPublicKey } from "./key-pair.ts"
import { printedName } from "./printed-name.ts"
import type { X509Certificate } from "./x509.ts"

/** The main properties of a certificate, by the names of their fields. */
export interface CertificateDetails {
  readonly common_name: string
  readonly dns_names: ReadonlyArray<string> | null
  readonly issuer: string
  readonly key_bits: number
  readonly key_type: string
  readonly not_after: string
  readonly not_before: string
}

const MOST_NAMES = 5

/** The size of an Ed25519 key in the original. */
const ED25519_BITS = 256

const time = (date: Date): string => date.toISOString().replace(".000", "")

/** In DER: the tag of the extensions, and the object identifier of the one with alternative names. */
const EXTENSIONS = 0xa3
const ALTERNATIVE_NAME = "0603551d11"

/** The X.509 library decodes all extensions to find one, and fails if one of a signing request is malformed. */
const dnsNamesOf = (certificate: X509Certificate): ReadonlyArray<string> => {
  const [toBeSigned] = derElements(new Uint8Array(certificate.rawData), "content")
  const extensions = derElements(toBeSigned!, "content").find(([tag]) => tag === EXTENSIONS)
  const parts = extensions === undefined ? [] : derElements(derElements(extensions, "content")[0]!, "content")
  const found = parts
    .map((extension) => derElements(extension, "content"))
    .find(([type]) => Hex.encode(type!) === ALTERNATIVE_NAME)
  const value = found?.at(-1)
  return value === undefined ? [] : (decodeNames(derElements(value, "content")[0]!)?.dns ?? [])
}

/** A part of a certificate. `sign-verbatim` copies parts of a request, which can be malformed. */
const readable = <A>(read: () => A, fallback: A): A => Result.getOrElse(Result.try(read), () => fallback)

export const detailsOf = (certificate: X509Certificate): CertificateDetails => {
  const kind = readable(() => kindOfPublicKey(certificate.publicKey), undefined)
  const dnsNames = readable(() => dnsNamesOf(certificate), [])
  return {
    common_name: readable(() => certificate.subjectName.getField("CN").at(-1), undefined) ?? "",
    dns_names: dnsNames.length === 0 ? null : dnsNames.slice(0, MOST_NAMES),
    issuer: readable(() => printedName(certificate.issuerName), ""),
    key_bits: kind?.type === "ed25519" ? ED25519_BITS : (kind?.bits ?? 0),
    key_type: kind?.type ?? "unknown",
    not_after: time(certificate.notAfter),
    not_before: time(certificate.notBefore)
  }
}
