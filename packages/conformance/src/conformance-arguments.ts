/** The arguments of the command, read with the table of flags: by the suite itself, or by another parser. */
export interface ConformanceArguments {
  readonly positionals: ReadonlyArray<string>
  /** Whether a flag was given. */
  readonly has: (name: string) => boolean
  /** The last value of a flag. */
  readonly value: (name: string) => string | undefined
  readonly values: (name: string) => ReadonlyArray<string>
}
