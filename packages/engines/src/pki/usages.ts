import type { Role } from "./role.ts"

/** The usages of keys and certificates, by their names in requests. */

const KEY_USAGES: Readonly<Record<string, number>> = {
  digitalsignature: 1,
  contentcommitment: 2,
  nonrepudiation: 2,
  keyencipherment: 4,
  dataencipherment: 8,
  keyagreement: 16,
  certsign: 32,
  keycertsign: 32,
  crlsign: 64,
  encipheronly: 128,
  decipheronly: 256
}

/** The bit of `digitalSignature` in X.509. */
export const DIGITAL_SIGNATURE = 1

/** The bits of `keyCertSign` and `cRLSign` in X.509. */
export const CERTIFICATE_AUTHORITY_USAGE = 32 | 64

/** The usages as bits; the first usage of X.509 is the lowest bit. Unknown names are ignored, as in the original. */
export const keyUsageBits = (names: ReadonlyArray<string>): number =>
  names.reduce((bits, name) => bits | (KEY_USAGES[name.trim().toLowerCase()] ?? 0), 0)

const EXTENDED: ReadonlyArray<readonly [name: string, oid: string]> = [
  ["any", "2.5.29.37.0"],
  ["serverauth", "1.3.6.1.5.5.7.3.1"],
  ["clientauth", "1.3.6.1.5.5.7.3.2"],
  ["codesigning", "1.3.6.1.5.5.7.3.3"],
  ["emailprotection", "1.3.6.1.5.5.7.3.4"],
  ["ipsecendsystem", "1.3.6.1.5.5.7.3.5"],
  ["ipsectunnel", "1.3.6.1.5.5.7.3.6"],
  ["ipsecuser", "1.3.6.1.5.5.7.3.7"],
  ["timestamping", "1.3.6.1.5.5.7.3.8"],
  ["ocspsigning", "1.3.6.1.5.5.7.3.9"],
  ["microsoftservergatedcrypto", "1.3.6.1.4.1.311.10.3.3"],
  ["netscapeservergatedcrypto", "2.16.840.1.113730.4.1"]
]

/** The fields with the usages of a certificate. */
export type UsageFields = Pick<Role, "key_usage" | "ext_key_usage" | "ext_key_usage_oids">

type UsageFlags = Pick<Role, "server_flag" | "client_flag" | "code_signing_flag" | "email_protection_flag">

/** A certificate that no flag of a role gives usages. */
export const noFlags: UsageFlags = {
  server_flag: false,
  client_flag: false,
  code_signing_flag: false,
  email_protection_flag: false
}

/** The extended usages as object identifiers, each once. */
export const extendedUsages = (role: UsageFields & UsageFlags): Array<string> => {
  const names = new Set(
    role.ext_key_usage.map((name) =>
      name
        .trim()
        .toLowerCase()
        .replace(/^extkeyusage/, "")
    )
  )
  if (role.server_flag) names.add("serverauth")
  if (role.client_flag) names.add("clientauth")
  if (role.code_signing_flag) names.add("codesigning")
  if (role.email_protection_flag) names.add("emailprotection")
  const named = EXTENDED.filter(([name]) => names.has(name)).map(([, oid]) => oid)
  return [...new Set([...named, ...role.ext_key_usage_oids])]
}
