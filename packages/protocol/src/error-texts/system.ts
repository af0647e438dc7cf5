/** The server's own operations: mounts, policies, leases, cubbyholes, the rest of `sys/`. */
export const systemTexts = {
  /** 400. @see RW-TTL-12 */
  leaseNotRenewable: "lease is not renewable",
  /** 400, in the list form. @see RW-CB-8 */
  missingDataFields: "missing data fields",
  /** 400, in the list form: a cubbyhole's root cannot be read. */
  missingPath: "missing path",
  /** 400. */
  cubbyholeNeedsServiceToken: "cubbyhole operations are only supported by 'service' type tokens",
  /** 400 of kv version 2 and of policies. @see RW-KV-8 */
  casMismatch: "check-and-set parameter did not match the current version",
  /** 400 of kv version 2 and of policies. @see RW-KV-9 */
  casRequired: "check-and-set parameter required for this call",
  /** 400 of a policy without a document. */
  policyNotSupplied: "'policy' parameter not supplied or empty",
  /** 400. */
  cannotDeleteDefaultPolicy: "cannot delete default policy",
  /** 400, after `failed to parse policy: `. @see RW-PB-3 */
  maxWrappingTtlBelowMin: "max_wrapping_ttl cannot be less than min_wrapping_ttl",
  /** 400 of a mount without a type. */
  mountTypeMissing: "backend type must be specified as a string",
  /** 400. */
  tokenMethodNotMountable: "token credential backend cannot be instantiated",
  /** 400. */
  defaultTtlAboveMax: "given default lease TTL greater than given max lease TTL",
  /** 400. @see RW-SYS-9 */
  tokenTypeOfSecretMount: "'token_type' can only be modified on auth mounts",
  /** 400. */
  mountTokenTypeInvalid: "invalid value for 'token_type'",
  /** 400. */
  remountPathsMissing: "both 'from' and 'to' path must be specified as a string",
  /** 400 of `sys/remount`, also if the blank is at the start. */
  remountFromPadded: "'from' path cannot contain trailing whitespace",
  /** 400 of `sys/remount`, also if the blank is at the start. */
  remountToPadded: "'to' path cannot contain trailing whitespace",
  /** 400. */
  tokenMountStays: "token credential backend cannot be disabled",
  /** 400. @see RW-LE-1 */
  leaseIdMissing: "lease_id must be specified",
  /** 400 of a lookup: the ID is not of the form of a lease ID. */
  leaseIdInvalid: "invalid lease ID",
  /** 400 of a lookup. @see RW-LE-1 */
  leaseInvalid: "invalid lease",
  /** 400 of a renewal. @see RW-LE-3 */
  leaseNotFound: "lease not found",
  /** 400. @see RW-LE-4 */
  tokenLeaseRenewal: "tokens cannot be renewed through this endpoint",
  /** 400 of a secret with a lease. @see RW-LE-12 */
  leaseOfLastUse: "Secret cannot be returned; token had one use left, so leased credentials were immediately revoked.",
  /** 409. */
  mountChanged: "the mount was changed by another request at the same time",
  /** 400 of `sys/capabilities`. */
  pathsMissing: "paths must be supplied",
  /** 400 of `sys/capabilities`, in the list form. */
  noTokenFound: "no token found",
  /** 400 of a policy. */
  policyExpirationAndTtl: "cannot supply both 'expiration' and 'ttl' for policies",
  /** 400 of a policy. */
  policyAlreadyExpired: "refusing to update policy as expiration time has already elapsed",
  /** 400 of a policy. */
  casOnExistingPolicy: "check-and-set parameter set to -1 on existing entry",
  /** 400. */
  auditNotEnabledByApi:
    "cannot enable audit device via API; use declarative, config-based audit device management instead",
  /** 400 of an audit device. */
  auditPathMissing: "backend path must be specified",
  /** 400 of an audit device. */
  auditPathInUse: "path already in use",
  /** 400 of an audit device. */
  auditJsonxRemoved:
    'jsonx formatting has been removed, consider switching to json by omitting "format" or setting it to "json"',
  /** 400 of an audit device. */
  auditPrefixNotAllowed: "audit log prefixing is not allowed",
  /** 400 of an audit device. @see RW-AU-6 */
  auditRawNotAllowed:
    "log_raw would write every token and every secret to the audit log in plain text: this server does not allow it; only unsafe_allow_audit_log_raw, in its configuration, does",
  /** 400 of an audit device. */
  auditDeviceOfOptions: "cannot disable configuration-managed audit device",
  /** 400 of `sys/audit-hash`. */
  auditInputEmpty: 'the "input" parameter is empty',
  /** 400. */
  auditedHeaderUnknown: "Could not find header in config",
  /** 400. */
  corsOriginMissing: "at least one origin or the wildcard must be provided",
  /** 400. */
  corsWildcardNotAlone: "to allow all origins the '*' must be the only value for allowed_origins",
  /** 400. */
  corsOriginInvalid: "allowed_origins must be origins such as https://app.example",
  /** 400. */
  corsHeaderInvalid: "allowed_headers must be valid header names",
  /** 400 of `sys/health`. */
  healthCodeInvalid: "each code must be an HTTP status code, and standbyok true or false",
  /** 400. */
  tooFewBytes: "'bytes' cannot be less than 1",
  /** 400. */
  sealIsNoEntropySource: 'the seal is not a source of randomness here; use "platform"',
  /** 400. */
  inputNotBase64: "unable to decode input as base64"
} as const

