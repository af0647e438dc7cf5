/** The creation of tokens: `auth/token/create`. */
export const creationTexts = {
  /** 400. @see RW-TK-5 */
  restrictedUseToken: "restricted use token cannot generate child tokens",
  /** 400: the caller's token has no use left after this request. @see RW-TK-5 */
  parentTokenLookupFailed: "parent token lookup failed: no parent found",
  /** 400. @see RW-TK-30 */
  expiringRootNeedsExpiry: "expiring root tokens cannot create non-expiring root tokens",
  /** 400. @see RW-TK-11 */
  orphanNeedsSudo: "root or sudo privileges required to create orphan token",
  /** 400. @see RW-TK-11 */
  tokenIdNeedsSudo: "root or sudo privileges required to specify token id",
  /** 400. @see RW-TK-11 */
  periodNeedsSudo: "root or sudo privileges required to create periodic token",
  /** 400: the type that a request asks for. */
  tokenTypeUnknown: "invalid 'token_type' value",
  /** 400: the caller has a batch token. */
  batchTokenCannotCreate: "batch tokens cannot create more tokens",
  /** 400. */
  batchTokenCannotBeRoot: "batch tokens cannot be root tokens",
  /** 400. */
  tokenAlreadyExpired: "the token would already have expired",
  /** 400. @see RW-TK-24 */
  entityAliasNeedsRole: "'entity_alias' is only allowed in combination with token role",
  /** 400. @see RW-TK-24 */
  entityAliasInvalid: "invalid 'entity_alias' value",
  /** 400 of a chosen token. */
  tokenIdWithDot: "custom token ID cannot have a '.' in the value",
  /** 400 of a chosen token. */
  tokenIdExists: "cannot create a token with a duplicate ID",
  /** 400. */
  negativeNumUses: "number of uses cannot be negative"
} as const

/** Texts with parameters. */
export const creationTextFor = {
  /** 400. @see RW-TK-32 */
  tooManyAncestors: (most: number): string => `a token cannot have more than ${most} ancestors`,
  /** 400 of a new token; `field` is a duration. */
  mustBePositive: (field: string): string => `${field} must be positive`,
  /** 400 of a chosen token: it begins as the server's own do. */
  tokenIdWithPrefix: (prefix: string): string => `custom token ID cannot have the '${prefix}' prefix`,
  /** 400 of a chosen token. */
  tokenIdTooLong: (most: number): string => `a token's ID can have at most ${most} characters`
} as const
