import { createPrivateKey, X509Certificate } from "node:crypto"
import type { Section } from "./section.ts"

const CERTIFICATE = /-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE)-----[^]*?-----END \1-----/g
const PRIVATE_KEY = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/
const ENCRYPTED_KEY = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m

const textOf = (pem: Uint8Array): string => Buffer.from(pem).toString("latin1")

/** Whether a certificate is valid at a time: `is not valid any more: …`. */
const validityProblem = ({ subject, validFromDate, validToDate }: X509Certificate, now: number): string | undefined => {
  const name =
    subject === undefined ? "a certificate" : `the certificate of ${JSON.stringify(subject.replaceAll("\n", ", "))}`
  if (validToDate.getTime() < now)
    return `contains an expired certificate: ${name} was valid until ${validToDate.toISOString()}`
  if (validFromDate.getTime() > now)
    return `contains a certificate that is not valid yet: ${name} is valid from ${validFromDate.toISOString()}`
  return undefined
}

/** Reads the certificates of a file, and reports what is wrong with it: errors, and a warning for each that is not valid now. */
export const readCertificates = (
  section: Section,
  key: string,
  pem: Uint8Array
): ReadonlyArray<X509Certificate> | undefined => {
  const text = textOf(pem)
  const blocks = text.match(CERTIFICATE) ?? []
  if (blocks.length === 0) {
    const instead = PRIVATE_KEY.test(text) ? ", but a private key" : ""
    section.error(key, `contains no certificate in PEM${instead}`)
    return undefined
  }
  let certificates: ReadonlyArray<X509Certificate>
  try {
    certificates = blocks.map((block) => new X509Certificate(block))
  } catch {
    section.error(key, "contains a certificate that is damaged")
    return undefined
  }
  const now = Date.now()
  for (const certificate of certificates) {
    const problem = validityProblem(certificate, now)
    if (problem !== undefined) section.warn(key, problem)
  }
  return certificates
}

/** Why a file is not the private key of a certificate; `undefined` if it is. */
export const keyProblem = (pem: Uint8Array, certificate: X509Certificate | undefined): string | undefined => {
  const text = textOf(pem)
  if (!PRIVATE_KEY.test(text))
    return `contains no private key in PEM${text.match(CERTIFICATE) === null ? "" : ", but a certificate"}`
  if (ENCRYPTED_KEY.test(text))
    return "contains an encrypted key, whose passphrase the server cannot ask for: decrypt it with `openssl pkey`, and protect the file"
  try {
    const key = createPrivateKey(text)
    return certificate === undefined || certificate.checkPrivateKey(key)
      ? undefined
      : "contains another key than that of the certificate in tls_cert_file"
  } catch {
    return "contains a private key that is damaged, or of an unknown type"
  }
}
