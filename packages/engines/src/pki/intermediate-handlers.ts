import { certificateTexts, pkiWarnings } from "@enwrap/protocol"
import { type EngineEffect, type EngineResponse, type Handlers, plainError } from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { checkName, type Issuer, newIssuer, randomId } from "./authority.ts"
import { checkAuthorityFields, intermediateFields, signIntermediateFields } from "./authority-fields.ts"
import { hasUrls, urlsFor } from "./authority-urls.ts"
import { checkForm, inForm, requestInForm } from "./certificate-form.ts"
import { readFields, text } from "./field-table.ts"
import { privateKeyForm, publicKeyOf, signatureAlgorithm } from "./key-pair.ts"
import type { PkiMount } from "./mount.ts"
import { authorityKey, keyOrigin, newKeys, withKey } from "./new-key.ts"
import { fromBase64, readPem, toBase64 } from "./pem.ts"
import { namesOfFields, namesOfSigningRequest } from "./requested-names.ts"
import { addIssuers, authorityRules } from "./root-handlers.ts"
import { colons, newSerial } from "./serial-number.ts"
import { alternativeNames, nameOf, signCertificate, subjectOf } from "./sign-certificate.ts"
import { issuingChain, readyIssuer } from "./signing-issuer.ts"
import { readSigningRequest } from "./signing-request.ts"
import { signing } from "./slow-lanes.ts"
import { validityOf, withinIssuer } from "./validity.ts"
import { subtle } from "./web-crypto.ts"
import {
  BasicConstraintsExtension,
  Pkcs10CertificateRequestGenerator,
  type PublicKey,
  X509Certificate
} from "./x509.ts"

/** Makes a key and a signing request for a CA. */
const generate = (mount: PkiMount, exported: string, given: object): EngineEffect<EngineResponse> =>
  Effect.gen(function* () {
    const origin = yield* keyOrigin(exported)
    const fields = yield* readFields(intermediateFields, given)
    yield* checkForm(fields)
    const names = namesOfFields(fields)
    yield* checkAuthorityFields(fields, names)
    const key = yield* authorityKey(mount, origin, fields)
    const algorithm = signatureAlgorithm(key.entry.kind, { bits: fields.signature_bits, pss: fields.use_pss })
    const request = yield* signing(
      Effect.promise(async () =>
        Pkcs10CertificateRequestGenerator.create({
          name: nameOf(subjectOf(fields, fields.common_name, fields.serial_number, fields.user_ids)),
          keys: {
            privateKey: await subtle().importKey("pkcs8", fromBase64(key.pair.privateKey)!, algorithm, false, ["sign"]),
            publicKey: await publicKeyOf(key.pair).export(algorithm, ["verify"])
          },
          signingAlgorithm: algorithm,
          extensions: [
            ...alternativeNames(names, false),
            ...(fields.add_basic_constraints ? [new BasicConstraintsExtension(true, undefined, true)] : [])
          ]
        })
      )
    )
    yield* mount.authority.change((present) =>
      Effect.gen(function* () {
        if (key.isNew) yield* checkName(present.keys, key.entry.name, "key")
        return [undefined, { authority: withKey(present, key), newKeys: newKeys(key) }] as const
      })
    )
    const privateKey =
      origin === "exported"
        ? privateKeyForm(key.pair, { der: fields.format === "der", pkcs8: fields.private_key_format === "pkcs8" })
        : undefined
    const urls = yield* mount.settings.urls.read
    return {
      data: {
        csr: requestInForm(toBase64(new Uint8Array(request.rawData)), fields, privateKey),
        key_id: key.entry.id,
        ...(privateKey === undefined ? {} : { private_key: privateKey, private_key_type: key.entry.kind.type })
      },
      ...(hasUrls(urls) ? {} : { warnings: [pkiWarnings.noUrlsOfIntermediate] })
    }
  })

/** Signs the certificate of a CA below this one. */
const signIntermediate = (mount: PkiMount, given: object, issuerRef?: string): EngineEffect<EngineResponse> =>
  Effect.gen(function* () {
    const fields = yield* readFields(signIntermediateFields, given)
    yield* checkForm(fields)
    const csr = yield* readSigningRequest(fields.csr)
    const names = fields.use_csr_values
      ? namesOfSigningRequest(fields, csr, { use_csr_common_name: true, use_csr_sans: true })
      : namesOfFields(fields)
    yield* checkAuthorityFields(fields, names, fields.permitted_dns_domains)
    const ready = yield* readyIssuer(mount, issuerRef ?? fields.issuer_ref, "issuing-certificates", {
      bits: fields.signature_bits,
      pss: fields.use_pss
    })
    const above = ready.certificate.getExtension(BasicConstraintsExtension)?.pathLength
    if (above === 0) {
      return yield* plainError(400, certificateTexts.pathLengthZero)
    }
    if (above !== undefined && fields.max_path_length >= above)
      return yield* plainError(400, certificateTexts.pathLengthTooLong)
    const now = yield* Clock.currentTimeMillis
    const validity = yield* Effect.flatMap(
      validityOf(
        fields,
        { ...authorityRules, not_before_duration: fields.not_before_duration },
        mount.context.leaseTtl(),
        now
      ),
      // A CA that outlives the one above it is never wanted.
      (times) =>
        withinIssuer(
          times,
          ready.certificate.notAfter.getTime(),
          ready.issuer.leafNotAfterBehavior === "permit" ? "err" : ready.issuer.leafNotAfterBehavior
        )
    )
    const urls = yield* urlsFor(mount, ready.issuer)
    const serial = newSerial(mount.context.crypto)
    const maxPathLength = fields.max_path_length < 0 && above !== undefined ? above - 1 : fields.max_path_length
    const signed = yield* signCertificate(
      {
        ...validity,
        subject: fields.use_csr_values
          ? csr.subjectName
          : nameOf(subjectOf(fields, fields.common_name, fields.serial_number, fields.user_ids)),
        publicKey: csr.publicKey,
        ca: { maxPathLength, permittedDomains: fields.permitted_dns_domains },
        keyUsage: 0,
        extendedUsages: [],
        basicConstraints: true,
        policies: [],
        urls,
        extensions: alternativeNames(names, false)
      },
      ready,
      serial
    )
    const certificate = toBase64(new Uint8Array(signed.rawData))
    const expiration = Math.floor(signed.notAfter.getTime() / 1000)
    yield* mount.certificates.put(serial, { certificate, issuerId: ready.issuer.id, notAfter: expiration })
    const chain = issuingChain(ready)
    const parts = inForm({ certificate, chain }, fields)
    const single = { ...fields, format: fields.format === "der" ? "der" : "pem" }
    const own = inForm({ certificate, chain }, single)
    const warnings = [
      ...validity.warnings,
      ...(hasUrls(urls) ? [] : [pkiWarnings.noUrls]),
      ...(maxPathLength === 0 ? [pkiWarnings.pathLengthZero] : [])
    ]
    return {
      data: {
        ca_chain: [own.certificate, ...own.chain],
        certificate: parts.certificate,
        expiration,
        issuing_ca: own.chain[0]!,
        serial_number: serial
      },
      ...(warnings.length === 0 ? {} : { warnings })
    }
  })

