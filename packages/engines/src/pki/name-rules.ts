import { certificateTexts } from "@enwrap/protocol/engine-texts"
import { fitsGlob, isInCidrs, type ProtocolError } from "@enwrap/server/engine"
import type * as Effect from "effect/Effect"
import { refuseIf } from "../refuse.ts"
import { hostInAscii, isHostname, isPlainHostname, isRequestedHost } from "./host-name.ts"
import { parseAddress } from "./ip-address.ts"
import type { Role } from "./role.ts"
import type { SubjectNames } from "./subject.ts"

/** The names beside the subject. */
export interface AlternativeNames {
  readonly dns: ReadonlyArray<string>
  readonly emails: ReadonlyArray<string>
  readonly ips: ReadonlyArray<string>
  readonly uris: ReadonlyArray<string>
}

const WILDCARD_LABEL = /^(?:\*|[a-z0-9]([a-z0-9-]*)\*|\*[a-z0-9-]*[a-z0-9]|[a-z0-9][a-z0-9-]*\*[a-z0-9-]*[a-z0-9])$/i

const URI = /^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/i
const EMAIL = /^[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+$/

/** Where names come from, for the error texts. */
export type NameSource = "the API" | "CSR"

/** The error text for malformed names, which no role allows. */
export const malformedName = (
  { dns, emails, ips, uris }: AlternativeNames,
  source: NameSource = "the API"
): string | undefined => {
  const isHost = source === "CSR" ? isRequestedHost : isHostname
  const name = dns.find((text) => !isHost(text)) ?? emails.find((text) => !EMAIL.test(text))
  if (name !== undefined) return certificateTexts.nameInvalid(name)
  const ip = ips.find((text) => parseAddress(text) === undefined)
  if (ip !== undefined) return certificateTexts.addressInvalid(ip)
  const uri = uris.find((text) => !URI.test(text))
  return uri === undefined ? undefined : certificateTexts.uriInvalid(uri)
}

const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** Whether a role allows a host name or an email address. */
export const isNameAllowed = (role: Role, name: string): boolean => {
  const [user, domain, ...more] = name.split("@")
  if (more.length > 0) return false
  const isEmail = domain !== undefined
  const host = isEmail ? domain : user!
  const isWildcard = host.includes("*")
  let reduced = host
  if (isWildcard) {
    if (!role.allow_wildcard_certificates || isEmail) return false
    // RFC 6125: a single wildcard, in the first label.
    const [label, ...labels] = host.split(".")
    if (labels.length === 0 || labels.some((other) => other.includes("*")) || label!.split("*").length > 2) return false
    reduced = labels.join(".")
    if (role.enforce_hostnames && !WILDCARD_LABEL.test(label!)) return false
  }
  if (role.enforce_hostnames && !isPlainHostname(hostInAscii(reduced))) return false
  if (role.allow_any_name) return true

  const below = (domain: string): boolean =>
    role.allow_subdomains && (reduced.endsWith(`.${domain}`) || (isWildcard && sameText(reduced, domain)))
  if (role.allow_localhost) {
    if (!isWildcard && (reduced === "localhost" || reduced === "localdomain")) return true
    if (below("localhost") || below("localdomain")) return true
  }
  return role.allowed_domains.some(
    (domain) =>
      (role.allow_bare_domains && (sameText(name, domain) || (isEmail && sameText(host, domain)))) ||
      below(domain) ||
      (role.allow_glob_domains && domain.includes("*") && fitsGlob(domain, name))
  )
}

/** All names of a requested certificate. */
export interface RequestedNames extends AlternativeNames, SubjectNames {
  readonly others: ReadonlyArray<string>
  /** The kinds of names in a signing request that a role cannot allow. */
  readonly otherKinds: ReadonlyArray<string>
}

const isCommonNameAllowed = (role: Role, name: string): boolean => {
  if (role.cn_validations.includes("disabled")) return true
  const check = name.split("@").length === 2 ? "email" : "hostname"
  return role.cn_validations.includes(check) && isNameAllowed(role, name)
}

const isListed = (patterns: ReadonlyArray<string>, name: string): boolean =>
  patterns.some((pattern) => fitsGlob(pattern, name))

/** Refuses names that a role does not allow. `source` is where they come from, for the error text. @see RW-PKI-5 */
export const checkNames = (
  role: Role,
  names: RequestedNames,
  source: NameSource
): Effect.Effect<void, ProtocolError> => {
  const problem = namesProblem(role, names, source)
  return refuseIf(problem)
}

const namesProblem = (role: Role, names: RequestedNames, source: NameSource): string | undefined => {
  const refused = (list: ReadonlyArray<string>) => list.find((name) => !isNameAllowed(role, name))
  if (role.require_cn && names.commonName === "") return certificateTexts.commonNameMissing
  if (names.commonName !== "" && !isCommonNameAllowed(role, names.commonName))
    return certificateTexts.commonNameNotAllowed(names.commonName)
  if (names.serialNumber !== "" && !isListed(role.allowed_serial_numbers, names.serialNumber))
    return certificateTexts.serialNumberNotAllowed(names.serialNumber)
  const email = refused(names.emails)
  if (email !== undefined) return certificateTexts.emailNotAllowed(email)
  const dns = refused(names.dns)
  if (dns !== undefined) return certificateTexts.nameNotAllowed(dns)
  if (names.ips.length > 0 && !role.allow_ip_sans) return certificateTexts.addressesNotAllowed(source)
  const noAddress = names.ips.find((ip) => parseAddress(ip) === undefined)
  if (noAddress !== undefined) return certificateTexts.addressInvalid(noAddress)
  const outside = names.ips.find(
    (ip) => role.allowed_ip_sans_cidr.length > 0 && !isInCidrs(ip, role.allowed_ip_sans_cidr)
  )
  if (outside !== undefined) return certificateTexts.addressNotAllowed(outside)
  if (names.uris.length > 0 && role.allowed_uri_sans.length === 0) return certificateTexts.urisNotAllowed(source)
  if (!names.uris.every((uri) => isListed(role.allowed_uri_sans, uri))) return certificateTexts.uriNotAllowed(source)
  const user = names.userIds.find((id) => !isListed(role.allowed_user_ids, id))
  if (user !== undefined) return certificateTexts.userIdNotAllowed(user)
  if (names.others.length > 0) return certificateTexts.otherNamesNotAllowed
  if (names.otherKinds.length > 0) return certificateTexts.nameKindUnsupported(names.otherKinds[0]!)
  return malformedName(names, source)
}
