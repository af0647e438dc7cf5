/**
 * What a request does to a path. GET is a read; POST and PUT are an update; LIST, and GET with `list=true`, are a list; SCAN,
 * and GET with `scan=true`, are a scan, which lists everything below the path.
 */
export type Verb = "read" | "update" | "patch" | "delete" | "list" | "scan"

/**
 * How a path parameter is normalised: in lower case, or without one trailing slash. An `entry-name` has only letters, digits and
 * `_`, with `-` and `.` between them: the path of any other name does not exist.
 */
export type Spelling = "lower-case" | "no-trailing-slash" | "entry-name"

/** What the server and the clients need to know about an operation of the spec. */
export interface OperationRow {
  /** The group of the engine that serves it: see `groupTable`. */
  readonly group: string
  /**
   * Its path below the mount: `data/{path*}`. `{name}` matches one segment, `{name*}` any number. The path of a list ends in
   * `/`. In `{path*}/` the parameter may be empty, without a slash then: `{path*}/` matches `""`, `a/` and `a/b/`.
   */
  readonly path: string
  /** How its path parameters are normalised before a policy or an engine sees them. All others stay as sent. */
  readonly spelling: Readonly<Record<string, ReadonlyArray<Spelling>>>
  readonly verbs: ReadonlyArray<Verb>
  /** The known fields of the JSON body. */
  readonly requestFields: ReadonlyArray<string>
  /** The known query parameters. */
  readonly queryFields: ReadonlyArray<string>
  /** The fields of the body and the query that are ignored without a warning. */
  readonly ignoredFields: ReadonlyArray<string>
  /** The body is stored unchanged; it has no fields. */
  readonly opaqueBody: boolean
  /** It needs no token. */
  readonly unauthenticated: boolean
  /** The keys of `data` are repeated at the top level of a response that is not wrapped. */
  readonly topLevelData: boolean
  /** The caller needs the capability `sudo` on the path, in addition to that of the verb. */
  readonly sudo: boolean
  /** It has no envelope and no wrapping, and other methods get status 405 without an error text. */
  readonly bare: boolean
}

/** Where the operations of a group are mounted. */
export interface GroupRow {
  /** The fixed path, without leading and trailing slashes: `auth/token`. */
  readonly mount: string | undefined
  /** The name of the path parameter for the mount, if the operator chooses it. */
  readonly mountParameter: string | undefined
  /** The prefix of a mount that the operator chooses: `auth/` for a login method, otherwise empty. */
  readonly mountPrefix: string
}
