/**
 * The fixed texts of the protocol. Clients and conformance suites compare them, so each is declared here once.
 * The list form of a text (`1 error occurred:…`) is made where it is answered.
 */

/** The texts of `errors`. */
export const errorTexts = {
  /** 400. @see RW-SU-2 @see RW-SU-12 */
  invalidWrappingToken: "wrapping token is not valid or does not exist",
  /** 403; in the list form where the token is known but its policies do not allow the request. @see RW-ER-3 @see RW-ER-4 */
  permissionDenied: "permission denied",
  /** 403: neither header nor body has a wrapping token. @see RW-ER-9 */
  tokenIsEmpty: "error validating wrapping token: token is empty",
  /** 403. @see RW-ER-9 */
  emptyTokenInBody: "error validating wrapping token: empty token in request body",
  /** 403: `token` is no text. @see RW-ER-9 */
  couldNotDecodeToken: "error validating wrapping token: could not decode token in request body",
  /** 400 of sys/wrapping/wrap. @see RW-WE-8 */
  wrappingRequired: "endpoint requires response wrapping to be used",
  /** 400. @see RW-TTL-4 */
  negativeWrapTtl: "error parsing X-Vault-Wrap-TTL header: requested wrap ttl cannot be negative",

  /** 403 of a preflight. @see RW-HD-12 */
  originNotAllowed: "origin not allowed",
  /** 400: a form whose escapes are none. @see RW-ER-17 */
  badForm: "error parsing form data",

  /** 403 of a lookup of an unknown token. @see RW-TK-13 */
  badToken: "bad token",
  /** 403: the `token` of auth/token/{lookup,renew,revoke,revoke-orphan} is no text. */
  invalidToken: "invalid token",
  /** 400 of a renewal of an unknown token, and of a revocation by the accessor of one that is used up. @see RW-TK-14 */
  tokenNotFound: "token not found",
  /** 400 of revoke-orphan. */
  tokenToRevokeNotFound: "token to revoke not found",
  /** 400 of a renewal or revocation without a token. */
  missingTokenId: "missing token ID",
  /** 400, in the list form. @see RW-AC-9 */
  missingAccessor: "missing accessor",
  /** 400, in the list form. @see RW-AC-9 */
  invalidAccessor: "invalid accessor",
  /** 400 of a renewal by accessor of a token that cannot be renewed, in the list form. */
  invalidRequest: "invalid request",
  /** 400. @see RW-TTL-12 */
  leaseNotRenewable: "lease is not renewable",
  /** 400 of a renewal of a token that is at its end. @see RW-TK-6 */
  pastMaxTtl: "past the max TTL, cannot renew",
  /** 400. @see RW-TK-5 */
  restrictedUseToken: "restricted use token cannot generate child tokens",
  /** 400: the caller's last use is this request. @see RW-TK-5 */
  parentTokenLookupFailed: "parent token lookup failed: no parent found",
  /** 400. @see RW-TK-9 */
  childPoliciesNotSubset: "child policies must be subset of parent",
  /** 400: only root makes root. @see RW-TK-30 */
  rootNeedsRootParent: "root tokens may not be created without parent token being root",
  /** 400. @see RW-TK-30 */
  expiringRootNeedsExpiry: "expiring root tokens cannot create non-expiring root tokens",
  /** 400 of a login. @see RW-TK-30 */
  loginCannotBeRoot: "auth methods cannot create root tokens",
  /** 400. @see RW-TK-31 */
  noAddressInCommon: "the bound CIDRs of the token would have no address in common with those it is bound by",
  /** 400. @see RW-TK-11 */
  orphanNeedsSudo: "root or sudo privileges required to create orphan token",
  /** 400. @see RW-TK-11 */
  tokenIdNeedsSudo: "root or sudo privileges required to specify token id",
  /** 400. @see RW-TK-11 */
  periodNeedsSudo: "root or sudo privileges required to create periodic token",
  /** 400 of a chosen token. */
  tokenIdWithDot: "custom token ID cannot have a '.' in the value",
  /** 400 of a chosen token. */
  tokenIdWithPrefix: "custom token ID cannot have the 's.' prefix",
  /** 400 of a chosen token. */
  tokenIdExists: "cannot create a token with a duplicate ID",
  /** 400. */
  negativeNumUses: "number of uses cannot be negative",

  /** 404, in the list form: a path that its mount does not know. @see RW-ER-5 */
  unsupportedPath: "unsupported path",
  /** 405, in the list form. @see RW-ER-6 */
  unsupportedOperation: "unsupported operation",
  /** 400. @see RW-ER-7 */
  writeToFolder: "cannot write to a path ending in '/'",
  /** 400. @see RW-ER-15 */
  relativePath: "relative paths not supported",
  /** 413. @see RW-ER-8 */
  bodyTooLarge: "http: request body too large",
  /** 503. @see RW-ER-13 */
  sealed: "Vault is sealed",
  /** 500 where nothing more may be said. */
  internalError: "internal error",
  /** Enwrap's own: slow work of one client, such as logins, is over its bound. */
  tooManyWaiting: "too many requests of this kind are waiting: try again later",
  /** Enwrap's own: slow work of all clients together is over its bound. */
  overloaded: "the server has too much to do: try again later",
  /** Enwrap's own: nobody reads it. */
  clientLeft: "the client has left",
  /** 400 of a patch without a content type. */
  noMediaType: "mime: no media type",

  /** 400, in the list form. @see RW-CB-8 */
  missingDataFields: "missing data fields",
  /** 400, in the list form: the root of a cubbyhole cannot be read. */
  missingPath: "missing path",
  /** 400. */
  cubbyholeNeedsServiceToken: "cubbyhole operations are only supported by 'service' type tokens",

  /** 400 of kv version 2. @see RW-KV-8 */
  casMismatch: "check-and-set parameter did not match the current version",
  /** 400 of kv version 2. @see RW-KV-9 */
  casRequired: "check-and-set parameter required for this call",
  /** 400 of kv version 2. */
  casInvalid: "error parsing check-and-set parameter",
  /** 400 of kv version 2. */
  noDataProvided: "no data provided",
  /** 400 of kv version 2's undelete and destroy. */
  noVersionNumber: "no version number provided",
  /** 400 of kv version 2's delete. */
  noVersionNumberToDelete: "No version number provided",

  /** 400 of a policy without its text. */
  policyNotSupplied: "'policy' parameter not supplied or empty",
  /** 400. */
  cannotDeleteDefaultPolicy: "cannot delete default policy",
  /** Behind `failed to parse policy: `. @see RW-PB-3 */
  maxWrappingTtlBelowMin: "max_wrapping_ttl cannot be less than min_wrapping_ttl",
  /** 400 of a mount without a type. */
  mountTypeMissing: "backend type must be specified as a string",
  /** 400. */
  defaultTtlAboveMax: "given default lease TTL greater than given max lease TTL",
  /** 400. @see RW-SYS-9 */
  tokenTypeOfSecretMount: "'token_type' can only be modified on auth mounts",
  /** 400. */
  mountTokenTypeInvalid: "invalid value for 'token_type'",
  /** 400. */
  remountPathsMissing: "both 'from' and 'to' path must be specified as a string",
  /** 400. */
  tokenMountStays: "token credential backend cannot be disabled",

  /** 400. @see RW-LE-1 */
  leaseIdMissing: "lease_id must be specified",
  /** 400 of a look-up: what is no lease's id at all. */
  leaseIdInvalid: "invalid lease ID",
  /** 400 of a look-up. @see RW-LE-1 */
  leaseInvalid: "invalid lease",
  /** 400 of a renewal. @see RW-LE-3 */
  leaseNotFound: "lease not found",
  /** 400. @see RW-LE-4 */
  tokenLeaseRenewal: "tokens cannot be renewed through this endpoint",
  /** 400 of a secret with a lease. @see RW-LE-12 */
  leaseOfLastUse: "Secret cannot be returned; token had one use left, so leased credentials were immediately revoked."
} as const

