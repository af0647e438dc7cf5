/** The error texts of the http engine, an extension of Enwrap. */
export const httpTexts = {
  /** 400. */
  noUpstream: "no upstream is configured: write config/upstream first",
  /** 400. */
  misleadingPath: "the path has a relative or empty segment, or an encoded slash or dot",
  /** 405. @see RW-HTTP-5 */
  methodNotAllowed: (method: string): string => `the mount does not allow ${method} on its upstream`,
  /** 403. @see RW-HTTP-5 */
  pathNotAllowed: "the mount does not allow this path on its upstream",
  /** 400. */
  missingBaseUrl: "missing base_url",
  /** 400. */
  headersOfOtherUrl: "changing base_url requires setting the headers again",
  /** 502. */
  unreachable: "the upstream cannot be reached",
  /** 504. */
  timeout: (seconds: number): string => `the upstream did not answer within ${seconds} seconds`,
  /** 502. */
  tooLarge: (bytes: number): string => `the upstream's answer is larger than ${bytes} bytes`,
  /** The upstream's own status, or 502. @see RW-HTTP-8 */
  upstreamStatus: (status: number): string => `the upstream answered ${status}`,
  /** 502. */
  redirect: (status: number): string => `the upstream answered ${status}, a redirect, and redirects are not followed`
} as const

/** What is wrong with a field of `config/upstream`: the detail of {@link errorTextFor}`.fieldInvalid`. */
export const upstreamFieldProblems = {
  headerName: "invalid header name",
  headerReserved: (name: string): string => `${name} cannot be set`,
  headerDuplicate: (name: string): string => `${name} is set twice`,
  headerValue: (name: string): string => `the value of ${name} is not a valid header value`,
  baseUrl: "expected an http or https URL without credentials, query and fragment",
  methods: (methods: ReadonlyArray<string>): string => `expected one or more of ${methods.join(", ")}`,
  postAndPut: "expected only one of POST and PUT, which are one operation in this protocol",
  paths: "expected paths with `*` only at the end",
  timeout: "expected a duration from 1 second to 5 minutes"
} as const
