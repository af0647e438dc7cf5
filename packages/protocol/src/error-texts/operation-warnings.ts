/** The warnings of cubbyholes, mounts, policies and new tokens. */
export const operationWarnings = {
  /** @see RW-SU-11 */
  cubbyholeResponseDeprecated:
    "Reading from 'cubbyhole/response' is deprecated. Please use sys/wrapping/unwrap to unwrap responses, as it provides additional security checks and other benefits.",
  /** A new token with an id that the caller chose. */
  tokenIdChosen:
    "Supplying a custom ID for the token uses the weaker SHA1 hashing instead of the more secure SHA2-256 HMAC for token obfuscation. SHA1 hashed tokens on the wire leads to less secure lookups.",
  /** @see RW-SYS-11 */
  mountMoved:
    "Mount move has been queued. Progress will be reported in OpenBao's server log, tagged with the returned migration_id",
  mountUpgraded: (from: string, to: string): string => `Upgraded mount from version ${from} to version ${to}.`,
  /** @see RW-PB-7 */
  policyNameConverted: (name: string): string => `policy name was converted to ${name}`,
  /** For a field of a token role. */
  rulesDeprecated: "'rules' is deprecated, please use 'policy' instead",
  /** A token role with a field under its new and its old name. */
  deprecatedIgnored: (name: string, oldName: string): string =>
    `Both '${name}' and deprecated '${oldName}' value supplied, ignoring the deprecated value`,
  /** A token role; seconds. */
  roleMaxTtlAboveMount: (asked: number, maximum: number): string =>
    `Given explicit max TTL of ${asked} is greater than system/mount allowed value of ${maximum} seconds; until this is fixed attempting to create tokens against this role will result in an error`,
  /** The request and the token role both have an explicit maximum TTL. */
  explicitMaxTtlOfRole: (seconds: number): string =>
    `Explicit max TTL specified both during creation call and in role; using the lesser value of ${seconds} seconds`,
  /** The request and the token role both have a period. */
  periodOfRole: (seconds: number): string =>
    `Period specified both during creation call and in role; using the lesser value of ${seconds} seconds`,
  /** One for each policy of a new token that does not exist. */
  policyMissing: (name: string): string => `Policy "${name}" does not exist`,
  /** @see RW-AC-8 */
  noTokenForAccessor: "No token found with this accessor"
} as const
