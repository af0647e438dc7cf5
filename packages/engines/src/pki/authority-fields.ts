import { pkiTexts, certificateTexts } from "@enwrap/protocol"
import { plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { formFields } from "./certificate-form.ts"
import { none } from "./fields.ts"
import { isHostname, malformedName, type RequestedNames } from "./name-rules.ts"
import { nameFields } from "./requested-names.ts"
import { subjectFields } from "./subject.ts"

const signatureFields = { signature_bits: 0, use_pss: false }

const keyFields = { key_type: "rsa", key_bits: 0, key_name: "", key_ref: "default" }

const authorityFields = {
  ...nameFields,
  ...subjectFields,
  ...formFields,
  ...signatureFields,
  ttl: 0,
  not_before: "",
  not_after: "",
  not_before_duration: 30,
  max_path_length: -1,
  permitted_dns_domains: none,
  issuer_name: ""
}

/** The fields of a self-signed CA. */
export const rootFields = { ...authorityFields, ...keyFields }

/** The fields of a signing request for a CA. */
export const intermediateFields = {
  ...nameFields,
  ...subjectFields,
  ...formFields,
  ...signatureFields,
  ...keyFields,
  add_basic_constraints: false
}

/** The fields of the certificate of a CA that another CA signs. */
export const signIntermediateFields = { ...authorityFields, csr: "", issuer_ref: "", use_csr_values: false }

/** Rejects fields and names that a CA cannot have. Fails with a 400. */
export const checkAuthorityFields = (
  fields: { readonly signature_bits: number; readonly other_sans: ReadonlyArray<string> },
  names: RequestedNames,
  permittedDomains: ReadonlyArray<string> = []
): Effect.Effect<void, ProtocolError> => {
  const refused = (why: string) => Effect.fail(plainError(400, why))
  if (![0, 256, 384, 512].includes(fields.signature_bits))
    return refused(pkiTexts.hashUnsupported(fields.signature_bits))
  if (fields.other_sans.length > 0) return refused(certificateTexts.otherNamesOfAuthority)
  const malformed = malformedName(names)
  if (malformed !== undefined) return refused(malformed)
  return permittedDomains.every((domain) => isHostname(domain.replace(/^\./, "")))
    ? Effect.void
    : refused(certificateTexts.permittedDomainInvalid)
}
