import { none } from "./fields.ts"
import { addressText, parseAddress } from "./ip-address.ts"
import { hasLengthsOfHost, hostInAscii, isAddressInOtherDigits, isHostname } from "./host-name.ts"
import type { RequestedNames } from "./name-rules.ts"
import { alternativeNamesOf, commonNameOf, subjectNamesOf } from "./signing-request.ts"
import type { Pkcs10CertificateRequest } from "./x509.ts"

/** The fields of a request with the names of a certificate. */
export const nameFields = {
  common_name: "",
  alt_names: none,
  ip_sans: none,
  uri_sans: none,
  other_sans: none,
  exclude_cn_from_sans: false,
  serial_number: "",
  user_ids: none
}

/** An address in its one spelling, so that what is checked is what is certified. Other strings stay, and are refused later. */
const address = (text: string): string => {
  const bytes = parseAddress(text)
  return bytes === undefined ? text : addressText(bytes)
}

const unique = (items: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(items)]

/**
 * Adds the common name to the alternative names, if it is valid there. One that is too long for a host name, or an address in
 * other digits, is added too, and so refused.
 */
const withCommonName = (
  commonName: string,
  excluded: boolean,
  dns: ReadonlyArray<string>,
  emails: ReadonlyArray<string>
): Pick<RequestedNames, "dns" | "emails"> => {
  const isEmail = commonName.includes("@")
  const isIncluded = !excluded && commonName !== ""
  const host = hostInAscii(commonName)
  const isRefused = !hasLengthsOfHost(host) || isAddressInOtherDigits(commonName)
  const isHost = isIncluded && !isEmail && (isHostname(host) || isRefused)
  return {
    dns: unique([...(isHost ? [host] : []), ...dns]),
    emails: unique([...(isIncluded && isEmail ? [commonName] : []), ...emails])
  }
}

/** The names in the fields of a request. */
export const namesOfFields = (fields: Readonly<typeof nameFields>): RequestedNames => ({
  commonName: fields.common_name,
  ...withCommonName(
    fields.common_name,
    fields.exclude_cn_from_sans,
    fields.alt_names.filter((name) => !name.includes("@")).map(hostInAscii),
    fields.alt_names.filter((name) => name.includes("@"))
  ),
  ips: unique(fields.ip_sans.map(address)),
  uris: unique(fields.uri_sans),
  others: fields.other_sans,
  otherKinds: none,
  serialNumber: fields.serial_number,
  userIds: fields.user_ids
})

/** The names in a signing request, or in the fields beside it: the role decides which of the two are used. */
export const namesOfSigningRequest = (
  fields: Readonly<typeof nameFields>,
  csr: Pkcs10CertificateRequest,
  role: { readonly use_csr_common_name: boolean; readonly use_csr_sans: boolean }
): RequestedNames => {
  const commonName = (role.use_csr_common_name ? commonNameOf(csr) : "") || fields.common_name
  const subject = subjectNamesOf(csr)
  const own = namesOfFields({
    ...fields,
    common_name: commonName,
    serial_number: fields.serial_number || subject.serialNumber,
    user_ids: fields.user_ids.length > 0 ? fields.user_ids : subject.userIds
  })
  if (!role.use_csr_sans) return own
  const requested = alternativeNamesOf(csr)
  return {
    ...own,
    ...withCommonName(commonName, fields.exclude_cn_from_sans, requested.dns, requested.emails),
    ips: unique(requested.ips),
    uris: unique(requested.uris),
    otherKinds: requested.otherKinds
  }
}
