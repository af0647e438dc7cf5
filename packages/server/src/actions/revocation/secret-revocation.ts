import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { EngineEffect } from "../../ports/engine/port.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { LeaseEntry } from "../../state/lease/lease-entry.ts"
import { LeaseStore } from "../../state/lease/lease-store.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import { toTheEnd } from "../../state/request-dependencies.ts"

/** How many times the server tries to revoke a secret by itself. It waits ten seconds first, and twice as long each time. */
const MAX_FAILURES = 6
const FIRST_RETRY_MS = 10_000

/** Ends the leases of secrets: the engine that issued a secret revokes it. */
export class SecretRevocation extends Context.Service<
  SecretRevocation,
  {
    /** Revokes a secret. With `force` its lease ends even if the engine fails; otherwise such a lease is kept. */
    readonly revoke: (entry: LeaseEntry, force: boolean) => EngineEffect<void>
    /** Revokes a secret. If its engine fails, the server tries again later, and gives up in the end. */
    readonly revokeOrRetry: (entry: LeaseEntry) => Effect.Effect<void, StoreFailure>
  }
>()("@enwrap/server/SecretRevocation") {
  static readonly layer = Effect.suspend(() => make).pipe(Layer.effect(this))
}

const make: Effect.Effect<typeof SecretRevocation.Service, never, LeaseStore | Mounts> = Effect.gen(function* () {
  const leases = yield* LeaseStore
  const mounts = yield* Mounts

  /**
   * Marks a lease as being revoked, so that it is not renewed while its engine revokes the secret. It becomes due again in
   * case the server stops meanwhile. `undefined` if the lease has ended.
   */
  const markRevoking: (entry: LeaseEntry) => Effect.Effect<LeaseEntry | undefined, StoreFailure> = Effect.fnUntraced(
    function* (entry) {
      const dueAtMs = (yield* Clock.currentTimeMillis) + FIRST_RETRY_MS
      const marked = { ...entry, revoking: true as const, dueAtMs: dueAtMs === entry.dueAtMs ? dueAtMs + 1 : dueAtMs }
      if ((yield* leases.replace(entry, marked)) !== undefined) return marked
      const again = yield* leases.find(entry.id)
      return again === undefined ? undefined : yield* markRevoking(again)
    }
  )

  const askEngine = ({ data, mountUuid }: LeaseEntry): EngineEffect<void> =>
    mounts.engine(mountUuid)?.revokeLease?.(data) ?? Effect.void

  const revoke = Effect.fn("SecretRevocation.revoke")(function* (entry: LeaseEntry, force: boolean) {
    const marked = yield* markRevoking(entry)
    if (marked === undefined) return
    const asked = force ? Effect.ignore(askEngine(marked)) : askEngine(marked)
    const { revoking: _, ...unmarked } = marked
    const keep = marked.irrevocable ? leases.giveUp(marked) : leases.replace(marked, unmarked)
    yield* toTheEnd(Effect.tapError(Effect.andThen(asked, leases.delete(marked)), () => keep))
  })

  const retryLater = Effect.fnUntraced(function* ({ id }: LeaseEntry) {
    const kept = yield* leases.find(id)
    if (kept === undefined) return
    const failures = (kept.failures ?? 0) + 1
    if (failures >= MAX_FAILURES) return yield* leases.giveUp({ ...kept, failures })
    const dueAtMs = (yield* Clock.currentTimeMillis) + FIRST_RETRY_MS * 2 ** (failures - 1)
    yield* leases.replace(kept, { ...kept, failures, dueAtMs })
  })

  return SecretRevocation.of({
    revoke,
    revokeOrRetry: (entry) =>
      Effect.catch(revoke(entry, false), (error) =>
        Effect.andThen(Effect.logWarning(`the lease ${entry.id} could not be revoked`, error._tag), retryLater(entry))
      )
  })
})
