import { pkiTexts } from "@enwrap/protocol/engine-texts"
import { parseRfc3339, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { refuseIf } from "../refuse.ts"
import { none, readFields } from "./fields.ts"
import { networkOf } from "./ip-address.ts"
import { isHashSize, keyKind } from "./key-pair.ts"
import { subjectFields } from "./subject.ts"

/** The fields of a role with their defaults. */
export const roleFields = {
  issuer_ref: "default",
  ttl: 0,
  max_ttl: 0,
  allow_localhost: true,
  allowed_domains: none,
  allowed_domains_template: false,
  allow_bare_domains: false,
  allow_subdomains: false,
  allow_glob_domains: false,
  allow_globs_in_identity_templates: false,
  allow_wildcard_certificates: true,
  allow_any_name: false,
  enforce_hostnames: true,
  allow_ip_sans: true,
  allowed_ip_sans_cidr: none,
  allowed_uri_sans: none,
  allowed_uri_sans_template: false,
  allowed_other_sans: none,
  allowed_serial_numbers: none,
  allowed_user_ids: none,
  server_flag: true,
  client_flag: true,
  code_signing_flag: false,
  email_protection_flag: false,
  key_type: "rsa",
  key_bits: 0,
  signature_bits: 0,
  use_pss: false,
  key_usage: ["DigitalSignature", "KeyAgreement", "KeyEncipherment"] as ReadonlyArray<string>,
  ext_key_usage: none,
  ext_key_usage_oids: none,
  use_csr_common_name: true,
  use_csr_sans: true,
  ...subjectFields,
  generate_lease: false,
  no_store: false,
  require_cn: true,
  policy_identifiers: none,
  basic_constraints_valid_for_non_ca: false,
  not_before: "",
  not_before_bound: "permit",
  not_before_duration: 30,
  not_after: "",
  not_after_bound: "permit",
  cn_validations: ["email", "hostname"] as ReadonlyArray<string>
}

/** The rules for issuing certificates. */
export type Role = Readonly<typeof roleFields>

/** The role in responses. Roles of earlier versions may have stored `allow_token_displayname`, which has no effect. */
export const shownRole = (role: Role) => ({ ...role, allow_token_displayname: false as const })

export const isOid = (value: string): boolean =>
  /^(?:[01]\.(?:[0-9]|[123]\d)|2\.(?:0|[1-9]\d{0,8}))(?:\.(?:0|[1-9]\d{0,8})){0,30}$/.test(value)

/** A rule for other names: an object identifier, and a pattern for its value. */
const OTHER_NAME = /^[^;]*;utf-?8:/i

/** The error text for an invalid role, except for its key. */
const roleProblem = (role: Role): string | undefined => {
  if (role.ttl > role.max_ttl && role.max_ttl > 0) return pkiTexts.ttlAboveMax
  if (role.allowed_ip_sans_cidr.some((block) => networkOf(block) === undefined)) return pkiTexts.cidrInvalid
  const { allowed_other_sans: others } = role
  if (others.join() !== "*" && !others.every((rule) => OTHER_NAME.test(rule))) return pkiTexts.otherNameInvalid
  if (!isHashSize(role.signature_bits)) return pkiTexts.hashUnsupported(role.signature_bits)
  if (!role.policy_identifiers.every(isOid)) return pkiTexts.oidInvalid("policy_identifiers")
  if (!role.ext_key_usage_oids.every(isOid)) return pkiTexts.oidInvalid("ext_key_usage_oids")
  if (!role.cn_validations.every((check) => ["email", "hostname", "disabled"].includes(check)))
    return pkiTexts.cnValidationInvalid
  if (role.cn_validations.includes("disabled") && role.cn_validations.length > 1) return pkiTexts.cnValidationDisabled
  if (role.not_before !== "" && parseRfc3339(role.not_before) === undefined) return pkiTexts.timeInvalid("not_before")
  if (role.not_after !== "" && parseRfc3339(role.not_after) === undefined) return pkiTexts.timeInvalid("not_after")
  if (!["permit", "forbid", "duration"].includes(role.not_before_bound)) return pkiTexts.notBeforeBoundInvalid
  if (
    !["permit", "forbid", "ttl-limited"].includes(role.not_after_bound) &&
    parseRfc3339(role.not_after_bound) === undefined
  )
    return pkiTexts.notAfterBoundInvalid
  return undefined
}

/** The role that a request describes. Fails with a 400 that names the field. */
export const readRole = Effect.fn("pki.readRole")(function* (
  given: object,
  present?: Role
): Effect.fn.Return<Role, ProtocolError> {
  const read = yield* readFields(roleFields, given, present)
  // A new key type resets the size, unless the request sets it.
  const sized = "key_type" in given && !("key_bits" in given) ? { ...read, key_bits: 0 } : read
  const kind = sized.key_type === "any" ? { bits: sized.key_bits } : yield* keyKind(sized.key_type, sized.key_bits)
  const role: Role = {
    ...sized,
    issuer_ref: sized.issuer_ref === "" ? "default" : sized.issuer_ref,
    key_bits: kind.bits,
    signature_bits: sized.key_type === "rsa" && sized.signature_bits === 0 ? 256 : sized.signature_bits,
    // A certificate that is not stored cannot be revoked.
    generate_lease: sized.generate_lease && !sized.no_store
  }
  yield* refuseIf(roleProblem(role))
  return { ...role, allowed_ip_sans_cidr: role.allowed_ip_sans_cidr.map((block) => networkOf(block)!) }
})
