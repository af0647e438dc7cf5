/** The texts of `warnings`. */
export const warningTexts = {
  /** @see RW-ENV-9 */
  ignoredParameters: (names: ReadonlyArray<string>): string =>
    `Endpoint ignored these unrecognized parameters: [${names.join(" ")}]`,
  /** @see RW-AC-8 */
  noTokenForAccessor: "No token found with this accessor",
  /** @see RW-SU-11 */
  cubbyholeResponseDeprecated:
    "Reading from 'cubbyhole/response' is deprecated. Please use sys/wrapping/unwrap to unwrap responses, as it provides additional security checks and other benefits.",
  /** Durations as `formatDuration` prints them. @see RW-TK-7 */
  ttlCapped: (ttl: string, maximum: string): string =>
    `TTL of "${ttl}" exceeded the effective max_ttl of "${maximum}"; TTL value is capped accordingly`,
  /** Durations as `formatDuration` prints them. @see RW-TK-8 */
  periodCapped: (period: string, maximum: string): string =>
    `period of "${period}" exceeded the effective max_ttl of "${maximum}"; period value is capped accordingly`,
  /** A new token with an id that the caller chose. */
  tokenIdChosen:
    "Supplying a custom ID for the token uses the weaker SHA1 hashing instead of the more secure SHA2-256 HMAC for token obfuscation. SHA1 hashed tokens on the wire leads to less secure lookups.",
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
  /** @see RW-TK-26 */
  tidyStarted:
    "Tidy operation successfully started. Any information from the operation will be printed to OpenBao's server logs.",
  /** 404 of kv version 2, for a path of version 1. */
  kvV1Path: (command: string): string =>
    `Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API endpoints to use. If using the OpenBao CLI, use 'bao kv ${command}' for this operation.`,
  /** 404 of kv version 2, for a path without the name of a secret. */
  kvV2Nameless: "Non-listing operations on the root of a K/V v2 mount are not supported.",
  /** @see RW-SYS-11 */
  mountMoved:
    "Mount move has been queued. Progress will be reported in OpenBao's server log, tagged with the returned migration_id",
  mountUpgraded: (from: string, to: string): string => `Upgraded mount from version ${from} to version ${to}.`,
  /** @see RW-PB-7 */
  policyNameConverted: (name: string): string => `policy name was converted to ${name}`,
  /** For a field of a token role. */
  rulesDeprecated: "'rules' is deprecated, please use 'policy' instead"
} as const

/** The warnings of kv version 2. */
export const kvWarnings = {
  casMandatory: (name: string): string =>
    `"${name}" set to false, but is mandated by backend config. This value will be ignored.`
} as const
