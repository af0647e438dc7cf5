import * as Effect from "effect/Effect"
import type { LeaseStore } from "../lease/lease-store.ts"
import { type LoginDependencies, makeLoginToken } from "../login/login-token.ts"
import type { MountEntry } from "../mount/mount-entry.ts"
import { leaseTtlOf } from "../mount/mounts.ts"
import { answer, nothing, type Outcome } from "../outcome.ts"
import { plainError, type ProtocolError } from "../protocol-error.ts"
import type { StoreFailure } from "../store/port.ts"
import { type FoundToken, LAST_USE } from "../token/token-entry.ts"
import { now } from "../token/token-store.ts"
import type { EngineResponse, NewLease } from "./port.ts"

export interface EngineOutcomeDependencies extends LoginDependencies {
  readonly leases: typeof LeaseStore.Service
}

const usedUp = plainError(
  400,
  "Secret cannot be returned; token had one use left, so leased credentials were immediately revoked."
)
const noHolder = plainError(400, "a secret with a lease needs a token to belong to")

/** Turns what an engine answered into what the server does with it: makes a login's token, keeps a secret's lease. */
export const makeEngineOutcome = (dependencies: EngineOutcomeDependencies) => {
  const loginToken = makeLoginToken(dependencies)
  const { leases } = dependencies

  const leased = Effect.fnUntraced(function* (
    response: EngineResponse,
    lease: NewLease,
    mount: MountEntry,
    path: string,
    holder: FoundToken | undefined
  ): Effect.fn.Return<Outcome, ProtocolError | StoreFailure> {
    if (holder === undefined) return yield* noHolder
    const limits = leaseTtlOf(mount.config)
    const ttl = Math.min(lease.ttl > 0 ? lease.ttl : limits.default, limits.max)
    const issueTimeMs = yield* now
    const { entry, puts } = leases.prepare({
      path,
      mountUuid: mount.uuid,
      tokenId: holder.id,
      issueTimeMs,
      expiresAtMs: issueTimeMs + ttl * 1000,
      renewable: lease.renewable,
      data: lease.data
    })
    if (holder.entry.numUses === LAST_USE) {
      yield* leases.revoke(entry)
      return yield* usedUp
    }
    const { auth: _auth, lease: _lease, raw: _raw, ...rest } = response
    return answer({
      ...rest,
      lease: { id: entry.id, renewable: lease.renewable, ttl },
      pending: { puts, onConflict: noHolder }
    })
  })

  return (
    response: EngineResponse | undefined,
    mount: MountEntry,
    path: string,
    holder: FoundToken | undefined
  ): Effect.Effect<Outcome, ProtocolError | StoreFailure> => {
    if (response === undefined) return Effect.succeed(nothing)
    const { auth, lease, raw, ...rest } = response
    if (raw !== undefined) return Effect.succeed({ kind: "raw", ...raw })
    if (auth !== undefined) {
      return Effect.map(loginToken(auth, mount, path), (login) => ({
        ...rest,
        ...login,
        warnings: [...(rest.warnings ?? []), ...(login.warnings ?? [])]
      }))
    }
    return lease === undefined ? Effect.succeed(answer(rest)) : leased(response, lease, mount, path, holder)
  }
}
