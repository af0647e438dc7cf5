import type { Family } from "./conformance-case.ts"
import type { Transport } from "./transport.ts"

/** What tests of the suite replace. They are no options: a run without the network says nothing about a server. */
export interface RunHooks {
  /** Starts the cases in the order of the catalogue. */
  readonly inOrder?: boolean | undefined
  /** Sends the requests. */
  readonly transport?: Transport | undefined
  /** The cases. */
  readonly families?: ReadonlyArray<Family> | undefined
  /** Waits a number of milliseconds, or until the signal is aborted. */
  readonly wait?: ((milliseconds: number, over?: AbortSignal) => Promise<void>) | undefined
}
