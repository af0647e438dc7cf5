/** The stored record of a secret's lease, before encryption. Times are milliseconds. */
export interface LeaseEntry {
  readonly id: string
  /** The path of the request that created it. */
  readonly path: string
  readonly mountUuid: string
  /** The id of the token that the secret was issued to; `""` if no stored token has it. */
  readonly tokenId: string
  readonly issueTimeMs: number
  readonly lastRenewalMs?: number
  readonly expiresAtMs: number
  readonly renewable: boolean
  /** What the engine needs to revoke the secret. */
  readonly data: string
  /** When the server must check it: when it or its token expires, or to retry the revocation of the secret. */
  readonly dueAtMs: number
  /** Being revoked: it can no longer be renewed. */
  readonly revoking?: true
  /** How many times the engine could not revoke the secret. */
  readonly failures?: number
  /** The server has stopped trying: an operator must revoke the secret. */
  readonly irrevocable?: true
}

/** The properties of a new lease. */
export type LeaseRequest = Omit<
  LeaseEntry,
  "id" | "dueAtMs" | "failures" | "irrevocable" | "lastRenewalMs" | "revoking"
> & {
  /** When its token expires: milliseconds, `Infinity` for never. */
  readonly tokenEndMs: number
}
