import { certificateTexts, pkiWarnings } from "@enwrap/protocol/engine-texts"
import { type EngineResponse, plainError, type ProtocolError, type StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { authorityValidity, checkAuthorityFields, signIntermediateFields } from "./authority-fields.ts"
import { hasUrls, urlsFor } from "./authority-urls.ts"
import { checkForm, inForm } from "./certificate-form.ts"
import { storedCertificate } from "./certificate-store.ts"
import { readFields } from "./fields.ts"
import type { PkiMount } from "./mount.ts"
import { checkRequestKey } from "./request-key.ts"
import { namesOfSigningRequest } from "./requested-names.ts"
import { newSerial } from "./serial-number.ts"
import { alternativeNames, authorityTemplate, NAME_CONSTRAINTS, signCertificate } from "./sign-certificate.ts"
import { nameOf, subjectOf } from "./subject.ts"
import { issuingChain, readyIssuer } from "./signing-issuer.ts"
import { copiedExtensions, readSigningRequest } from "./signing-request.ts"
import { withinIssuer } from "./validity.ts"
import { BasicConstraintsExtension } from "./x509.ts"

/** Signs the certificate of an intermediate CA. */
export const signIntermediate = Effect.fn("pki.signIntermediate")(function* (
  mount: PkiMount,
  given: object,
  issuerRef?: string
): Effect.fn.Return<EngineResponse, ProtocolError | StoreFailure> {
  const fields = yield* readFields(signIntermediateFields, given)
  yield* checkForm(fields)
  const csr = yield* readSigningRequest(fields.csr)
  yield* checkRequestKey({ key_type: "any", key_bits: 0 }, csr)
  const names = {
    ...namesOfSigningRequest(fields, csr, { use_csr_common_name: fields.common_name === "", use_csr_sans: false }),
    userIds: fields.user_ids
  }
  yield* checkAuthorityFields(fields, names)
  const copied = fields.use_csr_values ? copiedExtensions(csr) : []
  if (fields.permitted_dns_domains.length > 0 && copied.some(({ type }) => type === NAME_CONSTRAINTS))
    return yield* plainError(400, certificateTexts.constraintsTwice)
  const ready = yield* readyIssuer(mount, issuerRef ?? fields.issuer_ref, fields)
  const above = ready.certificate.getExtension(BasicConstraintsExtension)?.pathLength
  if (above === 0) return yield* plainError(400, certificateTexts.pathLengthZero)
  if (above !== undefined && fields.max_path_length >= above)
    return yield* plainError(400, certificateTexts.pathLengthTooLong)
  const requested = yield* authorityValidity(mount, fields)
  const issuerNotAfter = ready.certificate.notAfter.getTime()
  const isPermitted = ready.issuer.settings.leaf_not_after_behavior === "permit"
  // Many requests have the TTL of the CA above, which is already some seconds old: their certificates are shortened, not refused.
  const validity = yield* withinIssuer(requested, issuerNotAfter, isPermitted ? "permit" : "truncate")
  const urls = yield* urlsFor(mount, ready.issuer)
  const serial = newSerial(mount.context.crypto)
  const maxPathLength = fields.max_path_length < 0 && above !== undefined ? above - 1 : fields.max_path_length
  const subject = subjectOf(fields, names)
  const signed = yield* signCertificate(
    {
      ...validity,
      subject: fields.use_csr_values ? csr.subjectName : nameOf(subject),
      publicKey: csr.publicKey,
      ...authorityTemplate(maxPathLength, fields),
      urls,
      extensions: fields.use_csr_values ? copied : alternativeNames(names, subject)
    },
    ready,
    serial
  )
  const stored = storedCertificate(signed, ready.issuer.id)
  yield* mount.certificates.put(serial, stored)
  const { certificate } = stored
  const chain = issuingChain(ready)
  const parts = inForm({ certificate, chain }, fields)
  const single = { ...fields, format: fields.format === "der" ? "der" : "pem" }
  const own = inForm({ certificate, chain }, single)
  const warnings = [
    ...validity.warnings,
    ...(requested.notAfter > issuerNotAfter
      ? [isPermitted ? pkiWarnings.outlivesIssuer : pkiWarnings.endsWithIssuer]
      : []),
    ...(issuerRef !== undefined && Object.hasOwn(given, "issuer_ref") ? [pkiWarnings.issuerOfPath] : []),
    ...(subject.length === 0 && !fields.use_csr_values ? [pkiWarnings.noSubject] : []),
    ...(hasUrls(urls) ? [] : [pkiWarnings.noUrls]),
    ...(maxPathLength === 0 ? [pkiWarnings.pathLengthZero("signed")] : [])
  ]
  return {
    data: {
      ca_chain: [own.certificate, ...own.chain],
      certificate: parts.certificate,
      expiration: stored.notAfter,
      issuing_ca: own.chain[0]!,
      serial_number: serial
    },
    warnings
  }
})
