import { errorPrefixes } from "./prefixes.ts"

/** Errors of any request: admission, paths, bodies, the wrapping token. */
export const requestTexts = {
  /** 400. @see RW-SU-2 @see RW-SU-12 */
  invalidWrappingToken: "wrapping token is not valid or does not exist",
  /** 403; in the list form where the token is known but its policies do not allow the request. @see RW-ER-3 @see RW-ER-4 */
  permissionDenied: "permission denied",
  /** 403: neither header nor body has a wrapping token. @see RW-ER-9 */
  tokenIsEmpty: "error validating wrapping token: token is empty",
  /** 403. @see RW-ER-9 */
  emptyTokenInBody: "error validating wrapping token: empty token in request body",
  /** 403: `token` is not a string. @see RW-ER-9 */
  couldNotDecodeToken: "error validating wrapping token: could not decode token in request body",
  /** 400 of sys/wrapping/wrap. @see RW-WE-8 */
  wrappingRequired: "endpoint requires response wrapping to be used",
  /** 400. @see RW-TTL-4 */
  negativeWrapTtl: "error parsing X-Vault-Wrap-TTL header: requested wrap ttl cannot be negative",
  /** 403 of a preflight. @see RW-HD-12 */
  originNotAllowed: "origin not allowed",
  /** 400: a form with invalid percent-encoding. @see RW-ER-17 */
  badForm: "error parsing form data",
  /** 404, in the list form: an unknown path below a mount. @see RW-ER-5 */
  unsupportedPath: "unsupported path",
  /** 405, in the list form. @see RW-ER-6 */
  unsupportedOperation: "unsupported operation",
  /** 400. @see RW-ER-7 */
  writeToFolder: "cannot write to a path ending in '/'",
  /** 400. @see RW-ER-15 */
  relativePath: "relative paths not supported",
  /** 413. @see RW-ER-8 */
  bodyTooLarge: "http: request body too large",
  /** 503. @see RW-ER-13 */
  sealed: "Vault is sealed",
  /** 500. It says nothing more on purpose. */
  internalError: "internal error",
  /** Enwrap's own: one client has too many slow requests waiting, such as logins. */
  tooManyWaiting: "too many requests of this kind are waiting: try again later",
  /** Enwrap's own: all clients together have too many slow requests waiting. */
  overloaded: "the server is overloaded: try again later",
  /** Enwrap's own. It is never delivered. */
  clientLeft: "the client has disconnected",
  /** 400 of a patch without a content type. */
  noMediaType: "mime: no media type",
  /** 404: namespaces are not supported. @see RW-ER-21 */
  namespaceNotFound: "namespace not found",
  /** 400 of `sys/health` and others, to a request that names a namespace. @see RW-ER-21 */
  unavailableInNamespaces: "operation unavailable in namespaces",
  /** 400. */
  wrapTtlTooShort: "requested wrap ttl must be at least one second",
  /** 400: a path that is not canonical and that no redirect may name. */
  pathNotServed: "the path does not belong to this server",
  /** 400. */
  pathEncoding: "the path is not valid percent-encoded UTF-8",
  /** 400. */
  pathControlCharacter: "the path contains a control character",
  /** 400. @see RW-ER-19 */
  pathUnprintable: "the path contains a character that is not printable",
  /** 400. @see RW-ER-19 */
  pathEmptySegment: "the path contains an empty segment",
  /** 403, after `error validating wrapping token: `: a JWT. */
  jwtSignature: "wrapping token signature could not be validated: it was not signed by this server",
  /** 403, as `jwtSignature`. */
  jwtMalformed: "wrapping token could not be parsed: not a JWT",
  /** 403, as `jwtSignature`. */
  jwtAlgorithm: "wrapping token could not be parsed: not signed with ES512",
  /** 403, as `jwtSignature`. */
  jwtTypeUnexpected: "unexpected type claim",
  /** 503: a precondition of the commit failed. */
  requestDependenciesChanged: "the token or the mount changed while the request was processed; try again",
  /** 400: an engine issued a leased secret to a request without a token. */
  leaseNeedsToken: "a secret with a lease cannot be issued without a token"
} as const

/** Texts with parameters. A parameter is never a token or a payload. */
export const requestTextFor = {
  /** 404. @see RW-ER-5 */
  noHandler: (path: string): string => `no handler for route "${path}". route entry not found.`,
  /** 400. @see RW-ER-10 */
  fieldInvalid: (field: string, problem: string): string =>
    `${errorPrefixes.field}error converting input for field "${field}": ${problem}`,
  /** 415. @see RW-KV-12 */
  patchContentType: (provided: string): string =>
    `PATCH requires Content-Type of application/merge-patch+json, provided ${provided}`,
  /** 400. @see RW-TTL-13 */
  wrapTtlTooLong: (maximum: string): string => `requested wrap ttl must not exceed max_wrap_ttl, which is ${maximum}`
} as const
