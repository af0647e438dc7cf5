import type { ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { utf8 } from "../utf8.ts"
import type { AuthorityUrls } from "./authority.ts"
import { der } from "./der.ts"
import { encodeNames } from "./general-names.ts"
import type { Signer } from "./key-pair.ts"
import type { AlternativeNames } from "./name-rules.ts"
import { bareSerial } from "./serial-number.ts"
import { signing } from "./slow-lanes.ts"
import type { Subject } from "./subject.ts"
import {
  CERTIFICATE_AUTHORITY_USAGE,
  DIGITAL_SIGNATURE,
  extendedUsages,
  keyUsageBits,
  noFlags,
  type UsageFields
} from "./usages.ts"
import {
  AuthorityInfoAccessExtension,
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  CertificatePolicyExtension,
  CRLDistributionPointsExtension,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsagesExtension,
  type Name,
  type PublicKey,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator
} from "./x509.ts"

/** The extension with the names beside a subject. RFC 5280: it is critical if the subject is empty. */
export const alternativeNames = (names: AlternativeNames, subject: Subject): Array<Extension> =>
  [names.dns, names.emails, names.ips, names.uris].every((list) => list.length === 0)
    ? []
    : [new Extension("2.5.29.17", subject.length === 0, encodeNames(names))]

/** A certificate to sign. */
export interface CertificateTemplate {
  readonly subject: Name
  /** Milliseconds since 1970. */
  readonly notBefore: number
  readonly notAfter: number
  readonly publicKey: PublicKey
  /** Only for a CA: the number of CAs allowed below it; -1 means any. */
  readonly ca?: { readonly maxPathLength: number; readonly permittedDomains: ReadonlyArray<string> }
  /** Bits: see usages.ts. */
  readonly keyUsage: number
  readonly extendedUsages: ReadonlyArray<string>
  readonly basicConstraints: boolean
  readonly policies: ReadonlyArray<string>
  readonly urls: AuthorityUrls
  /** Names, and the extensions of a signing request. */
  readonly extensions: ReadonlyArray<Extension>
}

/** The part of a template that makes the certificate one of a CA. Of the key usages, a CA can have `DigitalSignature` too. */
export const authorityTemplate = (
  maxPathLength: number,
  fields: UsageFields & { readonly permitted_dns_domains: ReadonlyArray<string> }
) => ({
  ca: { maxPathLength, permittedDomains: fields.permitted_dns_domains },
  keyUsage: keyUsageBits(fields.key_usage) & DIGITAL_SIGNATURE,
  extendedUsages: extendedUsages({ ...noFlags, ...fields }),
  basicConstraints: true,
  policies: []
})

/** The signer: its key, and its certificate unless the certificate is self-signed. */
export interface SigningIssuer {
  readonly signer: Signer
  readonly certificate: X509Certificate | undefined
}

export const NAME_CONSTRAINTS = "2.5.29.30"

/** RFC 5280, 4.2.1.10: the domains that a CA can certify. */
const nameConstraints = (domains: ReadonlyArray<string>): Extension => {
  const subtrees = domains.map((domain) => der(0x30, der(0x82, utf8(domain))))
  return new Extension(NAME_CONSTRAINTS, true, der(0x30, der(0xa0, ...subtrees)))
}

/** The extension that identifies an issuer's key. */
export const authorityKeyIdentifier = async (issuer: X509Certificate): Promise<Extension> => {
  const keyId = issuer.getExtension(SubjectKeyIdentifierExtension)?.keyId
  return keyId === undefined
    ? AuthorityKeyIdentifierExtension.create(issuer.publicKey)
    : new AuthorityKeyIdentifierExtension(keyId)
}

const extensionsOf = async (
  template: CertificateTemplate,
  issuer: X509Certificate | undefined
): Promise<Array<Extension>> => {
  const { ca, urls } = template
  const own = await SubjectKeyIdentifierExtension.create(template.publicKey)
  const extensions: Array<Extension> = []
  const keyUsage = ca === undefined ? template.keyUsage : template.keyUsage | CERTIFICATE_AUTHORITY_USAGE
  if (keyUsage !== 0) extensions.push(new KeyUsagesExtension(keyUsage, true))
  if (template.extendedUsages.length > 0) extensions.push(new ExtendedKeyUsageExtension([...template.extendedUsages]))
  if (ca !== undefined) {
    const length = ca.maxPathLength < 0 ? undefined : ca.maxPathLength
    extensions.push(new BasicConstraintsExtension(true, length, true))
    if (ca.permittedDomains.length > 0) extensions.push(nameConstraints(ca.permittedDomains))
  } else if (template.basicConstraints) extensions.push(new BasicConstraintsExtension(false, undefined, true))
  extensions.push(
    own,
    issuer === undefined ? new AuthorityKeyIdentifierExtension(own.keyId) : await authorityKeyIdentifier(issuer)
  )
  if (urls.issuing_certificates.length > 0 || urls.ocsp_servers.length > 0) {
    extensions.push(
      new AuthorityInfoAccessExtension({ ocsp: [...urls.ocsp_servers], caIssuers: [...urls.issuing_certificates] })
    )
  }
  if (urls.crl_distribution_points.length > 0)
    extensions.push(new CRLDistributionPointsExtension([...urls.crl_distribution_points]))
  if (template.policies.length > 0) extensions.push(new CertificatePolicyExtension([...template.policies]))
  const taken = new Set(template.extensions.map(({ type }) => type))
  return [...extensions.filter(({ type }) => !taken.has(type)), ...template.extensions]
}

/** Signs a certificate. */
export const signCertificate = (
  template: CertificateTemplate,
  issuer: SigningIssuer,
  serial: string
): Effect.Effect<X509Certificate, ProtocolError> =>
  signing(
    Effect.promise(async () =>
      X509CertificateGenerator.create({
        serialNumber: bareSerial(serial),
        subject: template.subject,
        issuer: issuer.certificate === undefined ? template.subject : issuer.certificate.subjectName,
        notBefore: new Date(template.notBefore),
        notAfter: new Date(template.notAfter),
        publicKey: template.publicKey,
        signingKey: issuer.signer.key,
        signingAlgorithm: issuer.signer.algorithm,
        extensions: await extensionsOf(template, issuer.certificate)
      })
    )
  )
