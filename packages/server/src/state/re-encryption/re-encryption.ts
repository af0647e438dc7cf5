import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { StoreFailure } from "../../ports/store/port.ts"

/**
 * Encrypts the records with the newest key after a rotation, a bounded number of them in each step. How far it has come is
 * stored, so that the next server continues.
 *
 * @see RW-SYS-17
 */
export class ReEncryption extends Context.Service<
  ReEncryption,
  {
    /** Encrypts some more records, if there was a rotation. */
    readonly step: Effect.Effect<void, StoreFailure>
  }
>()("@enwrap/server/ReEncryption") {}
