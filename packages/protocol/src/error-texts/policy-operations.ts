/** Policies, and `sys/capabilities`. */
export const policyOperationTexts = {
  /** 400 of a policy without a document. */
  policyNotSupplied: "'policy' parameter not supplied or empty",
  /** 400 of a policy. */
  policyExpirationAndTtl: "cannot supply both 'expiration' and 'ttl' for policies",
  /** 400 of `sys/capabilities`. */
  pathsMissing: "paths must be supplied",
  /** 400 of `sys/capabilities`. The original has no limit. */
  pathsTooLong: "the paths are too long",
  /** 400 of `sys/capabilities`, in the list form. */
  noTokenFound: "no token found",
  /** Of a policy that was sent in base64. */
  notUtf8: "illegal UTF-8 encoding"
} as const