const spkiOf = (key: PublicKey): string => toBase64(new Uint8Array(key.rawData))

/** Each is compared with all others, to find who signed whom. */
const MOST_CERTIFICATES = 50

/** The certificates of a bundle that are a CA's, or a 400. */
const readBundle = (text: string): EngineEffect<ReadonlyArray<X509Certificate>> =>
  Effect.gen(function* () {
    if (text === "") return yield* plainError(400, certificateTexts.importEmpty)
    if (text.length < 75) {
      return yield* plainError(400, certificateTexts.importTooShort)
    }
    const blocks = readPem(text).filter(({ label }) => label === "CERTIFICATE")
    if (blocks.length === 0) return yield* plainError(400, certificateTexts.importWithoutCertificate)
    if (blocks.length > MOST_CERTIFICATES)
      return yield* plainError(400, certificateTexts.importTooLong(MOST_CERTIFICATES))
    return yield* Effect.try({
      try: () =>
        blocks.map(({ bytes }) => {
          const certificate = new X509Certificate(bytes)
          // What is of no use as a certificate shows itself here, not further on.
          void [certificate.subject, certificate.issuer, certificate.notAfter, certificate.publicKey.algorithm]
          return certificate
        }),
      catch: () => plainError(400, certificateTexts.importUnreadable)
    })
  })

/** Takes over the certificate of an intermediate, and those above it that come along. */
const setSigned = (mount: PkiMount, given: object): EngineEffect<EngineResponse> =>
  Effect.gen(function* () {
    const fields = yield* readFields({ certificate: text(), pem_bundle: text() }, given)
    const certificates = yield* readBundle((fields.pem_bundle || fields.certificate).trim())
    const notCa = certificates.find((certificate) => certificate.getExtension(BasicConstraintsExtension)?.ca !== true)
    if (notCa !== undefined) return yield* plainError(400, certificateTexts.importNotAuthority)
    const authority = yield* mount.authority.read
    const known = (certificate: X509Certificate) => {
      const bytes = toBase64(new Uint8Array(certificate.rawData))
      return authority.issuers.find((issuer) => issuer.certificate === bytes)
    }
    const keyFor = (certificate: X509Certificate) =>
      authority.keys.find(({ publicKey }) => publicKey === spkiOf(certificate.publicKey))?.id ?? ""
    if (!certificates.some((certificate) => keyFor(certificate) !== ""))
      return yield* plainError(400, certificateTexts.importWithoutKey)
    const existing = certificates.flatMap((certificate) => known(certificate) ?? [])
    const imported = certificates
      .filter((certificate) => known(certificate) === undefined)
      .map((certificate): Issuer =>
        newIssuer({
          id: randomId(mount.context.crypto),
          name: "",
          keyId: keyFor(certificate),
          certificate: toBase64(new Uint8Array(certificate.rawData)),
          serial: colons(certificate.serialNumber),
          revocationSignatureAlgorithm: ""
        })
      )
    yield* addIssuers(mount, imported, (present) =>
      Effect.succeed({
        authority: present,
        puts: imported.map(({ certificate, id, serial }) =>
          mount.certificates.entry(serial, {
            certificate,
            issuerId: id,
            notAfter: Math.floor(new X509Certificate(fromBase64(certificate)!).notAfter.getTime() / 1000)
          })
        )
      })
    )
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

/** The operations on CAs that another CA signs. @see RW-PKI-10 */
export const intermediateHandlers = (
  mount: PkiMount
): Pick<
  Handlers<"pki">,
  | "pkiGenerateIntermediate"
  | "pkiGenerateIntermediateIssuer"
  | "pkiSignIntermediate"
  | "pkiIssuerSignIntermediate"
  | "pkiSetSignedIntermediate"
> => ({
  pkiGenerateIntermediate: ({ fields, parameters }) => generate(mount, parameters.exported, fields),
  pkiGenerateIntermediateIssuer: ({ fields, parameters }) => generate(mount, parameters.exported, fields),
  pkiSignIntermediate: ({ fields }) => signIntermediate(mount, fields),
  pkiIssuerSignIntermediate: ({ fields, parameters }) => signIntermediate(mount, fields, parameters.issuer_ref),
  pkiSetSignedIntermediate: ({ fields }) => setSigned(mount, fields)
})
