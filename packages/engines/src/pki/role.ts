import { pkiTexts } from "@enwrap/protocol"
import { plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { type FieldValues, flag, integer, list, readFields, seconds, text } from "./field-table.ts"
import { keyKind } from "./key-pair.ts"

/** The fields of a role, and what they are where nothing is said. */
/** Items of a list that a role may hold names against. */
const MOST_RULES = 1000

export const roleFields = {
  issuer_ref: text("default"),
  ttl: seconds(),
  max_ttl: seconds(),
  allow_localhost: flag(true),
  allowed_domains: list([], MOST_RULES),
  allowed_domains_template: flag(),
  allow_bare_domains: flag(),
  allow_subdomains: flag(),
  allow_glob_domains: flag(),
  allow_globs_in_identity_templates: flag(),
  allow_wildcard_certificates: flag(true),
  allow_any_name: flag(),
  allow_token_displayname: flag(),
  enforce_hostnames: flag(true),
  allow_ip_sans: flag(true),
  allowed_ip_sans_cidr: list([], MOST_RULES),
  allowed_uri_sans: list([], MOST_RULES),
  allowed_uri_sans_template: flag(),
  allowed_other_sans: list([], MOST_RULES),
  allowed_serial_numbers: list([], MOST_RULES),
  allowed_user_ids: list([], MOST_RULES),
  server_flag: flag(true),
  client_flag: flag(true),
  code_signing_flag: flag(),
  email_protection_flag: flag(),
  key_type: text("rsa"),
  key_bits: integer(),
  signature_bits: integer(),
  use_pss: flag(),
  key_usage: list(["DigitalSignature", "KeyAgreement", "KeyEncipherment"]),
  ext_key_usage: list(),
  ext_key_usage_oids: list(),
  use_csr_common_name: flag(true),
  use_csr_sans: flag(true),
  ou: list(),
  organization: list(),
  country: list(),
  locality: list(),
  province: list(),
  street_address: list(),
  postal_code: list(),
  generate_lease: flag(),
  no_store: flag(),
  require_cn: flag(true),
  policy_identifiers: list(),
  basic_constraints_valid_for_non_ca: flag(),
  not_before: text(),
  not_before_bound: text("permit"),
  not_before_duration: seconds(30),
  not_after: text(),
  not_after_bound: text("permit"),
  cn_validations: list(["email", "hostname"])
}

/** What decides which certificates are issued. */
export type Role = FieldValues<typeof roleFields>

export const isOid = (value: string): boolean =>
  /^(?:[01]\.(?:[0-9]|[123]\d)|2\.(?:0|[1-9]\d{0,8}))(?:\.(?:0|[1-9]\d{0,8})){0,30}$/.test(value)

/** A time as in RFC 3339, in milliseconds since 1970, or `undefined` for what is none. */
export const timeOf = (value: string): number | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i.test(value)) return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : time
}

const within = (names: ReadonlyArray<string>, name: string): boolean => names.includes(name)

/** What is wrong with a role, its key aside. */
const roleProblem = (role: Role): string | undefined => {
  if (role.ttl > role.max_ttl && role.max_ttl > 0) return pkiTexts.ttlAboveMax
  if (!within(["0", "256", "384", "512"], String(role.signature_bits)))
    return pkiTexts.hashUnsupported(role.signature_bits)
  if (!role.policy_identifiers.every(isOid)) return pkiTexts.oidInvalid("policy_identifiers")
  if (!role.ext_key_usage_oids.every(isOid)) return pkiTexts.oidInvalid("ext_key_usage_oids")
  if (!role.cn_validations.every((check) => within(["email", "hostname", "disabled"], check)))
    return pkiTexts.cnValidationInvalid
  if (role.cn_validations.includes("disabled") && role.cn_validations.length > 1) return pkiTexts.cnValidationDisabled
  if (role.not_before !== "" && timeOf(role.not_before) === undefined) return pkiTexts.timeInvalid("not_before")
  if (role.not_after !== "" && timeOf(role.not_after) === undefined) return pkiTexts.timeInvalid("not_after")
  if (!within(["permit", "forbid", "duration"], role.not_before_bound)) return pkiTexts.notBeforeBoundInvalid
  if (!within(["permit", "forbid", "ttl-limited"], role.not_after_bound)) return pkiTexts.notAfterBoundInvalid
  return undefined
}

/** The role that a request describes. Fails with a 400 that names the field. */
export const readRole = (given: object, present?: Role): Effect.Effect<Role, ProtocolError> =>
  Effect.gen(function* () {
    const read = yield* readFields(roleFields, given, present)
    // The sizes that go with another kind of key are not asked for again.
    const sized = "key_type" in given && !("key_bits" in given) ? { ...read, key_bits: 0 } : read
    const kind = sized.key_type === "any" ? { bits: sized.key_bits } : yield* keyKind(sized.key_type, sized.key_bits)
    const role: Role = {
      ...sized,
      issuer_ref: sized.issuer_ref === "" ? "default" : sized.issuer_ref,
      key_bits: kind.bits,
      signature_bits: sized.key_type === "rsa" && sized.signature_bits === 0 ? 256 : sized.signature_bits,
      // What is forgotten at once cannot be revoked later.
      generate_lease: sized.generate_lease && !sized.no_store
    }
    const problem = roleProblem(role)
    return problem === undefined ? role : yield* plainError(400, problem)
  })
