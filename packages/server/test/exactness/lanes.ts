import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type { Store } from "../../src/index.ts"
import type { Batch, Commit } from "../../src/ports/store/port.ts"

/** Follows the store calls of one request, and stops before one of them. */
class Lane {
  readonly #stopped = Deferred.makeUnsafe<void>()
  readonly #resumed = Deferred.makeUnsafe<void>()
  readonly #stopBefore: number
  /** The calls that were made, and whether each is a commit. */
  readonly calls: Array<boolean> = []

  constructor(stopBefore: number) {
    this.#stopBefore = stopBefore
  }

  readonly stopped = Deferred.await(this.#stopped)
  readonly resume = Deferred.succeed(this.#resumed, undefined)

  /** Whether it has committed anything. */
  get hasCommitted(): boolean {
    return this.calls.includes(true)
  }

  pass<A, E>(isCommit: boolean, call: Effect.Effect<A, E>): Effect.Effect<A, E> {
    const counted = Effect.suspend(() => {
      this.calls.push(isCommit)
      return call
    })
    return this.calls.length === this.#stopBefore
      ? Effect.andThen(
          Effect.andThen(Deferred.succeed(this.#stopped, undefined), Deferred.await(this.#resumed)),
          counted
        )
      : counted
  }
}

const CurrentLane = Context.Reference<Lane | undefined>("@enwrap/server/test/Lane", { defaultValue: () => undefined })

const inLane = <A, E>(isCommit: boolean, call: Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.withFiber((fiber) => fiber.getRef(CurrentLane)?.pass(isCommit, call) ?? call)

/** A store whose calls can be stopped, each request apart from the others. */
export const withLanes = (store: typeof Store.Service): typeof Store.Service => ({
  ...store,
  get: (space, key) => inLane(false, store.get(space, key)),
  getNow: (space, key, nowMs) =>
    inLane(
      false,
      Effect.suspend(() => store.getNow!(space, key, nowMs))
    ),
  list: (space, prefix, options) => inLane(false, store.list(space, prefix, options)),
  commit: ((batch: Batch) => inLane(true, store.commit(batch))) as Commit
})

/** A request that was started in a lane of its own. */
export interface Started<A> {
  /** Whether it was stopped; otherwise it has finished. */
  readonly isStopped: boolean
  /** Whether it had committed anything when it was stopped. */
  readonly hasCommitted: boolean
  readonly finish: Effect.Effect<A>
}

/** Starts a request, which runs until it is stopped before its nth store call (the first is 0), or to its end. */
export const start = Effect.fnUntraced(function* <A>(request: Effect.Effect<A>, stopBefore: number) {
  const lane = new Lane(stopBefore)
  const fiber = yield* Effect.forkDetach(Effect.provideService(request, CurrentLane, lane))
  const isStopped = yield* Effect.raceFirst(Effect.as(lane.stopped, true), Effect.as(Fiber.await(fiber), false))
  const finish = Effect.andThen(
    lane.resume,
    Effect.flatMap(Fiber.await(fiber), (exit) => (Exit.isSuccess(exit) ? Effect.succeed(exit.value) : exit))
  )
  const started: Started<A> = { isStopped, hasCommitted: lane.hasCommitted, finish }
  return started
})