/** What texts begin with that say more behind it. */
export const errorPrefixes = {
  /** 400. @see RW-TTL-5 */
  wrapTtl: "error parsing X-Vault-Wrap-TTL header: ",
  /** 400. @see RW-ER-2 */
  json: "failed to decode JSON input: ",
  /** 403. @see RW-ER-9 */
  wrappingToken: "error validating wrapping token: ",
  /** 400. @see RW-ER-10 */
  field: "Field validation failed: ",
  /** 400. */
  policy: "failed to parse policy: "
} as const

/** Texts that name what they are about. None of them takes a token or a payload. */
export const errorTextFor = {
  /** 404. @see RW-ER-5 */
  noHandler: (path: string): string => `no handler for route "${path}". route entry not found.`,
  /** 400. @see RW-ER-10 */
  fieldInvalid: (field: string, problem: string): string =>
    `${errorPrefixes.field}error converting input for field "${field}": ${problem}`,
  /** 400: the policy is the server's own. @see RW-TK-10 */
  cannotAssignPolicy: (name: string): string => `cannot assign policy "${name}"`,
  /** 400. @see RW-TK-32 */
  tooManyAncestors: (most: number): string => `a token cannot have more than ${most} ancestors`,
  /** 400 of a renewal. @see RW-TK-33 */
  tokenRoleGone: (name: string): string => `original token role "${name}" could not be found, not renewing`,
  /** 400. */
  tokenTypeInvalid: (type: string): string => `invalid 'token_type' value "${type}"`,
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
  cannotTune: (path: string): string => `cannot tune "${path}"`,
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
    `preflight capability check returned 403, please ensure client's policies grant access to path "${path}"`,
  /** 400. @see RW-PB-8 */
  cannotUpdatePolicy: (name: string): string => `cannot update "${name}" policy`,
  /** 400. @see RW-PB-8 */
  cannotDeletePolicy: (name: string): string => `cannot delete "${name}" policy`,
  /** 415. @see RW-KV-12 */
  patchContentType: (provided: string): string =>
    `PATCH requires Content-Type of application/merge-patch+json, provided ${provided}`
} as const

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
  /** One for each policy that a new token names and that is not there. */
  policyMissing: (name: string): string => `Policy "${name}" does not exist`,
  /** @see RW-TK-26 */
  tidyStarted:
    "Tidy operation successfully started. Any information from the operation will be printed to OpenBao's server logs.",
  /** 404 of kv version 2, for a path of version 1. */
  kvV1Path: (command: string): string =>
    `Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API endpoints to use. If using the OpenBao CLI, use 'bao kv ${command}' for this operation.`,
  /** 404 of kv version 2, for a path that ends before the name of a secret. */
  kvV2Nameless: "Non-listing operations on the root of a K/V v2 mount are not supported.",
  /** @see RW-SYS-11 */
  mountMoved:
    "Mount move has been queued. Progress will be reported in OpenBao's server log, tagged with the returned migration_id",
  mountUpgraded: (from: string, to: string): string => `Upgraded mount from version ${from} to version ${to}.`,
  /** @see RW-PB-7 */
  policyNameConverted: (name: string): string => `policy name was converted to ${name}`
} as const