/** Texts with parameters. */
export const systemTextFor = {
  /** 400; `path` ends in `/`. */
  noMount: (path: string): string => `No secret engine mount at ${path}`,
  /** 400; `path` ends in `/`. */
  noAuthMount: (path: string): string => `No auth engine at ${path}`,
  /** 400; `path` ends in `/`. */
  noMatchingMount: (path: string): string => `no matching mount at "${path}"`,
  /** 400; `path` ends in `/`. */
  noMountToTune: (path: string): string => `tune of path "${path}" failed: no mount entry found`,
  /** 400; `path` ends in `/`. */
  noTuning: (path: string): string => `cannot fetch sysview for path "${path}"`,
  /** 400; `path` ends in `/`. */
  cannotTune: (path: string, field?: string): string =>
    field === undefined ? `cannot tune "${path}"` : `cannot tune parameter ${field} of ${path}`,
  /** 400; the version of an engine. */
  versionInvalid: (version: string): string => `invalid version provided: ${version}`,
  /** 400; seconds. */
  defaultTtlAboveSystemMax: (maximum: number): string =>
    `given default lease TTL greater than system max lease TTL of ${maximum}`,
  /** 400. */
  authVersion: (type: string): string => `auth method "${type}" does not allow setting a version`,
  /** 400. */
  cannotRemountAuthTo: (path: string): string => `cannot remount auth mount to non-auth mount "${path}"`,
  /** 400. @see RW-SYS-9 */
  listingVisibilityInvalid: (visibility: string): string => `invalid listing_visibility ${visibility}`,
  /** 400; seconds. @see RW-SYS-9 */
  tunedMaxBelowDefault: (max: number, usual: number): string =>
    `backend max lease TTL of ${max} would be less than backend default lease TTL of ${usual}`,
  /** 400. */
  cannotDowngrade: (version: string): string => `cannot downgrade mount from version ${version}`,
  /** 400; `path` ends in `/`. */
  cannotRemount: (path: string): string => `cannot remount "${path}"`,
  /** 400; `path` ends in `/`. */
  cannotRemountTo: (path: string): string => `cannot remount to destination ${path}`,
  /** 400 of a login method; `path` ends in `/`. */
  cannotRemountToMethod: (path: string): string => `cannot remount to destination "${path}"`,
  /** 400; `path` ends in `/`. */
  remountPathInUse: (path: string): string => `path already in use at "${path}"`,
  /** 400 of a revocation by prefix. */
  leasesNotRevoked: (failed: number, all: number): string => `failed to revoke ${failed} of ${all} leases`,
  /** 400; `path` ends in `/`. @see RW-SYS-5 */
  mountPathInUse: (path: string): string => `path is already in use at ${path}`,
  /** 400; `path` ends in `/`. @see RW-SYS-5 */
  cannotMount: (path: string): string => `cannot mount "${path}"`,
  /** 400; `path` ends in `/`. */
  cannotUnmount: (path: string): string => `cannot unmount "${path}"`,
  /** 400. */
  engineUnknown: (type: string): string => `plugin not found in the catalog: ${type}`,
  /** 400. */
  engineNotMountable: (type: string): string => `mount type of "${type}" is not mountable`,
  /** 403; `path` ends in `/`. @see RW-SYS-6 */
  preflightDenied: (path: string): string =>
    `preflight capability check returned 403, please ensure client's policies grant access to path ${JSON.stringify(path)}`,
  /** 400. @see RW-PB-8 */
  cannotUpdatePolicy: (name: string): string => `cannot update "${name}" policy`,
  /** 400. @see RW-PB-8 */
  cannotDeletePolicy: (name: string): string => `cannot delete "${name}" policy`,
  /** 400. */
  noEngineWithOptions: (type: string): string => `there is no engine of type "${type}" with these options`,
  /** 400; `path` ends in `/`. */
  auditUnknown: (path: string): string => `unknown audit backend ${JSON.stringify(path)}`,
  /** 400 of an audit device. */
  auditTypeUnknown: (type: string): string => `unknown backend type: ${JSON.stringify(type)}`,
  /** 400 of an audit device. */
  auditFormatUnknown: (format: string): string => `unknown format type ${JSON.stringify(format)}`,
  /** 400 of an audit device. `problem` is about its options, or its file or address. */
  auditSinkFailed: (problem: string): string => problem,
  /** 400 of an audit device. */
  auditTestFailed: (problem: string): string => `audit backend failed test message: ${problem}`,
  /** 400. */
  tooManyBytes: (most: number): string => `'bytes' should be less than ${most}`,
  /** 400. `format` is quoted where the original quotes it. */
  encodingUnsupported: (format: string): string => `unsupported encoding format ${format}; must be "hex" or "base64"`,
  /** 400. */
  entropySourceUnsupported: (source: string): string =>
    `unsupported entropy source ${JSON.stringify(source)}; must be "platform" or "seal", or "all"`,
  /** 400. */
  hashUnsupported: (algorithm: string): string => `unsupported algorithm ${algorithm}`,
  /** 400 of `sys/metrics`, as text. */
  metricFormatUnknown: (format: string): string => `metric response format ${JSON.stringify(format)} unknown`,
  /** Why a lease is listed as irrevocable. */
  leaseIrrevocable: (attempts: number): string => `the engine could not revoke it in ${attempts} attempts`
} as const
