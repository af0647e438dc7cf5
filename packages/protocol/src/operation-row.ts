/**
 * What a request does to a path: GET reads; POST and PUT update; LIST, and GET with `list=true`, list; SCAN, and GET with
 * `scan=true`, list all that is below.
 */
export type Verb = "read" | "update" | "patch" | "delete" | "list" | "scan"

/** How a path parameter is brought into canonical form: upper case made lower, one slash at the end removed. */
export type Spelling = "lower-case" | "no-trailing-slash"

/** One operation of the spec, as the server and the clients need it. */
export interface OperationRow {
  /** The engine that answers it: see `groupTable`. */
  readonly group: string
  /**
   * Its path below the mount: `data/{path*}`. `{name}` is one segment, `{name*}` any number. A list's path ends in `/`; in
   * `{path*}/` the variable may be empty, and then the slash goes too: `{path*}/` is `""`, `a/`, `a/b/`.
   */
  readonly path: string
  /** What is done to its path parameters before a policy or an engine sees them; others are taken as they were sent. */
  readonly spelling: Readonly<Record<string, ReadonlyArray<Spelling>>>
  readonly verbs: ReadonlyArray<Verb>
  /** The fields of the JSON body that the operation knows. */
  readonly requestFields: ReadonlyArray<string>
  /** The query variables that it knows. */
  readonly queryFields: ReadonlyArray<string>
  /** The body is data to be kept as it is; it has no fields. */
  readonly opaqueBody: boolean
  /** It can be asked without a token. */
  readonly unauthenticated: boolean
  /** The keys of `data` are repeated at the top level of an unwrapped answer. */
  readonly topLevelData: boolean
  /** The caller needs `sudo` on the path, on top of the operation's own capability. */
  readonly sudo: boolean
  /** It is outside the logical layer: no envelope, no wrapping, and other methods are answered with 405 without a text. */
  readonly bare: boolean
}

/** Where the operations of a group are mounted. */
export interface GroupRow {
  /** The fixed path, without slashes at its ends: `auth/token`. */
  readonly mount: string | undefined
  /** The name of the path parameter that stands for a mount that the operator chooses. */
  readonly mountParameter: string | undefined
  /** What stands before a mount that the operator chooses: `auth/` for a login method, else nothing. */
  readonly mountPrefix: string
}
