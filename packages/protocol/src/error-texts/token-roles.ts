/** The roles of tokens: `auth/token/roles`. */
export const roleTexts = {
  /** 400. */
  pathSuffixInvalid: "given role path suffix contains invalid characters; must match \\w[\\w-.]+\\w",
  /** 400. */
  negativeNumUses: "error parsing role fields: 'token_num_uses' cannot be negative",
  /** 400. */
  batchNeedsOrphan: "'token_type' cannot be 'batch' when role is set to generate non-orphan tokens",
  /** 400. */
  batchWithPeriod: "'token_type' cannot be 'batch' when role is set to generate periodic tokens",
  /** 400. */
  batchRenewable: "'token_type' cannot be 'batch' when role is set to generate renewable tokens",
  /** 400. */
  batchWithExplicitMaxTtl: "'token_type' cannot be 'batch' when role is set to generate tokens with an explicit max TTL"
} as const

/** Texts with parameters. */
export const roleTextFor = {
  /** 400. */
  addressInvalid: (address: string): string =>
    `error parsing role fields: error parsing address ${JSON.stringify(address)}: it is neither an IPv4 nor an IPv6 address`,
  /** 400 of a renewal. @see RW-TK-33 */
  gone: (name: string): string => `original token role "${name}" could not be found, not renewing`,
  /** 400. */
  unknown: (name: string): string => `unknown role ${name}`
} as const
