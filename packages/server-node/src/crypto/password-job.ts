import type { ScryptCost } from "@enwrap/server/engine"

/** A password to be hashed or compared in a thread. */
export type PasswordJob =
  | { readonly id: number; readonly kind: "bcrypt"; readonly password: string; readonly hash: string }
  | {
      readonly id: number
      readonly kind: "scrypt"
      readonly password: Uint8Array
      readonly salt: Uint8Array
      readonly cost: ScryptCost
      readonly bytes: number
    }

export interface PasswordResult {
  readonly id: number
  /** For bcrypt whether the password matches, for scrypt the key; `undefined` if the job failed. */
  readonly result: boolean | Uint8Array | undefined
}
