import { certificateTexts, pkiWarnings } from "@enwrap/protocol/engine-texts"
import { type EngineResponse, plainError, type ProtocolError, type StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { randomUuid } from "../uuid.ts"
import { addIssuers } from "./add-issuers.ts"
import { type Issuer, issuerSettings } from "./authority.ts"
import { hasUrls } from "./authority-urls.ts"
import { readCertificate } from "./read-certificate.ts"
import { readFields } from "./fields.ts"
import type { PkiMount } from "./mount.ts"
import { readPem, toBase64 } from "./pem.ts"
import { colons } from "./serial-number.ts"
import { isDer, isName, readElements, readSequence } from "./strict-der.ts"
import { BasicConstraintsExtension, type PublicKey, type X509Certificate } from "./x509.ts"

const spkiOf = (key: PublicKey): string => toBase64(key.rawData)

/** The place of the subject in the certificate of a CA, which has a version. */
const SUBJECT = 5

/** Whether the subject is text in DER. The X.509 library reads others too, and would write them differently. */
const hasNameAsSubject = ({ rawData }: X509Certificate): boolean => {
  const [toBeSigned] = readSequence(new Uint8Array(rawData)) ?? []
  const subject = toBeSigned === undefined ? undefined : readElements(toBeSigned.content)?.[SUBJECT]
  return subject !== undefined && isDer(subject.bytes) && isName(subject)
}

/** The certificates of a bundle, or a 400. */
const readBundle = Effect.fn("pki.readBundle")(function* (
  text: string
): Effect.fn.Return<ReadonlyArray<X509Certificate>, ProtocolError | StoreFailure> {
  if (text === "") return yield* plainError(400, certificateTexts.importEmpty)
  if (text.length < 75) return yield* plainError(400, certificateTexts.importTooShort)
  const blocks = readPem(text).filter(({ label }) => label === "CERTIFICATE")
  if (blocks.length === 0) return yield* plainError(400, certificateTexts.importWithoutCertificate)
  return yield* Effect.forEach(blocks, ({ bytes }) => readCertificate(bytes, certificateTexts.importUnreadable))
})

/** Imports the certificate of an intermediate CA, and those of the CAs above it in the bundle. */
export const setSigned = Effect.fn("pki.setSigned")(function* (
  mount: PkiMount,
  given: object
): Effect.fn.Return<EngineResponse, ProtocolError | StoreFailure> {
  const fields = yield* readFields({ certificate: "", pem_bundle: "" }, given)
  const certificates = yield* readBundle((fields.pem_bundle || fields.certificate).trim())
  const notCa = certificates.find((certificate) => certificate.getExtension(BasicConstraintsExtension)?.ca !== true)
  if (notCa !== undefined) return yield* plainError(400, certificateTexts.importNotAuthority)
  const authority = yield* mount.authority.read
  const known = (certificate: X509Certificate) => {
    const bytes = toBase64(certificate.rawData)
    return authority.issuers.find((issuer) => issuer.certificate === bytes)
  }
  const keyFor = (certificate: X509Certificate) =>
    authority.keys.find(({ publicKey }) => publicKey === spkiOf(certificate.publicKey))?.id ?? ""
  if (!certificates.some((certificate) => keyFor(certificate) !== ""))
    return yield* plainError(400, certificateTexts.importWithoutKey)
  // The subject of an issuer becomes a part of what it issues.
  if (!certificates.every((certificate) => keyFor(certificate) === "" || hasNameAsSubject(certificate)))
    return yield* plainError(400, certificateTexts.importUnreadable)
  const existing = certificates.flatMap((certificate) => known(certificate) ?? [])
  const imported = certificates
    .filter((certificate) => known(certificate) === undefined)
    .map((certificate): Issuer => ({
      id: randomUuid(mount.context.crypto),
      name: "",
      keyId: keyFor(certificate),
      certificate: toBase64(certificate.rawData),
      serial: colons(certificate.serialNumber),
      parents: [],
      manualChain: null,
      settings: issuerSettings
    }))
  yield* addIssuers(mount, imported, (present) => Effect.succeed({ authority: present }))
  const ids = (issuers: ReadonlyArray<Issuer>) => (issuers.length === 0 ? null : issuers.map(({ id }) => id))
  const urls = yield* mount.settings.urls.read
  return {
    data: {
      existing_issuers: ids(existing),
      existing_keys: null,
      imported_issuers: ids(imported),
      imported_keys: null,
      mapping: Object.fromEntries([...existing, ...imported].map(({ id, keyId }) => [id, keyId]))
    },
    ...(hasUrls(urls) ? {} : { warnings: [pkiWarnings.noUrls] })
  }
})
