/** The warnings of AppRole. */
export const appRoleWarnings = {
  /** `type` is `service` or `batch`. */
  tokenTypeAdjusted: (type: string): string => `default-${type} has no useful meaning; adjusting to ${type}`,
  maxTtlAboveMount:
    "token_max_ttl is greater than the backend mount's maximum TTL value; issued tokens' max TTL value will be truncated",
  boundCidrListIsOld:
    'The "bound_cidr_list" field is deprecated and will be removed. Please use "secret_id_bound_cidrs" instead.'
} as const

const NO_URLS =
  "This mount hasn't configured any authority information access (AIA) fields; this may make it harder for systems to find missing certificates in the chain or to validate revocation status of certificates. Consider updating /config/urls or the newly generated issuer with this information."

/** The warnings of the pki engine. */
export const pkiWarnings = {
  noUrls: NO_URLS,
  noUrlsOfIntermediate: `${NO_URLS} Since this certificate is an intermediate, it might be useful to regenerate this certificate after fixing this problem for the root mount.`,
  noSubject:
    "This issuer certificate was generated without a Subject; this makes it likely that issuing leaf certs with this certificate will cause TLS validation libraries to reject this certificate.",
  pathLengthZero: (origin: "generated" | "signed"): string =>
    `Max path length of the ${origin} certificate is zero. This certificate cannot be used to issue intermediate CA certificates.`,
  deletedAll:
    "DELETE /root deletes all keys and issuers; prefer the new DELETE /key/:key_ref and DELETE /issuer/:issuer_ref for finer granularity, unless removal of all keys and issuers is desired.",
  deletedDefault: (kind: "issuer" | "key", id: string, reference: string): string =>
    `Deleted ${kind} ${id} (via ${kind}_ref ${reference}); this was configured as the default ${kind}. Operations without an explicit ${kind} will not work until a new default is configured.`,
  leaseDiscouraged:
    "it is encouraged to disable generate_lease and rely on PKI's native capabilities when possible; this option can cause instance-wide issues with large numbers of issued certificates",
  defaultIssuerWithoutKey:
    "This selected default issuer has no key associated with it. Some operations like issuing certificates and signing CRLs will be unavailable with the requested default issuer until a key is imported or the default issuer is changed.",
  noDefaultIssuer:
    "Issuing Certificate was set to default, but no default issuing certificate (configurable at /config/issuers) is currently set",
  issuerMissing: (reference: string): string =>
    `Issuing Certificate was set to ${reference} but no issuing certificate currently has that name`,
  issuanceMayFail: (problem: string): string =>
    `issuance may fail: ${problem}\n\nConsider setting the cluster-local address if it is not already set.`,
  issuerOfPath:
    "Endpoint replaced the value of these parameters with the values captured from the endpoint's path: [issuer_ref]",
  issuerOfRole: "the issuer_ref field was provided but the issuer of the role is being used",
  fieldIgnored: (field: string, setting: string): string =>
    `the ${field} field was provided but the role is set with "${setting}" set to true`,
  alreadyExpired: (serial: string): string =>
    `certificate with serial ${serial} already expired; refusing to add to CRL`,
  noDeltaCrl: "requested rebuild of delta CRL when delta CRL is not enabled; this is a no-op",
  /** Durations as Go prints them. */
  ttlCapped: (ttl: string, maximum: string): string =>
    `TTL ${JSON.stringify(ttl)} is longer than permitted maxTTL ${JSON.stringify(maximum)}, so maxTTL is being used`,
  outlivesIssuer:
    "The expiration time for the signed certificate is after the CA's expiration time. If the new certificate is not treated as a root, validation paths with the certificate past the issuing CA's expiration time will fail.",
  endsWithIssuer:
    "The requested expiration time is after the CA's expiration time, so the signed certificate expires together with the CA.",
  timeFixed: (field: string): string =>
    `the ${field} field was provided but the role sets ${field}, which is being used`,
  tidyStarted: "Tidy operation successfully started. Read tidy-status for its result.",
  expiredIssuersStay: "tidy_expired_issuers is not supported: delete each expired issuer instead",
  tidyWithoutOperation: (operations: ReadonlyArray<string>): string =>
    `Manual tidy requested but no tidy operations were set. Enable at least one tidy operation to be run (${operations.join(" / ")}).`,
  tidyNotRunning: "Tidy operation cannot be cancelled as none is currently running."
} as const
