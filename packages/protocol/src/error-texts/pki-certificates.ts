type Source = "the API" | "CSR"

/** The error texts of the pki engine about what is certified: names, times, requests, revocations (400). */
export const certificateTexts = {
  csrEmpty: '"csr" is empty',
  csrWithoutData: "csr contains no data",
  csrInvalid:
    "certificate request could not be parsed: it is not a valid PKCS #10 request, or its key is not RSA, EC (P-256, P-384, P-521) or Ed25519",
  csrSignatureInvalid: "request signature invalid",
  csrKeyUnsupported: "the key of the request is malformed, or its type is not supported",
  keyTypeNotAllowed: (type: string): string => `role requires keys of type ${type}`,
  keyTooShort: (least: number, bits: number): string =>
    `role requires a minimum of a ${least}-bit key, but CSR's key is ${bits} bits`,
  keyTypeMissing:
    'role key type "any" not allowed for issuing certificates without providing key_type and/or key_bits request parameters',

  commonNameMissing:
    'the common_name field is required, or must be provided in a CSR with "use_csr_common_name" set to true, unless "require_cn" is set to false',
  nameInvalid: (name: string): string => `the value ${JSON.stringify(name)} is not a valid name`,
  addressInvalid: (address: string): string => `the value ${JSON.stringify(address)} is not a valid IP address`,
  uriInvalid: (uri: string): string => `the value ${JSON.stringify(uri)} is not a valid URI`,
  commonNameNotAllowed: (name: string): string => `common name ${name} not allowed by this role`,
  serialNumberNotAllowed: (serial: string): string => `serial_number ${serial} not allowed by this role`,
  emailNotAllowed: (email: string): string => `email address ${email} not allowed by this role`,
  nameNotAllowed: (name: string): string => `subject alternate name ${name} not allowed by this role`,
  addressesNotAllowed: (source: Source): string =>
    `IP Subject Alternative Names are not allowed in this role, but was provided via ${source}`,
  addressNotAllowed: (address: string): string => `IP Subject Alternative Name ${address} not allowed by this role`,
  urisNotAllowed: (source: Source): string =>
    `URI Subject Alternative Names are not allowed in this role, but were provided via ${source}`,
  uriNotAllowed: (source: Source): string =>
    `URI Subject Alternative Names were provided via ${source} which are not valid for this role`,
  userIdNotAllowed: (user: string): string => `user_id ${user} is not allowed by this role`,
  otherNamesNotAllowed: "other_sans are not allowed by this role",
  otherNamesOfAuthority: "other_sans are not supported for a CA",
  nameKindUnsupported: (kind: string): string =>
    `the CSR has a subject alternative name of the kind ${kind}, which is not supported`,
  permittedDomainInvalid: "permitted_dns_domains: each must be a host name, optionally with a leading dot",

  ttlAndNotAfter: "either ttl or not_after should be provided. Both should not be provided in the same request.",
  timeNotAllowed: (field: string): string => `${field} is not allowed by this role`,
  notBeforeTooEarly: "not_before is earlier than not_before_duration allows",
  beyondTtl: (notAfter: string, ttl: string): string =>
    `not_after_bound is set to ttl-limited. Cannot satisfy request as that would result in notAfter of ${notAfter} that is beyond the TTL of ${ttl}`,
  beyondBound: (notAfter: string, bound: string): string =>
    `not_after_bound is set to ${bound}. Cannot satisfy request as that would result in notAfter of ${notAfter} that is beyond the maximum timestamp of ${bound}`,
  beginsBefore1950: "the certificate would begin before the year 1950",
  endsAfter9999: "the certificate would end after the year 9999",
  endsBeforeItBegins: "not_before must be earlier than not_after",
  outlivesIssuer: (notAfter: string, issuerNotAfter: string): string =>
    `cannot satisfy request, as TTL would result in notAfter of ${notAfter} that is beyond the expiration of the CA certificate at ${issuerNotAfter}`,
  issuerExpired: "cannot satisfy request, as the CA certificate has expired",
  pathLengthZero: "signing certificate has a max path length of zero, and cannot issue further CA certificates",
  constraintsTwice: "permitted_dns_domains cannot be combined with the name constraints of the CSR",
  pathLengthInvalid: "max_path_length must be -1 for no limit, or a number of certificates",
  pathLengthTooLong: "max_path_length must be less than that of the signing certificate",

  importEmpty: "'pem_bundle' and 'certificate' parameters were empty",
  importTooShort:
    "provided data for import was too short; perhaps a path was passed to the API rather than the contents of a PEM file",
  importWithoutCertificate: "provided data for import has no certificate",
  importUnreadable: "provided data for import has a certificate that cannot be parsed",
  importNotAuthority: "provided data for import has a certificate that is not that of a CA",
  importWithoutKey: "provided data for import has no certificate for a key of this mount",

  certificateWithoutData: "certificate contains no data",
  certificateUnreadable: "certificate could not be parsed",
  signedElsewhere: "certificate is not signed by an issuer of this mount",
  nothingToRevoke: "The serial number or certificate to revoke must be provided.",
  certificateAndSerial: "Must provide either the certificate or the serial to revoke; not both.",
  certificateNotFound: (serial: string): string => `certificate with serial ${serial} not found.`,
  issuerOnOwnCrl: (id: string): string => `adding issuer (${id}) to its own CRL is not allowed`
} as const
