/**
 * What entries are printed from: lists of strings, so that a thread can be sent many of them cheaply. Objects and numbers would take
 * several times as long to send. What is absent is an empty string. *Printed* cells are members, each after a comma.
 */
import type { OpaqueData } from "./audit-facts.ts"

/** A request header that entries contain. */
export type HeaderCells = readonly [name: string, value: string, isHashed: boolean]

/** What is true. Everything else is an empty string. */
export const YES = "1"

export type RequestCells = readonly [
  id: string,
  path: string,
  /** Printed: the client, and the operation. */
  clientAndOperation: string,
  /** Printed. */
  mount: string,
  token: string,
  accessor: string,
  /** Whether the token and the accessor already are as in the entries of this device. */
  areShown: string,
  /** Printed: the members of `auth` after the accessor: what describes the caller, the results of the policies, the uses that remain. */
  auth: string,
  /** A JSON object. */
  data: string,
  opaque: OpaqueData,
  /** The members whose numbers stay, between spaces; all if it is empty. */
  numeric: string,
  /** The members whose values stay: a JSON list. */
  kept: string,
  remoteAddress: string,
  /** Printed: the port of the client, and the TTL of wrapping. */
  portAndTtl: string,
  /** A JSON list of {@link HeaderCells}. */
  headers: string
]

export type ResponseCells = readonly [
  /** The envelope of a response that was unwrapped; all cells after `kept` are absent then. */
  envelope: string,
  /** The members of the data whose values stay: a JSON list. */
  kept: string,
  wrappingToken: string,
  wrappingAccessor: string,
  /** Printed. */
  wrapTtl: string,
  /** Printed: when and by which path something was wrapped. */
  creation: string,
  wrappedAccessor: string,
  /** A token in the response: a JSON object. */
  issued: string,
  /** Printed: the members of a token that was created just now. */
  issuedCreated: string,
  /** The same of the token of a login, which the response shows or wraps. */
  login: string,
  loginCreated: string,
  leaseId: string,
  /** JSON. */
  data: string,
  opaque: OpaqueData,
  isList: string,
  /** A JSON list. */
  warnings: string
]

export type HeadCells = readonly [
  /** When the entry of the request was made (RFC 3339); absent if it was written before. */
  requestTime: string,
  requestError: string,
  responseTime: string,
  responseError: string
]

/** The entry of a request, of a response, or both. */
export type EntryCells = readonly [
  head: HeadCells,
  request: RequestCells,
  /** Empty if only the entry of the request is printed. */
  response: ResponseCells | readonly []
]
