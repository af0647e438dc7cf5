import type { ScryptCost } from "@enwrap/server/engine"

/** What the thread is asked to do. */
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

export interface PasswordAnswer {
  readonly id: number
  /** Of bcrypt whether the password is right, of scrypt the key; `undefined` where it failed. */
  readonly result: boolean | Uint8Array | undefined
}
