import type { HeldToken, WrappingInfo } from "./token-entry.ts"

/** A wrapping token that can still be used, with what is known of its content. */
export interface ValidWrappingToken extends HeldToken {
  readonly token: string
  /** As the caller gave it: the token, or a JWT around it. */
  readonly given: string
  readonly wrapping: WrappingInfo
}
