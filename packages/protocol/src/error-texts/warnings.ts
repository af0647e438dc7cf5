/** The texts of `warnings`. */
export const warningTexts = {
  /** @see RW-ENV-9 */
  ignoredParameters: (names: ReadonlyArray<string>): string =>
    `Endpoint ignored these unrecognized parameters: [${names.join(" ")}]`,
  /** Durations as `formatDuration` prints them. @see RW-TK-7 */
  ttlCapped: (ttl: string, maximum: string): string =>
    `TTL of "${ttl}" exceeded the effective max_ttl of "${maximum}"; TTL value is capped accordingly`,
  /** Durations as `formatDuration` prints them. @see RW-TK-8 */
  periodCapped: (period: string, maximum: string): string =>
    `period of "${period}" exceeded the effective max_ttl of "${maximum}"; period value is capped accordingly`,
  /** 404 of kv version 2, for a path of version 1. */
  kvV1Path: (command: string): string =>
    `Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API endpoints to use. If using the OpenBao CLI, use 'bao kv ${command}' for this operation.`,
  /** 404 of kv version 2, for a path without the name of a secret. */
  kvV2Nameless: "Non-listing operations on the root of a K/V v2 mount are not supported."
} as const

/** The warnings of kv version 2. */
export const kvWarnings = {
  casMandatory: (name: string): string =>
    `"${name}" set to false, but is mandated by backend config. This value will be ignored.`
} as const
