import { errorTextFor, errorTexts, fieldProblems, type OperationIdOf, warningTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { leaseTtlOf, type Mounts } from "../../state/mount/mounts.ts"
import { answer, nothing, type Outcome } from "../../actions/outcome.ts"
import { fieldError, plainError, type ProtocolError, silentError } from "../../values/protocol-error.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import { toTheEnd } from "../../state/request-basis.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { SystemHandlers, SystemRequest } from "../system-handler.ts"
import { now } from "../../values/now.ts"
import { decideTtl } from "../../values/ttl.ts"
import { type LeaseEntry, tokenLeaseId, tokenOfLease } from "../../state/lease/lease-entry.ts"
import { makeMaintainLeases } from "../../actions/revocation/maintain-leases.ts"
import {
  makeRevokeBelow,
  makeRevokeLease,
  type RevokeBelowDependencies
} from "../../actions/revocation/revoke-below.ts"

export interface LeaseDependencies extends RevokeBelowDependencies {
  readonly mounts: typeof Mounts.Service
}

/** What is shown of a lease, a token's or a secret's. Times are milliseconds. */
interface ShownLease {
  readonly id: string
  readonly path: string
  readonly issueTimeMs: number
  readonly lastRenewalMs?: number | undefined
  readonly expiresAtMs: number
  readonly renewable: boolean
}

type Failure = ProtocolError | StoreFailure
type Answered = Effect.Effect<Outcome, Failure>

const leaseData = (lease: ShownLease, nowMs: number) => ({
  expire_time: rfc3339(lease.expiresAtMs),
  id: lease.id,
  issue_time: rfc3339(lease.issueTimeMs),
  last_renewal: lease.lastRenewalMs === undefined ? null : rfc3339(lease.lastRenewalMs),
  path: lease.path,
  renewable: lease.renewable,
  ttl: Math.max(0, Math.floor((lease.expiresAtMs - nowMs) / 1000))
})

const named = (id: string | undefined): Effect.Effect<string, ProtocolError> =>
  id === undefined || id === "" ? Effect.fail(plainError(400, errorTexts.leaseIdMissing)) : Effect.succeed(id)

/** `sys/leases/*` */
export const makeLeaseOperations = ({
  leases,
  mounts,
  tokens
}: LeaseDependencies): Pick<SystemHandlers<"sys">, Extract<OperationIdOf<"sys">, `lease${string}`>> => {
  const revokeLease = makeRevokeLease({ leases, tokens })
  const revokeBelow = makeRevokeBelow({ leases, tokens })
  const maintain = makeMaintainLeases({ leases, tokens })

  /** A lease that has not ended. */
  const alive = Effect.fnUntraced(function* (id: string): Effect.fn.Return<LeaseEntry | undefined, StoreFailure> {
    const entry = yield* leases.find(id)
    return entry === undefined || entry.expiresAtMs <= (yield* now) ? undefined : entry
  })

  const shown = Effect.fnUntraced(function* (id: string): Effect.fn.Return<ShownLease | undefined, StoreFailure> {
    const tokenId = tokenOfLease(id)
    if (tokenId === undefined) return yield* alive(id)
    const found = yield* tokens.findById(tokenId)
    if (found === undefined || found.entry.expiresAtMs === undefined) return undefined
    return tokenLeaseId(found.entry.path, found.id) === id
      ? { ...found.entry, id, expiresAtMs: found.entry.expiresAtMs }
      : undefined
  })

  const renew: (id: string, increment: number) => Answered = Effect.fnUntraced(
    function* (id, increment): Effect.fn.Return<Outcome, Failure> {
      if (tokenOfLease(id) !== undefined) {
        const lease = yield* shown(id)
        return yield* plainError(400, lease === undefined ? errorTexts.leaseNotFound : errorTexts.tokenLeaseRenewal)
      }
      const entry = yield* alive(id)
      const mount = entry === undefined ? undefined : mounts.engine(entry.mountUuid)
      const isRevoked = entry?.revoking || entry?.failures !== undefined
      if (entry === undefined || mount === undefined || isRevoked)
        return yield* plainError(400, errorTexts.leaseNotFound)
      if (!entry.renewable) return yield* plainError(400, errorTexts.leaseNotRenewable)
      const nowMs = yield* now
      const verdict = decideTtl({
        increment,
        usual: 0,
        period: 0,
        explicitMaxTtl: 0,
        ageMs: nowMs - entry.issueTimeMs,
        limits: leaseTtlOf(mount.entry.config)
      })
      if (verdict === undefined) return yield* plainError(400, errorTexts.pastMaxTtl)
      const expiresAtMs = nowMs + verdict.lifeMs
      const tokenEndMs = entry.tokenId === "" ? Infinity : ((yield* tokens.endOf(entry.tokenId)) ?? nowMs)
      const renewed = yield* leases.replace(entry, {
        ...entry,
        expiresAtMs,
        lastRenewalMs: nowMs,
        dueAtMs: Math.min(expiresAtMs, tokenEndMs)
      })
      // It was renewed or revoked at the same moment: on what it is now, the same again.
      if (renewed === undefined) return yield* renew(id, increment)
      return answer({ data: null, lease: { id, renewable: true, ttl: verdict.ttl }, warnings: verdict.warnings })
    }
  )

  const revoke = (id: string): Answered => Effect.as(revokeLease(id), nothing)

  /** A prefix may also be the id of one lease. The caller's own token may be among what is revoked: the rest goes all the same. */
  const revokePrefix = (prefix: string, force: boolean): Answered =>
    Effect.andThen(
      leases.confirm,
      toTheEnd(Effect.as(Effect.andThen(revokeLease(prefix, force), revokeBelow(prefix, force)), nothing))
    )

  /** There is no other list than that of the leases that could not be revoked. */
  const irrevocable = ({ query }: SystemRequest): Effect.Effect<ReadonlyArray<LeaseEntry>, Failure> =>
    query.get("type") === "irrevocable" ? leases.irrevocable : Effect.fail(silentError(404))

  return {
    leaseLookup: Effect.fnUntraced(function* ({ fields }) {
      const id = yield* named(fields.lease_id)
      if (!id.includes("/")) return yield* plainError(400, errorTexts.leaseIdInvalid)
      const lease = yield* shown(id)
      if (lease === undefined) return yield* plainError(400, errorTexts.leaseInvalid)
      return answer({ data: leaseData(lease, yield* now) })
    }),
    leaseListByPrefix: ({ parameters }) =>
      Effect.flatMap(leases.children(parameters.prefix === "" ? "" : `${parameters.prefix}/`), (keys) =>
        keys.length === 0 ? Effect.fail(silentError(404)) : Effect.succeed(answer({ data: { keys } }))
      ),
    leaseRenew: ({ fields }) => Effect.flatMap(named(fields.lease_id), (id) => renew(id, fields.increment ?? 0)),
    leaseRenewById: ({ fields, parameters }) => renew(parameters.lease_id, fields.increment ?? 0),
    leaseRevoke: ({ fields }) => Effect.flatMap(named(fields.lease_id), revoke),
    leaseRevokeById: ({ parameters }) => revoke(parameters.lease_id),
    leaseRevokePrefix: ({ parameters }) => revokePrefix(parameters.prefix, false),
    leaseRevokeForce: ({ parameters }) => revokePrefix(parameters.prefix, true),
    leaseTidy: () =>
      Effect.as(
        Effect.andThen(leases.confirm, toTheEnd(maintain)),
        answer({ status: 202, warnings: [warningTexts.tidyStarted] })
      ),
    leaseCount: Effect.fnUntraced(function* (request) {
      const found = yield* irrevocable(request)
      const counts: Record<string, number> = {}
      for (const { mountUuid, path } of found) {
        const mount = mounts.engine(mountUuid)?.entry.path ?? path
        counts[mount] = (counts[mount] ?? 0) + 1
      }
      return answer({ data: { counts, lease_count: found.length } })
    }),
    leaseListIrrevocable: Effect.fnUntraced(function* (request) {
      const limit = request.queryNumbers.limit ?? Infinity
      if (limit < 1) return yield* fieldError("limit", fieldProblems.positiveNumber)
      const found = yield* irrevocable(request)
      const shownLeases = found.slice(0, limit).map(({ failures, id }) => ({
        lease_id: id,
        error: errorTextFor.leaseIrrevocable(failures ?? 0)
      }))
      return answer({ data: { lease_count: found.length, leases: shownLeases } })
    })
  }
}
