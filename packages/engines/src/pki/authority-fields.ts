import { pkiTexts, certificateTexts } from "@enwrap/protocol/engine-texts"
import type { ProtocolError } from "@enwrap/server/engine"
import type * as Effect from "effect/Effect"
import { refuse, refuseIf } from "../refuse.ts"
import { formFields, none } from "./fields.ts"
import { isHostname } from "./host-name.ts"
import { malformedName, type RequestedNames } from "./name-rules.ts"
import { isHashSize } from "./key-pair.ts"
import type { PkiMount } from "./mount.ts"
import { nameFields } from "./requested-names.ts"
import { isOid, type Role, roleFields } from "./role.ts"
import { subjectFields } from "./subject.ts"
import { type Validity, validityOf, type ValidityRequest } from "./validity.ts"

const signatureFields = { signature_bits: 0, use_pss: false }

const keyFields = { key_type: "rsa", key_bits: 0, key_name: "", key_ref: "default" }

const usageFields = { key_usage: none, ext_key_usage: none, ext_key_usage_oids: none }

const authorityFields = {
  ...nameFields,
  ...subjectFields,
  ...formFields,
  ...signatureFields,
  ...usageFields,
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

interface CheckedFields {
  readonly other_sans: ReadonlyArray<string>
  readonly permitted_dns_domains?: ReadonlyArray<string>
  readonly max_path_length?: number
  readonly ext_key_usage_oids?: ReadonlyArray<string>
  readonly signature_bits: number
}

/** Rejects fields and names that a CA cannot have. Fails with a 400. */
export const checkAuthorityFields = (
  {
    ext_key_usage_oids = none,
    max_path_length = -1,
    other_sans,
    permitted_dns_domains = none,
    signature_bits
  }: CheckedFields,
  names: RequestedNames
): Effect.Effect<void, ProtocolError> => {
  if (!isHashSize(signature_bits)) return refuse(pkiTexts.hashUnsupported(signature_bits))
  if (other_sans.length > 0) return refuse(certificateTexts.otherNamesOfAuthority)
  if (max_path_length < -1) return refuse(certificateTexts.pathLengthInvalid)
  if (!ext_key_usage_oids.every(isOid)) return refuse(pkiTexts.oidInvalid("ext_key_usage_oids"))
  const areHostnames = permitted_dns_domains.every((domain) => isHostname(domain.replace(/^\./, "")))
  return refuseIf(malformedName(names) ?? (areHostnames ? undefined : certificateTexts.permittedDomainInvalid))
}

/** The validity of a CA's certificate. There is no role, so the defaults of a role apply. */
export const authorityValidity = (
  { context }: PkiMount,
  fields: ValidityRequest & Pick<Role, "not_before_duration">
): Effect.Effect<Validity, ProtocolError> =>
  validityOf(fields, { ...roleFields, not_before_duration: fields.not_before_duration }, context.leaseTtl())
