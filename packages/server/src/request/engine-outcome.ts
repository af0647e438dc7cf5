import { errorTexts, type OperationGroup } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { LeaseStore } from "../state/lease/lease-store.ts"
import { type LoginDependencies, makeLoginToken } from "../actions/login/login-token.ts"
import type { MountEntry } from "../state/mount/mount-entry.ts"
import { leaseTtlOf } from "../state/mount/mounts.ts"
import { answer, nothing, type Outcome } from "../actions/outcome.ts"
import { plainError, type ProtocolError } from "../values/protocol-error.ts"
import { toTheEnd } from "../state/request-basis.ts"
import type { StoreFailure } from "../ports/store/port.ts"
import { type FoundToken, LAST_USE } from "../state/token/token-entry.ts"
import { now } from "../values/now.ts"
import type { EngineEffect, EngineResponse, MountedEngine, NewLease } from "../ports/engine/port.ts"

export interface EngineOutcomeDependencies extends LoginDependencies {
  readonly leases: typeof LeaseStore.Service
}

const usedUp = plainError(400, errorTexts.leaseOfLastUse)
const noHolder = plainError(400, errorTexts.leaseNeedsToken)

/** Where and to whom an engine answers. */
export interface EngineSetting {
  readonly mount: MountEntry
  /** The whole path of the request. */
  readonly path: string
  readonly holder: FoundToken | undefined
  /** Of the engine that answered: its mount may have gone since. */
  readonly revokeLease: MountedEngine<OperationGroup>["revokeLease"]
}

/** A secret whose lease cannot be kept goes to nobody: the engine takes it back. */
const takeBack = (path: string, revoked: EngineEffect<void> | undefined): Effect.Effect<void> =>
  Effect.catchCause(toTheEnd(revoked ?? Effect.void), (cause) =>
    Effect.logError(`a secret of ${path} that nobody was given could not be revoked`, cause)
  )

/** Turns what an engine answered into what the server does with it: makes a login's token, keeps a secret's lease. */
export const makeEngineOutcome = (dependencies: EngineOutcomeDependencies) => {
  const loginToken = makeLoginToken(dependencies)
  const { leases, tokens } = dependencies

  const leased = Effect.fnUntraced(function* (
    response: EngineResponse,
    lease: NewLease,
    { holder, mount, path, revokeLease }: EngineSetting
  ): Effect.fn.Return<Outcome, ProtocolError | StoreFailure> {
    if (holder === undefined) return yield* noHolder
    const limits = leaseTtlOf(mount.config)
    const ttl = Math.min(lease.ttl > 0 ? lease.ttl : limits.default, limits.max)
    const issueTimeMs = yield* now
    // A batch token stands in no store and cannot be revoked: what it is given ends with it at the latest.
    const isBatch = holder.entry.type === "batch"
    const expiresAtMs = Math.min(issueTimeMs + ttl * 1000, isBatch ? (holder.entry.expiresAtMs ?? Infinity) : Infinity)
    const tokenId = isBatch ? (holder.entry.parent?.id ?? "") : holder.id
    const { entry, puts } = leases.prepare({
      path,
      mountUuid: mount.uuid,
      tokenId,
      tokenEndMs: tokenId === "" ? Infinity : ((yield* tokens.endOf(tokenId)) ?? issueTimeMs),
      issueTimeMs,
      expiresAtMs,
      renewable: lease.renewable,
      data: lease.data
    })
    if (holder.entry.numUses === LAST_USE) {
      yield* revokeLease?.(lease.data) ?? Effect.void
      return yield* usedUp
    }
    const { auth: _auth, lease: _lease, raw: _raw, ...rest } = response
    return answer({
      ...rest,
      lease: { id: entry.id, renewable: lease.renewable, ttl: Math.floor((expiresAtMs - issueTimeMs) / 1000) },
      pending: { puts, onConflict: noHolder, undo: takeBack(path, revokeLease?.(lease.data)) }
    })
  })

  return (
    response: EngineResponse | undefined,
    setting: EngineSetting
  ): Effect.Effect<Outcome, ProtocolError | StoreFailure> => {
    if (response === undefined) return Effect.succeed(nothing)
    const { auth, lease, raw, ...rest } = response
    if (raw !== undefined) return Effect.succeed({ kind: "raw", ...raw })
    if (auth !== undefined) {
      return Effect.map(loginToken(auth, setting.mount, setting.path), (login) => ({
        ...rest,
        ...login,
        warnings: [...(rest.warnings ?? []), ...(login.warnings ?? [])]
      }))
    }
    return lease === undefined ? Effect.succeed(answer(rest)) : leased(response, lease, setting)
  }
}
