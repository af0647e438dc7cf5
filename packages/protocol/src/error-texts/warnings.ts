/** The texts of `warnings`. */
export const warningTexts = {
  /** @see RW-ENV-9 */
  ignoredParameters: (names: ReadonlyArray<string>): string =>
    `Endpoint ignored these unrecognized parameters: [${names.join(" ")}]`,
  /** @see RW-AC-8 */
  noTokenForAccessor: "No token found with this accessor",
  /** @see RW-SU-11 */
  cubbyholeResponseDeprecated:
    "Reading from 'cubbyhole/response' is deprecated. Please use sys/wrapping/unwrap to unwrap responses, as it provides additional security checks and other benefits.",
  /** Durations as `formatDuration` prints them. @see RW-TK-7 */
  ttlCapped: (ttl: string, maximum: string): string =>
    `TTL of "${ttl}" exceeded the effective max_ttl of "${maximum}"; TTL value is capped accordingly`,
  /** Durations as `formatDuration` prints them. @see RW-TK-8 */
  periodCapped: (period: string, maximum: string): string =>
    `period of "${period}" exceeded the effective max_ttl of "${maximum}"; period value is capped accordingly`,
  /** A new token with an id that the caller chose. */
  tokenIdChosen:
    "Supplying a custom ID for the token uses the weaker SHA1 hashing instead of the more secure SHA2-256 HMAC for token obfuscation. SHA1 hashed tokens on the wire leads to less secure lookups.",
  /** A token role with a field under its new and its old name. */
  deprecatedIgnored: (name: string, oldName: string): string =>
    `Both '${name}' and deprecated '${oldName}' value supplied, ignoring the deprecated value`,
  /** A token role; seconds. */
  roleMaxTtlAboveMount: (asked: number, maximum: number): string =>
    `Given explicit max TTL of ${asked} is greater than system/mount allowed value of ${maximum} seconds; until this is fixed attempting to create tokens against this role will result in an error`,
  /** The request and the token role both have an explicit maximum TTL. */
  explicitMaxTtlOfRole: (seconds: number): string =>
    `Explicit max TTL specified both during creation call and in role; using the lesser value of ${seconds} seconds`,
  /** The request and the token role both have a period. */
  periodOfRole: (seconds: number): string =>
    `Period specified both during creation call and in role; using the lesser value of ${seconds} seconds`,
  /** One for each policy of a new token that does not exist. */
  policyMissing: (name: string): string => `Policy "${name}" does not exist`,
  /** @see RW-TK-26 */
  tidyStarted:
    "Tidy operation successfully started. Any information from the operation will be printed to OpenBao's server logs.",
  /** 404 of kv version 2, for a path of version 1. */
  kvV1Path: (command: string): string =>
    `Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API endpoints to use. If using the OpenBao CLI, use 'bao kv ${command}' for this operation.`,
  /** 404 of kv version 2, for a path without the name of a secret. */
  kvV2Nameless: "Non-listing operations on the root of a K/V v2 mount are not supported.",
  /** @see RW-SYS-11 */
  mountMoved:
    "Mount move has been queued. Progress will be reported in OpenBao's server log, tagged with the returned migration_id",
  mountUpgraded: (from: string, to: string): string => `Upgraded mount from version ${from} to version ${to}.`,
  /** @see RW-PB-7 */
  policyNameConverted: (name: string): string => `policy name was converted to ${name}`,
  /** For a field of a token role. */
  rulesDeprecated: "'rules' is deprecated, please use 'policy' instead"
} as const

/** The warnings of AppRole. */
export const appRoleWarnings = {
  /** `type` is `service` or `batch`. */
  tokenTypeAdjusted: (type: string): string => `default-${type} has no useful meaning; adjusting to ${type}`,
  maxTtlAboveMount:
    "token_max_ttl is greater than the backend mount's maximum TTL value; issuing token's TTL will be truncated"
} as const

/** The warnings of kv version 2. */
export const kvWarnings = {
  casMandatory: (name: string): string =>
    `"${name}" set to false, but is mandated by backend config. This value will be ignored.`
} as const

const NO_URLS =
  "This mount hasn't configured any authority information access (AIA) fields; this may make it harder for systems to find missing certificates in the chain or to validate revocation status of certificates. Consider updating /config/urls or the newly generated issuer with this information."

/** The warnings of the pki engine. */
export const pkiWarnings = {
  noUrls: NO_URLS,
  noUrlsOfIntermediate: `${NO_URLS} Since this certificate is an intermediate, it might be useful to regenerate this certificate after fixing this problem for the root mount.`,
  noSubject:
    "This issuer certificate was generated without a Subject; this makes it likely that issuing leaf certs with this certificate will cause TLS validation libraries to reject this certificate.",
  pathLengthZero:
    "Max path length of the signed certificate is zero. This certificate cannot be used to issue intermediate CA certificates.",
  deletedAll:
    "DELETE /root deletes all keys and issuers; prefer the new DELETE /key/:key_ref and DELETE /issuer/:issuer_ref for finer granularity, unless removal of all keys and issuers is desired.",
  deletedDefault: (kind: "issuer" | "key", id: string, reference: string): string =>
    `Deleted ${kind} ${id} (via ${kind}_ref ${reference}); this was configured as the default ${kind}. Operations without an explicit ${kind} will not work until a new default is configured.`,
  leaseDiscouraged:
    "it is encouraged to disable generate_lease and rely on PKI's native capabilities when possible; this option can cause instance-wide issues with large numbers of issued certificates",
  noDefaultIssuer:
    "Issuing Certificate was set to default, but no default issuing certificate (configurable at /config/issuers) is currently set",
  issuerMissing: (reference: string): string =>
    `Issuing Certificate was set to ${reference} but no issuing certificate currently has that name`,
  issuanceMayFail: (problem: string): string =>
    `issuance may fail: ${problem}\n\nConsider setting the cluster-local address if it is not already set.`,
  fieldIgnored: (field: string, setting: string): string =>
    `the ${field} field was provided but the role is set with "${setting}" set to true`,
  alreadyExpired: (serial: string): string =>
    `certificate with serial ${serial} already expired; refusing to add to CRL`,
  noDeltaCrl: "requested rebuild of delta CRL when delta CRL is not enabled; this is a no-op",
  /** Durations as Go prints them. */
  ttlCapped: (ttl: string, maximum: string): string =>
    `TTL ${JSON.stringify(ttl)} is longer than permitted maxTTL ${JSON.stringify(maximum)}, so maxTTL is being used`,
  notAfterCapped: "not_after is later than the maximum TTL allows, so the maximum TTL is being used",
  tidyStarted: "Tidy operation successfully started. Read tidy-status for its result.",
  tidyWithoutOperation: (operations: ReadonlyArray<string>): string =>
    `Manual tidy requested but no tidy operations were set. Enable at least one tidy operation to be run (${operations.join(" / ")}).`,
  tidyNotRunning: "Tidy operation cannot be cancelled as none is currently running."
} as const
