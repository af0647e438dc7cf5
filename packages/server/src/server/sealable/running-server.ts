import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import type { Cluster } from "../../state/set-up-record.ts"
import type { EnwrapServer } from "../server.ts"
import type { OpenedServices } from "../services.ts"

/** An unsealed server, which keeps track of its requests in flight. */
export class RunningServer {
  readonly server: EnwrapServer
  readonly cluster: Cluster
  readonly #scope: Scope.Closeable
  readonly #beginClosing: () => void
  readonly #closed = Deferred.makeUnsafe<void>()
  #inFlight = 0
  #isClosing = false
  #isEnding = false

  constructor({ beginClosing, cluster, scope, server }: OpenedServices) {
    this.cluster = cluster
    this.server = server
    this.#scope = scope
    this.#beginClosing = beginClosing
  }

  /** Whether it accepts no more requests. */
  get isClosing(): boolean {
    return this.#isClosing
  }

  /** Runs something that must be finished before the server can be closed. */
  track<A>(work: Effect.Effect<A>): Effect.Effect<A> {
    return Effect.suspend(() => {
      this.#inFlight++
      return Effect.ensuring(work, this.#finished)
    })
  }

  /** Accepts no more requests, and closes the services once those in flight are finished. */
  stopAccepting(): void {
    this.#isClosing = true
    this.#beginClosing()
  }

  /** Waits until the services are closed and their keys overwritten, whoever closes them. */
  readonly close: Effect.Effect<void> = Effect.suspend(() => {
    this.stopAccepting()
    return Effect.andThen(this.#closeIfIdle, Deferred.await(this.#closed))
  })

  readonly #closeIfIdle: Effect.Effect<void> = Effect.suspend(() => {
    if (!this.#isClosing || this.#isEnding || this.#inFlight > 0) return Effect.void
    this.#isEnding = true
    const ended = Effect.andThen(Scope.close(this.#scope, Exit.void), Effect.logInfo("the server was sealed"))
    return Effect.uninterruptible(Effect.ensuring(ended, Deferred.succeed(this.#closed, undefined)))
  })

  readonly #finished: Effect.Effect<void> = Effect.suspend(() => {
    this.#inFlight--
    return this.#closeIfIdle
  })
}
