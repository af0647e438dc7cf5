/** Tokens. */
export const tokenTexts = {
  /** 403 of a lookup of an unknown token. @see RW-TK-13 */
  badToken: "bad token",
  /** 403: the `token` of auth/token/{lookup,renew,revoke,revoke-orphan} is not a string. */
  invalidToken: "invalid token",
  /** 400 of a renewal of an unknown token, and of a revocation by the accessor of one whose last use is over. @see RW-TK-14 */
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
  /** 400 of a renewal of a token that has reached its maximal TTL. @see RW-TK-6 */
  pastMaxTtl: "past the max TTL, cannot renew",
  /** 400. @see RW-TK-5 */
  restrictedUseToken: "restricted use token cannot generate child tokens",
  /** 400: the caller's token has no use left after this request. @see RW-TK-5 */
  parentTokenLookupFailed: "parent token lookup failed: no parent found",
  /** 400. @see RW-TK-9 */
  childPoliciesNotSubset: "child policies must be subset of parent",
  /** 400: only a root token creates root tokens. @see RW-TK-30 */
  rootNeedsRootParent: "root tokens may not be created without parent token being root",
  /** 400. @see RW-TK-30 */
  expiringRootNeedsExpiry: "expiring root tokens cannot create non-expiring root tokens",
  /** 400 of a login. @see RW-TK-30 */
  loginCannotBeRoot: "auth methods cannot create root tokens",
  /** 400. @see RW-TK-31 */
  noAddressInCommon: "the bound CIDRs leave the token no address from which it could be used",
  /** 400. @see RW-TK-11 */
  orphanNeedsSudo: "root or sudo privileges required to create orphan token",
  /** 400. @see RW-TK-11 */
  tokenIdNeedsSudo: "root or sudo privileges required to specify token id",
  /** 400. @see RW-TK-11 */
  periodNeedsSudo: "root or sudo privileges required to create periodic token",
  /** 400 of a chosen token. */
  tokenIdWithDot: "custom token ID cannot have a '.' in the value",
  /** 400: the type that a request asks for. */
  tokenTypeUnknown: "invalid 'token_type' value",
  /** 400 of revoke-orphan. @see RW-TK-57 */
  revokeOrphanNeedsSudo: "root or sudo privileges required to revoke and orphan",
  /** 400 of a chosen token. */
  tokenIdExists: "cannot create a token with a duplicate ID",
  /** 400. */
  negativeNumUses: "number of uses cannot be negative",
  /** 400 of a renewal. */
  batchTokenNotRenewable: "batch tokens cannot be renewed",
  /** 400 of a revocation. */
  batchTokenNotRevocable: "batch tokens cannot be revoked",
  /** 400: the caller has a batch token. */
  batchTokenCannotCreate: "batch tokens cannot create more tokens",
  /** 400. */
  batchTokenCannotBeRoot: "batch tokens cannot be root tokens",
  /** 400. */
  batchTokenWithId: "batch tokens cannot have a chosen ID",
  /** 400. */
  batchTokenWithNumUses: 'batch tokens cannot have "num_uses" set',
  /** 400. */
  batchTokenWithExplicitMaxTtl: 'batch tokens cannot have "explicit_max_ttl" set',
  /** 400. */
  batchTokenWithPeriod: 'batch tokens cannot have "period" set',
  /** 400. */
  tokenAlreadyExpired: "the token would already have expired",
  /** 400. @see RW-TK-24 */
  entityAliasNeedsRole: "'entity_alias' is only allowed in combination with token role",
  /** 400. @see RW-TK-24 */
  entityAliasInvalid: "invalid 'entity_alias' value"
} as const

/** Texts with parameters. */
export const tokenTextFor = {
  /** 400: the policy is reserved for the server. @see RW-TK-10 */
  cannotAssignPolicy: (name: string): string => `cannot assign policy "${name}"`,
  /** 400. @see RW-TK-32 */
  tooManyAncestors: (most: number): string => `a token cannot have more than ${most} ancestors`,
  /** 400 of a renewal. @see RW-TK-33 */
  tokenRoleGone: (name: string): string => `original token role "${name}" could not be found, not renewing`,
  /** 400 of a new token; `field` is a duration. */
  mustBePositive: (field: string): string => `${field} must be positive`,
  /** 400 of a chosen token: it begins as the server's own do. */
  tokenIdWithPrefix: (prefix: string): string => `custom token ID cannot have the '${prefix}' prefix`,
  /** 400 of a role. */
  tokenTypeInvalid: (type: string): string => `invalid 'token_type' value "${type}"`,
  /** 400 of a chosen token. */
  tokenIdTooLong: (most: number): string => `a token's ID can have at most ${most} characters`,
  /** 400. */
  tokenRoleUnknown: (name: string): string => `unknown role ${name}`,
  /** 400. The lists of policies are in the original's format. */
  policiesNotInRole: (wanted: string, allowed: string, globs: string): string =>
    `token policies (${wanted}) must be subset of the role's allowed policies (${allowed}) or glob policies (${globs})`,
  /** 400. */
  policyDisallowedByRole: (name: string): string => `token policy ${JSON.stringify(name)} is disallowed by this role`
} as const
