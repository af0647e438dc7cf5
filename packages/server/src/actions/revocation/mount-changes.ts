import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { EngineMount, MountChange, MountRequest } from "../../state/mount/running-mount.ts"
import { moveProblem } from "../../state/mount/mount-paths.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import { toTheEnd } from "../../state/request-dependencies.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { Revocation } from "./revocation.ts"

type Change = Effect.Effect<void, ProtocolError | StoreFailure>

/** Changes mounts, one at a time, together with the leases and tokens below them. */
export class MountChanges extends Context.Service<
  MountChanges,
  {
    readonly enable: (request: MountRequest) => Change
    /** Changes a mount. `decide` sees all earlier changes, and no other one comes before its own. */
    readonly tune: <Decision extends { readonly change: MountChange }>(
      path: string,
      decide: Effect.Effect<Decision, ProtocolError>
    ) => Effect.Effect<Decision, ProtocolError | StoreFailure>
    /** Moves a mount. Leases and tokens that were created below its old path end. */
    readonly move: (from: string, to: string) => Change
    /**
     * Disables a mount: requests no longer reach it, then its leases and the tokens that were created below its path end, then
     * its data is deleted.
     *
     * @see RW-SYS-10
     */
    readonly disable: (path: string) => Change
    /**
     * Finishes disabling the mounts that were being disabled when the server stopped, once. One that cannot be stays disabled. Every
     * change waits for this: a new mount at the same path must keep its leases and tokens.
     */
    readonly resume: Effect.Effect<void, StoreFailure>
  }
>()("@enwrap/server/MountChanges") {
  static readonly layer = Effect.suspend(() => make).pipe(Layer.effect(this))
}

const make: Effect.Effect<typeof MountChanges.Service, never, Mounts | Revocation> = Effect.gen(function* () {
  const mounts = yield* Mounts
  const revocation = yield* Revocation
  const semaphore = Semaphore.makeUnsafe(1)

  /** The caller's own token may end with the mount: the rest is finished anyway. */
  const finishDisabling = (mount: EngineMount): Change =>
    toTheEnd(Effect.andThen(revocation.below(mount.entry.path, true, true), mounts.destroy(mount)))

  let isResumed = false

  const resume = Effect.gen(function* () {
    if (isResumed) return
    const disabled = mounts.disabled()
    for (const mount of disabled) {
      yield* Effect.logInfo(`the server continues to disable ${mount.entry.path}`)
      yield* Effect.catchTag(finishDisabling(mount), "ProtocolError", ({ errors }) =>
        Effect.logError(`a mount could not be disabled: ${errors.join("; ")}`)
      )
    }
    isResumed = true
  })

  const oneAtATime = <A, E>(change: Effect.Effect<A, E>): Effect.Effect<A, E | StoreFailure> =>
    semaphore.withPermits(1)(Effect.andThen(toTheEnd(resume), change))

  return MountChanges.of({
    enable: (request) => oneAtATime(mounts.enable(request)),
    tune: (path, decide) => oneAtATime(Effect.tap(decide, ({ change }) => mounts.change(path, change))),
    move: Effect.fn("MountChanges.move")(function* (from, to) {
      const problem = moveProblem(from, to)
      if (problem !== undefined) return yield* plainError(400, problem)
      yield* oneAtATime(Effect.andThen(mounts.move(from, to), toTheEnd(revocation.below(from, true, false))))
    }),
    disable: Effect.fn("MountChanges.disable")(function* (path) {
      const disabled = Effect.flatMap(mounts.disable(path), (mount) =>
        mount === undefined ? Effect.void : finishDisabling(mount)
      )
      yield* oneAtATime(disabled)
    }),
    resume: oneAtATime(Effect.void)
  })
})
