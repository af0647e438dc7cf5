import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { EngineMount, MountChange, MountRequest } from "../../state/mount/running-mount.ts"
import type { MovedMount } from "../../state/mount/mount-entry.ts"
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
    /**
     * Moves a mount, then ends the leases and tokens that were created below its old path.
     *
     * @see RW-SYS-11
     */
    readonly move: (from: string, to: string) => Change
    /**
     * Disables a mount: requests no longer reach it, then its leases and the tokens that were created below its path end, then
     * its data is deleted.
     *
     * @see RW-SYS-10
     */
    readonly disable: (path: string) => Change
    /**
     * Finishes the changes that an earlier server, or a store that failed, has interrupted. Every change waits for this: a new mount
     * at an old path must keep its leases and tokens. Damaged records below the path do not make the others wait forever: a mount
     * stays disabled then, and a move ends without them.
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

  /** Mounts that stay disabled, by uuid. The next server tries again, and so does the next request to disable such a mount. */
  const abandoned = new Set<string>()

  /** The caller's own token may end with the mount: the rest is finished anyway. */
  const finishDisabling = (mount: EngineMount): Change => {
    const { path, uuid } = mount.entry
    const finished = Effect.andThen(revocation.below(path, true), mounts.destroy(mount))
    return toTheEnd(Effect.tapErrorTag(finished, "ProtocolError", () => Effect.sync(() => abandoned.add(uuid))))
  }

  /** A later mount at the old path must keep its leases and tokens, so the move ends even if some of the old ones are damaged. */
  const finishMoving = (moved: MovedMount): Change => {
    const end = mounts.endMove(moved)
    const ended = Effect.tapErrorTag(revocation.below(moved.from, true), "ProtocolError", () => end)
    return toTheEnd(Effect.andThen(ended, end))
  }

  const unfinished = (): ReadonlyArray<readonly [what: string, finish: Change]> => [
    ...mounts.moved().map((moved) => {
      const what = `end the leases and tokens below ${moved.from}, which was moved to ${moved.entry.path}`
      return [what, finishMoving(moved)] as const
    }),
    ...mounts
      .disabled()
      .filter(({ entry }) => !abandoned.has(entry.uuid))
      .map((mount) => [`disable ${mount.entry.path}`, finishDisabling(mount)] as const)
  ]

  /** What was logged as being continued. While the store fails, it is tried again every second. */
  const logged = new Set<string>()

  const resume = Effect.gen(function* () {
    for (const [what, finish] of unfinished()) {
      if (!logged.has(what)) yield* Effect.logInfo(`the server continues to ${what}`)
      logged.add(what)
      yield* Effect.catchTag(finish, "ProtocolError", ({ errors }) =>
        Effect.logError(`the server could not ${what}: ${errors.join("; ")}`)
      )
      logged.delete(what)
    }
  })

  const oneAtATime = <A, E>(change: Effect.Effect<A, E>): Effect.Effect<A, E | StoreFailure> =>
    semaphore.withPermits(1)(Effect.andThen(toTheEnd(resume), change))

  return MountChanges.of({
    enable: (request) => oneAtATime(mounts.enable(request)),
    tune: (path, decide) => oneAtATime(Effect.tap(decide, ({ change }) => mounts.change(path, change))),
    move: Effect.fn("MountChanges.move")(function* (from, to) {
      const problem = moveProblem(from, to)
      if (problem !== undefined) return yield* plainError(400, problem)
      yield* oneAtATime(Effect.flatMap(mounts.move(from, to), finishMoving))
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
