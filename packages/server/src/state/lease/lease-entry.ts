/** A secret's lease as it is stored, sealed. Times are milliseconds. */
export interface LeaseEntry {
  readonly id: string
  /** The path of the request that made it. */
  readonly path: string
  readonly mountUuid: string
  /** The record of the token that it was given to; empty where it belongs to none that is stored. */
  readonly tokenId: string
  readonly issueTimeMs: number
  readonly lastRenewalMs?: number
  readonly expiresAtMs: number
  readonly renewable: boolean
  /** What the engine wants to be given to revoke the secret. */
  readonly data: string
  /** When the server must look at it: its own end, its token's, or the next try to revoke it. */
  readonly dueAtMs: number
  /** Being revoked: it cannot be renewed any more. */
  readonly revoking?: true
  /** How often it could not be revoked. */
  readonly failures?: number
  /** The server has given up: only somebody can help. */
  readonly irrevocable?: true
}

/** What a new lease is made of. */
export type LeaseRequest = Omit<
  LeaseEntry,
  "id" | "dueAtMs" | "failures" | "irrevocable" | "lastRenewalMs" | "revoking"
> & {
  /** When its token ends: milliseconds, `Infinity` for never. */
  readonly tokenEndMs: number
}
