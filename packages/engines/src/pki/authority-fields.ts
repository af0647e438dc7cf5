import { pkiTexts, certificateTexts } from "@enwrap/protocol"
import { plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { formFields } from "./certificate-form.ts"
import { flag, integer, list, seconds, text } from "./field-table.ts"
import { isHostname, malformedName, type RequestedNames } from "./name-rules.ts"
import { nameFields } from "./requested-names.ts"

const subjectFields = {
  ou: list(),
  organization: list(),
  country: list(),
  locality: list(),
  province: list(),
  street_address: list(),
  postal_code: list()
}

const signatureFields = { signature_bits: integer(), use_pss: flag() }

const keyFields = { key_type: text("rsa"), key_bits: integer(), key_name: text(), key_ref: text("default") }

const authorityFields = {
  ...nameFields,
  ...subjectFields,
  ...formFields,
  ...signatureFields,
  ttl: seconds(),
  not_before: text(),
  not_after: text(),
  not_before_duration: seconds(30),
  max_path_length: integer(-1),
  permitted_dns_domains: list(),
  issuer_name: text()
}

/** The fields of a CA that signs itself. */
export const rootFields = { ...authorityFields, ...keyFields }

/** The fields of a signing request for a CA. */
export const intermediateFields = {
  ...nameFields,
  ...subjectFields,
  ...formFields,
  ...signatureFields,
  ...keyFields,
  add_basic_constraints: flag()
}

/** The fields of the certificate of a CA that another CA signs. */
export const signIntermediateFields = { ...authorityFields, csr: text(), issuer_ref: text(), use_csr_values: flag() }

/** What nobody may ask of a CA. Fails with a 400. */
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
