/**
 * What entries are printed from: lists of plain values, so that a thread can be sent many of them cheaply. Objects would take
 * twice as long to send.
 */
import type { OpaqueData } from "./audit-facts.ts"

/** A request header that entries contain. */
export type HeaderCells = readonly [name: string, value: string, isHashed: boolean]

export type RequestCells = readonly [
  id: string,
  operation: string,
  path: string,
  /** Members that are printed already. */
  mount: string,
  token: string | undefined,
  accessor: string | undefined,
  /** Whether the token and the accessor already are as in the entries of this device. */
  areShown: boolean,
  clientId: string | undefined,
  /** Members that are printed already. */
  caller: string,
  /** A JSON object. */
  policyResults: string | undefined,
  remainingUses: number,
  /** A JSON object. */
  data: string | undefined,
  opaque: OpaqueData,
  /** The members whose numbers stay, each followed by a space; all by default. */
  numeric: string | undefined,
  /** The members whose values stay. */
  kept: ReadonlyArray<string> | undefined,
  remoteAddress: string,
  remotePort: number | undefined,
  wrapTtl: number,
  headers: ReadonlyArray<HeaderCells> | undefined
]

export type WrapInfoCells = readonly [
  ttl: number,
  token: string,
  accessor: string,
  creationTime: string,
  creationPath: string,
  wrappedAccessor: string | undefined
]

/** A token in a response. */
export type TokenCells = readonly [
  /** A JSON object. */
  auth: string,
  /** Members of a token that was created just now, which are printed already. */
  created: string | undefined
]

export type ResponseCells = readonly [
  /** The envelope of a response that was unwrapped; all else in this list is absent then. */
  envelope: string | undefined,
  wrapInfo: WrapInfoCells | undefined,
  issued: TokenCells | undefined,
  /** The token of a login, which the response shows or wraps. */
  login: TokenCells | undefined,
  leaseId: string | undefined,
  /** JSON. */
  data: string | undefined,
  opaque: OpaqueData,
  isList: boolean,
  /** A JSON list. */
  warnings: string | undefined,
  /** The members of the data whose values stay. */
  kept: ReadonlyArray<string> | undefined
]

/** The entry of a request, of a response, or both. */
export type EntryCells = readonly [
  request: RequestCells,
  /** When the entry of the request was made, in milliseconds since 1970; `undefined` if it was written before. */
  requestMs: number | undefined,
  requestError: string | undefined,
  /** `undefined` if only the entry of the request is printed. */
  response: ResponseCells | undefined,
  responseMs: number,
  responseError: string | undefined
]
