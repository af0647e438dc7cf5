import type { KeyShares } from "../../state/seal/seal.ts"

export interface RekeyStatus extends KeyShares {
  /** Empty if there is no attempt. */
  readonly nonce: string
  readonly started: boolean
  readonly progress: number
  readonly required: number
  readonly needsVerification: boolean
  readonly verificationNonce: string | undefined
}

export interface RekeyResult {
  readonly nonce: string
  readonly keys: ReadonlyArray<Uint8Array>
  readonly verificationNonce: string | undefined
}

export interface VerificationStatus extends KeyShares {
  readonly nonce: string
  readonly started: boolean
  readonly progress: number
}

/** The nonce of a verification that is complete. */
export interface Verified {
  readonly complete: string
}
