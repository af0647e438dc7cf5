import { errorTextFor } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import type { makeRevokeBelow } from "./revoke-below.ts"
import { plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { toTheEnd } from "../../state/request-basis.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { EngineMount, MountChange, MountRequest, Mounts } from "../../state/mount/mounts.ts"
import { isAuthPath, isReservedPath } from "../../state/mount/mounts.ts"

type Change = Effect.Effect<void, ProtocolError | StoreFailure>

/** Changes to what is mounted, with what they do to leases and tokens. One at a time. */
export interface MountChanges {
  readonly enable: (request: MountRequest) => Change
  readonly tune: (path: string, change: MountChange) => Change
  /** Moves a mount; leases and tokens that were made below its old path end. */
  readonly move: (from: string, to: string) => Change
  /**
   * Disables a mount: first nothing reaches it any more, then its leases and the tokens that were made below its path end,
   * then its data goes.
   *
   * @see RW-SYS-10
   */
  readonly disable: (path: string) => Change
  /** Ends what was begun before the server stopped. */
  readonly resume: Change
}

export const makeMountChanges = (
  mounts: typeof Mounts.Service,
  revokeBelow: ReturnType<typeof makeRevokeBelow>
): MountChanges => {
  const oneAtATime = Semaphore.makeUnsafe(1).withPermits(1)

  /** Whoever disables a login method may end by it: the rest is done all the same. */
  const finish = (mount: EngineMount): Change =>
    toTheEnd(Effect.andThen(revokeBelow(mount.entry.path, true), mounts.destroy(mount)))

  const refusal = (from: string, to: string): ProtocolError | undefined => {
    if (isReservedPath(from) || mounts.get(from)?.kind === "built-in")
      return plainError(400, errorTextFor.cannotRemount(from))
    return isReservedPath(to) || isAuthPath(from) !== isAuthPath(to)
      ? plainError(400, errorTextFor.cannotRemountTo(to))
      : undefined
  }

  return {
    enable: (request) => oneAtATime(mounts.enable(request)),
    tune: (path, change) => oneAtATime(mounts.change(path, change)),
    move: (from, to) => {
      const refused = refusal(from, to)
      if (refused !== undefined) return Effect.fail(refused)
      return oneAtATime(Effect.andThen(mounts.move(from, to), toTheEnd(revokeBelow(from, true))))
    },
    disable: (path) =>
      oneAtATime(Effect.flatMap(mounts.disable(path), (mount) => (mount === undefined ? Effect.void : finish(mount)))),
    resume: Effect.suspend(() => Effect.forEach(mounts.disabled(), finish, { discard: true }))
  }
}
