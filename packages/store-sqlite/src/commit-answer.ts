import type { Swept } from "./sweeper.ts"

/** The outcomes of a request. */
export const APPLIED = 0
export const CONFLICT = 1
/** It failed, or it is not known whether it was applied. */
export const FAILED = 2

/** What the thread that commits sends back for a message. */
export interface CommitAnswer {
  /** One for each request, in their order. */
  readonly outcomes: Uint8Array
  readonly swept: Swept
  /** Why requests failed, if any did. */
  readonly failure?: string | undefined
}
