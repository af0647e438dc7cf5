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
    /** Finishes disabling the mounts that were being disabled when the server stopped. One that cannot be stays disabled. */
    readonly resume: Effect.Effect<void, StoreFailure>
  }
>()("@enwrap/server/MountChanges") {
  static readonly layer = Effect.suspend(() => make).pipe(Layer.effect(this))
}

const make: Effect.Effect<typeof MountChanges.Service, never, Mounts | Revocation> = Effect.gen(function* () {
  const mounts = yield* Mounts
  const revocation = yield* Revocation
  const oneAtATime = Semaphore.makeUnsafe(1).withPermits(1)

  /** The caller's own token may end with the mount: the rest is finished anyway. */
  const finishDisabling = (mount: EngineMount): Change =>
    toTheEnd(Effect.andThen(revocation.below(mount.entry.path, true), mounts.destroy(mount)))

  return MountChanges.of({
    enable: (request) => oneAtATime(mounts.enable(request)),
    tune: (path, decide) => oneAtATime(Effect.tap(decide, ({ change }) => mounts.change(path, change))),
    move: Effect.fn("MountChanges.move")(function* (from, to) {
      const problem = moveProblem(from, to)
      if (problem !== undefined) return yield* plainError(400, problem)
      yield* oneAtATime(Effect.andThen(mounts.move(from, to), toTheEnd(revocation.below(from, true))))
    }),
    disable: Effect.fn("MountChanges.disable")(function* (path) {
      const disabled = Effect.flatMap(mounts.disable(path), (mount) =>
        mount === undefined ? Effect.void : finishDisabling(mount)
      )
      yield* oneAtATime(disabled)
    }),
    resume: Effect.suspend(() =>
      Effect.forEach(
        mounts.disabled(),
        (mount) =>
          Effect.catchTag(finishDisabling(mount), "ProtocolError", ({ errors }) =>
            Effect.logError(`a mount could not be disabled: ${errors.join("; ")}`)
          ),
        { discard: true }
      )
    )
  })
})
