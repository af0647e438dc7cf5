import type { HeldToken, WrappingInfo } from "./token-entry.ts"

/** A wrapping token that can still be used, with what is known about its response. */
export interface ValidWrappingToken extends HeldToken {
  readonly token: string
  /** What the caller sent: the token, or a JWT that contains it. */
  readonly given: string
  readonly wrapping: WrappingInfo
}
