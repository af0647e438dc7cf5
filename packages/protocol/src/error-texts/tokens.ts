/** Tokens. */
export const tokenTexts = {
  /** 403 of a lookup of an unknown token. @see RW-TK-13 */
  badToken: "bad token",
  /** 403: the `token` of auth/token/{lookup,renew,revoke,revoke-orphan} is not a string. */
  invalidToken: "invalid token",
  /** 400 of a renewal or revocation without a token. */
  missingTokenId: "missing token ID",
  /** 400 of a renewal of a token that has reached its maximal TTL. @see RW-TK-6 */
  pastMaxTtl: "past the max TTL, cannot renew",
  /** 400. @see RW-TK-9 */
  childPoliciesNotSubset: "child policies must be subset of parent",
  /** 400: only a root token creates root tokens. @see RW-TK-30 */
  rootNeedsRootParent: "root tokens may not be created without parent token being root",
  /** 400 of a login. @see RW-TK-30 */
  loginCannotBeRoot: "auth methods cannot create root tokens",
  /** 400. @see RW-TK-31 */
  noAddressInCommon: "the bound CIDRs leave the token no address from which it could be used",
  /** 400 of a revocation. */
  batchTokenNotRevocable: "batch tokens cannot be revoked",
  /** 400. */
  batchTokenWithId: "batch tokens cannot have a chosen ID",
  /** 400. */
  batchTokenWithNumUses: 'batch tokens cannot have "num_uses" set',
  /** 400. */
  batchTokenWithExplicitMaxTtl: 'batch tokens cannot have "explicit_max_ttl" set',
  /** 400. */
  batchTokenWithPeriod: 'batch tokens cannot have "period" set'
} as const

/** Texts with parameters. */
export const tokenTextFor = {
  /** 400: the policy is reserved for the server. @see RW-TK-10 */
  cannotAssignPolicy: (name: string): string => `cannot assign policy "${name}"`,
  /** 400 of a role. */
  tokenTypeInvalid: (type: string): string => `invalid 'token_type' value "${type}"`,
  /** 400. The lists of policies are in the original's format. */
  policiesNotInRole: (wanted: string, allowed: string, globs: string): string =>
    `token policies (${wanted}) must be subset of the role's allowed policies (${allowed}) or glob policies (${globs})`,
  /** 400. */
  policyDisallowedByRole: (name: string): string => `token policy ${JSON.stringify(name)} is disallowed by this role`
} as const
