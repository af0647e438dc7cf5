import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { Rekey } from "./rekey.ts"
import type { RootGeneration } from "./root-generation.ts"

/** Which operations on key shares need no token: the shares alone authorize them. */
export interface WithoutToken {
  readonly rekey: boolean
  readonly rootGeneration: boolean
}

/** What the holders of key shares do together: each sends a share, until there are enough of them. */
export interface Ceremonies {
  readonly withoutToken: WithoutToken
  readonly rootGeneration: RootGeneration
  /** Replaces the unseal key; with automatic unsealing, only the root key. */
  readonly rekey: Rekey
  /** Replaces the recovery key; `undefined` without automatic unsealing. */
  readonly recoveryRekey: Rekey | undefined
  /** Replaces the root key, and nothing else. */
  readonly rotateRootKey: Effect.Effect<void, StoreFailure>
}

/** The ceremonies of a server that can be sealed. `undefined` if the server keeps its root key in memory: it has no shares. */
export const KeyCeremonies = Context.Reference<Ceremonies | undefined>("@enwrap/server/KeyCeremonies", {
  defaultValue: () => undefined
})
