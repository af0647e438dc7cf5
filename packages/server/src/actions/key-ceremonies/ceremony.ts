import * as Effect from "effect/Effect"
import type * as Semaphore from "effect/Semaphore"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { ProtocolError } from "../../values/protocol-error.ts"

export type Failure = ProtocolError | StoreFailure

/** What the holders of key shares do together. One attempt can be in progress. */
export abstract class Ceremony<Attempt> {
  protected attempt: Attempt | undefined
  readonly #oneAtATime: Semaphore.Semaphore

  /** @param oneAtATime shared by all ceremonies of a server */
  constructor(oneAtATime: Semaphore.Semaphore) {
    this.#oneAtATime = oneAtATime
  }

  /** Discards the attempt, if there is one. */
  readonly cancel: Effect.Effect<void> = Effect.suspend(() => this.exclusively(() => Effect.sync(() => this.end())))

  protected exclusively<A, E = Failure>(run: () => Effect.Effect<A, E>): Effect.Effect<A, E> {
    return this.#oneAtATime.withPermits(1)(Effect.suspend(run))
  }

  protected end(): void {
    if (this.attempt !== undefined) this.overwrite(this.attempt)
    this.attempt = undefined
  }

  /** Overwrites the secrets that an attempt holds. */
  protected abstract overwrite(attempt: Attempt): void
}
