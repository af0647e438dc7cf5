/** The server's own operations: mounts, policies, leases, cubbyholes, the rest of `sys/`. */
export const systemTexts = {
  /** 400. @see RW-TTL-12 */
  leaseNotRenewable: "lease is not renewable",
  /** 400, in the list form. @see RW-CB-8 */
  missingDataFields: "missing data fields",
  /** 400, in the list form: a cubbyhole's root cannot be read. */
  missingPath: "missing path",
  /** 400 of kv version 2 and of policies. @see RW-KV-8 */
  casMismatch: "check-and-set parameter did not match the current version",
  /** 400 of kv version 2 and of policies. @see RW-KV-9 */
  casRequired: "check-and-set parameter required for this call",
  /** 400. */
  cannotDeleteDefaultPolicy: "cannot delete default policy",
  /** 400, after `failed to parse policy: `. @see RW-PB-3 */
  maxWrappingTtlBelowMin: "max_wrapping_ttl cannot be less than min_wrapping_ttl",
  /** 400. */
  tokenMethodNotMountable: "token credential backend cannot be instantiated",
  /** 400. */
  tokenMountStays: "token credential backend cannot be disabled",
  /** 400 of a lookup: the ID is not of the form of a lease ID. */
  leaseIdInvalid: "invalid lease ID",
  /** 400 of a secret with a lease. @see RW-LE-12 */
  leaseOfLastUse: "Secret cannot be returned; token had one use left, so leased credentials were immediately revoked.",
  /** 409. */
  mountChanged: "the mount was changed by another request at the same time",
  /** 400 of a policy. */
  policyAlreadyExpired: "refusing to update policy as expiration time has already elapsed",
  /** 400 of a policy. */
  casOnExistingPolicy: "check-and-set parameter set to -1 on existing entry",
  /** 400. */
  auditNotEnabledByApi:
    "cannot enable audit device via API; use declarative, config-based audit device management instead"
} as const

/** Texts with parameters. */
export const systemTextFor = {
  /** 400; `path` ends in `/`. */
  noMatchingMount: (path: string): string => `no matching mount at "${path}"`,
  /** 400. */
  cannotRemountAuthTo: (path: string): string => `cannot remount auth mount to non-auth mount "${path}"`,
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
  /** 400. @see RW-PB-8 */
  cannotUpdatePolicy: (name: string): string => `cannot update "${name}" policy`,
  /** 400. @see RW-PB-8 */
  cannotDeletePolicy: (name: string): string => `cannot delete "${name}" policy`,
  /** 400. */
  noEngineWithOptions: (type: string): string => `there is no engine of type "${type}" with these options`,
  /** 400; `path` ends in `/`. */
  auditUnknown: (path: string): string => `unknown audit backend ${JSON.stringify(path)}`,
  /** 400. */
  hashUnsupported: (algorithm: string): string => `unsupported algorithm ${algorithm}`
} as const
