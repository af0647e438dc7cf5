/** The error texts of the pki engine: issuers, keys, roles and settings (400 unless another status is given). */
export const pkiTexts = {
  tooManyCharacters: (most: number): string => `expected at most ${most} characters`,
  tooManyItems: (most: number): string => `expected at most ${most} items`,
  hashUnsupported: (bits: number): string => `unsupported hash signature algorithm: ${bits}`,
  formatInvalid: 'the "format" path parameter must be "pem", "der", or "pem_bundle"',
  keyFormatInvalid: 'the "private_key_format" path parameter must be "der", "pem" or "pkcs8"',
  /** The quote before `exported` is missing in the original too. */
  keyOriginInvalid: 'the "exported" path parameter must be "internal", "existing", exported" or "kms"',
  newKeyOriginInvalid: 'the "exported" path parameter must be "internal" or "exported"',

  keyTypeUnknown: (type: string): string => `unknown key type ${type}`,
  ecSizeUnsupported: (bits: number): string => `unsupported bit length for EC key: ${bits}`,
  rsaSizeUnsupported: (bits: number): string => `unsupported bit length for RSA key: ${bits}`,
  rsaTooShort: (bits: number): string => `RSA keys < 2048 bits are unsafe and not supported: got ${bits}`,

  /** 404; 400 if it is the mount's default that is missing. */
  noDefaultIssuer: "no default issuer currently configured",
  /** 404. */
  issuerNotFound: (reference: string): string => `unable to find PKI issuer for reference: ${reference}`,
  issuerInvalid: "Invalid issuer specification; must be non-empty and can't be 'default'.",
  issuerUnresolved: (problem: string): string => `Error resolving issuer reference: ${problem}`,
  noSigningIssuer: (problem: string): string => `could not fetch the CA certificate (was one set?): ${problem}`,
  issuerUsage: (id: string, usage: string): string => `issuer ${id} is not allowed to be used for ${usage}`,
  issuerWithoutKey: (id: string): string => `the mount does not have the key of issuer ${id}`,
  /** 400. `bao pki health-check` goes on with the other issuers if a text says `unable to find`. */
  issuerCannotSignCrls: (id: string): string => `unable to find CRL for issuer: ${id} cannot sign CRLs`,
  usagesInvalid: (given: ReadonlyArray<string>, valid: ReadonlyArray<string>): string =>
    `Unable to parse specified usages: [${given.join(" ")}] - valid values are ${valid.join(",")}`,
  leafNotAfterBehaviorInvalid: "leaf_not_after_behavior must be err, truncate or permit",
  revocationSignatureUnsupported: "revocation_signature_algorithm is not supported",
  /** 500 in the original. */
  revocationSignatureOfOtherKey: (keyType: string, algorithm: string): string =>
    `unable to use issuer of type ${keyType} to sign with ${algorithm}`,
  /** `position` starts at 1. */
  chainUnresolved: (position: number): string =>
    `unable to resolve the reference ${position} of manual_chain to an issuer`,
  chainWithoutSelf: (reference: string, id: string): string =>
    `expected first cert in chain to be a self-reference, but was: ${reference}/${id}`,

  /** 404. */
  noDefaultKey: "no default key currently configured",
  /** 404. */
  keyNotFound: (reference: string): string => `unable to find PKI key for reference: ${reference}`,
  keyInvalid: "Invalid key specification; must be non-empty and can't be 'default'.",
  /** The two spaces are in the original too. */
  keyInUse: (issuerId: string): string => `Failed to Delete Key.  Key in Use by Issuer: ${issuerId}`,
  keyUnresolved: (problem: string): string => `Error resolving key reference: ${problem}`,

  nameReserved: (kind: "issuer" | "key"): string => `reserved keyword 'default' can not be used as ${kind} name`,
  nameInvalid: (kind: "issuer" | "key"): string => `${kind} name contained invalid characters`,
  nameInUse: (kind: "issuer" | "key"): string => `${kind} name already in use`,

  roleUnknown: (name: string): string => `unknown role: ${name}`,
  roleToPatchMissing: "Unable to fetch role entry to patch",
  ttlAboveMax: '"ttl" value must be less than "max_ttl" value',
  cidrInvalid: "error parsing allowed_ip_sans_cidr: each must be a block of addresses, such as 10.0.0.0/8",
  otherNameInvalid:
    'error parsing allowed_other_sans: each must be an object identifier, a semicolon, "UTF8:" and a value, or "*" alone',
  oidInvalid: (field: string): string => `${field}: each must be an object identifier`,
  cnValidationInvalid: "cn_validations: each must be email, hostname or disabled",
  cnValidationDisabled: "cn_validations: disabled cannot be combined with others",
  timeInvalid: (field: string): string => `${field} must be a time as in RFC 3339`,
  notBeforeBoundInvalid: "not_before_bound must be permit, forbid or duration",
  notAfterBoundInvalid: "not_after_bound must be permit, forbid, ttl-limited or a time as in RFC 3339",

  urlInvalid: (field: string, url: string): string =>
    `invalid URL found in Authority Information Access (AIA) parameter ${field}: ${url}`,
  clusterAddressMissing: (field: "path" | "aia_path"): string =>
    `unable to template AIA URLs as we lack local cluster address information (${field})`,
  crlDurationInvalid: (field: string, problem: string): string => `given ${field} could not be decoded: ${problem}`,
  crlDurationOutOfRange: (field: string, least: number): string =>
    `${field} must be from ${least === 0 ? "0 seconds" : "one second"} to one hundred years`,
  crlGraceTooLong: (grace: string, expiry: string): string =>
    `CRL auto-rebuilding grace period (${grace}) must be strictly shorter than CRL expiry (${expiry}) value when auto-rebuilding of CRLs is enabled`,
  deltaCrlWithoutRebuild:
    "Delta CRLs cannot be enabled when auto rebuilding is disabled as the complete CRL is always regenerated!",
  deltaCrlUnsupported: "delta CRLs are not supported: without enable_delta, the complete CRL has all revocations",
  tidyBufferTooShort: (field: string): string => `${field} must be greater than zero`,
  negativePageSize: "page_size must not be negative",
  autoTidyWithoutOperation: (operations: ReadonlyArray<string>): string =>
    `Auto-tidy enabled but no tidy operations were requested. Enable at least one tidy operation to be run (${operations.join(" / ")}).`,
  autoTidyUnsupported: "auto-tidy is not supported: call tidy instead"
} as const
