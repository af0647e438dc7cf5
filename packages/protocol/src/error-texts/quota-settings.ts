/** Settings of rate limit quotas. */
export const quotaTexts = {
  /** 400. @see RW-QU-6 */
  rateInvalid: "'rate' is invalid",
  /** 400. @see RW-QU-6 */
  suffixAndRole:
    "Quotas cannot contain both a path suffix and a role. If a role is provided, path must be a valid auth mount with a concept of roles"
} as const

/** Texts of these settings that contain a path. */
export const quotaPathTextFor = {
  /** 400; `path` ends in `/`. @see RW-QU-6 */
  mountInvalid: (path: string): string => `invalid mount path ${JSON.stringify(path)}`,
  /** 400; `path` ends in `/`. @see RW-QU-6 */
  notAuthMount: (path: string): string =>
    `Mount path ${JSON.stringify(path)} is not a valid auth method and therefore unsuitable for use with role-based quotas`,
  /** 400; `path` ends in `/`. @see RW-QU-6 */
  noRoles: (path: string): string => `Mount path ${JSON.stringify(path)} does not support use with role-based quotas`
} as const
