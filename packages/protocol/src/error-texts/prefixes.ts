/** The beginnings of texts that end with a detail. */
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
