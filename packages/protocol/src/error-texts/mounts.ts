/** `sys/mounts`, `sys/auth` and `sys/remount`. */
export const mountTexts = {
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
  /** 400 of `sys/remount`, also if the blank is at the start. */
  remountFromPadded: "'from' path cannot contain trailing whitespace",
  /** 400 of `sys/remount`, also if the blank is at the start. */
  remountToPadded: "'to' path cannot contain trailing whitespace",
  /** 400. */
  tokenTypeOfTokenMethod: "'token_type' cannot be set for 'token' or 'ns_token' auth mounts",
  /** Of a mount, in a body. */
  mountPath: "invalid mount path"
} as const

/** Texts of mounts that contain a value. */
export const mountTextFor = {
  /** 400; `path` ends in `/`. */
  noMount: (path: string): string => `No secret engine mount at ${path}`,
  /** 400; `path` ends in `/`. */
  noAuthMount: (path: string): string => `No auth engine at ${path}`,
  /** 400; `path` ends in `/`. */
  noMountToTune: (path: string): string => `tune of path "${path}" failed: no mount entry found`,
  /** 400; `path` ends in `/`. */
  noTuning: (path: string): string => `cannot fetch sysview for path "${path}"`,
  /** 400; `path` ends in `/`. */
  cannotTune: (path: string, field: string): string => `cannot tune parameter ${field} of ${path}`,
  /** 400; the version of an engine. */
  versionInvalid: (version: string): string => `invalid version provided: ${version}`,
  /** 400; seconds. */
  defaultTtlAboveSystemMax: (maximum: number): string =>
    `given default lease TTL greater than system max lease TTL of ${maximum}`,
  /** 400. */
  authVersion: (type: string): string => `auth method "${type}" does not allow setting a version`,
  /** 400. @see RW-SYS-9 */
  listingVisibilityInvalid: (visibility: string): string => `invalid listing_visibility ${visibility}`,
  /** 400; seconds. @see RW-SYS-9 */
  tunedMaxBelowDefault: (max: number, usual: number): string =>
    `backend max lease TTL of ${max} would be less than backend default lease TTL of ${usual}`,
  /** 400. */
  cannotDowngrade: (version: string): string => `cannot downgrade mount from version ${version}`,
  /** 400 of a `plugin_version`. */
  pluginVersionInvalid: "plugin_version is not a valid semantic version",
  /** 400 of a `plugin_version`; the type of the mount. */
  pluginVersionUnknown: (type: string): string =>
    `plugin not found in the catalog: ${type} has no such plugin_version; leave it out`,
  /** 400 of a `plugin_version` of a new mount. */
  pluginVersionOfBuiltIn: (type: string): string => `cannot select non-builtin version of secrets plugin ${type}`,
  /** 400; the type of the mount. */
  userLockoutNotAllowed: (type: string): string =>
    `tuning of user lockout configuration for auth type "${type}" not allowed`,
  /** 403; `path` ends in `/`. @see RW-SYS-6 */
  preflightDenied: (path: string): string =>
    `preflight capability check returned 403, please ensure client's policies grant access to path ${JSON.stringify(path)}`,
  /** 400 of a version for the token method. */
  singletonNotReloaded: (type: string): string => `singleton plugin cannot be reloaded: "${type}"`
} as const
