/** Renewal, revocation and lookup of tokens, also by accessor. */
export const lifetimeTexts = {
  /** 400 of a renewal of an unknown token, and of a revocation by the accessor of one whose last use is over. @see RW-TK-14 */
  tokenNotFound: "token not found",
  /** 400 of revoke-orphan. */
  tokenToRevokeNotFound: "token to revoke not found",
  /** 400, in the list form. @see RW-AC-9 */
  missingAccessor: "missing accessor",
  /** 400, in the list form. @see RW-AC-9 */
  invalidAccessor: "invalid accessor",
  /** 400 of a renewal by accessor of a token that cannot be renewed, in the list form. */
  invalidRequest: "invalid request",
  /** 400 of revoke-orphan. @see RW-TK-57 */
  revokeOrphanNeedsSudo: "root or sudo privileges required to revoke and orphan",
  /** 400 of a renewal. */
  batchTokenNotRenewable: "batch tokens cannot be renewed"
} as const
