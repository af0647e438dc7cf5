/** The lease of a token. The path of a list ends in a slash already. */
export const tokenLeaseId = (path: string, tokenId: string): string =>
  path.endsWith("/") ? `${path}h${tokenId}` : `${path}/h${tokenId}`

const TOKEN_LEASE = /\/h([0-9a-f]{64})$/

/**
 * The record of the token whose lease this id would be, if it has the form of a token's. Whether it is one, the path before it
 * decides as well: only its own lease stands for a token.
 */
export const tokenOfLease = (leaseId: string): string | undefined => TOKEN_LEASE.exec(leaseId)?.[1]

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
