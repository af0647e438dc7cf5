import { errorTexts } from "@enwrap/protocol"
import { leaseTextFor, leaseTexts, tidyWarnings } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { enveloped, noContent, type Outcome } from "../../actions/outcome.ts"
import { Revocation } from "../../actions/revocation/revocation.ts"
import type { LeaseEntry } from "../../state/lease/lease-entry.ts"
import { listLeaseNames } from "../../state/lease/list-lease-names.ts"
import { LeaseStore } from "../../state/lease/lease-store.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import { tokenLeaseId, tokenOfLease } from "../../state/records.ts"
import { unlessUsedUp } from "../../state/token/token-entry.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"
import { fieldError, plainError, type ProtocolError, silentError } from "../../values/protocol-error.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import { decideTtl, secondsLeft } from "../../values/ttl.ts"
import {
  type Failure,
  type SystemHandlers,
  listing,
  type OutcomeEffect,
  type SystemRequest
} from "../system-handler.ts"

/** What a lookup shows of the lease of a token or a secret. */
type ShownLease = Pick<LeaseEntry, "id" | "path" | "issueTimeMs" | "lastRenewalMs" | "expiresAtMs" | "renewable">

const leaseData = (lease: ShownLease, nowMs: number) => ({
  expire_time: rfc3339(lease.expiresAtMs),
  id: lease.id,
  issue_time: rfc3339(lease.issueTimeMs),
  last_renewal: lease.lastRenewalMs === undefined ? null : rfc3339(lease.lastRenewalMs),
  path: lease.path,
  renewable: lease.renewable,
  ttl: secondsLeft(lease.expiresAtMs, nowMs)
})

/** The lease id in a body. */
const requiredId = ({
  fields: { lease_id: id = "" }
}: SystemRequest<"leaseLookup" | "leaseRenew" | "leaseRevoke">): Effect.Effect<string, ProtocolError> =>
  id === "" ? Effect.fail(plainError(400, leaseTexts.leaseIdMissing)) : Effect.succeed(id)

/** `sys/leases/*` */
export const leaseOperations = Effect.gen(function* () {
  const leases = yield* LeaseStore
  const mounts = yield* Mounts
  const namesBelow = yield* listLeaseNames
  const revocation = yield* Revocation
  const tokens = yield* TokenStore

  /** The lease of a secret, if it has not ended. */
  const leaseOfSecret = Effect.fnUntraced(function* (id: string) {
    const entry = yield* leases.find(id)
    return entry === undefined || entry.expiresAtMs <= (yield* now) ? undefined : entry
  })

  /** The lease of a secret or a token, if it has not ended. */
  const leaseOfAny = Effect.fnUntraced(function* (id: string): Effect.fn.Return<ShownLease | undefined, Failure> {
    const tokenId = tokenOfLease(id)
    if (tokenId === undefined) return yield* leaseOfSecret(id)
    const found = unlessUsedUp(yield* tokens.findById(tokenId))
    if (found === undefined || found.entry.expiresAtMs === undefined) return undefined
    return tokenLeaseId(found.entry.path, found.id) === id
      ? { ...found.entry, id, expiresAtMs: found.entry.expiresAtMs }
      : undefined
  })

  /** Renews the lease of a secret. `increment` is in seconds; 0 asks for the default. */
  const renew: (id: string, increment?: number) => OutcomeEffect = Effect.fnUntraced(function* (
    id,
    increment = 0
  ): Effect.fn.Return<Outcome, Failure> {
    if (tokenOfLease(id) !== undefined) {
      const lease = yield* leaseOfAny(id)
      return yield* plainError(400, lease === undefined ? leaseTexts.leaseNotFound : leaseTexts.tokenLeaseRenewal)
    }
    const entry = yield* leaseOfSecret(id)
    const mount = entry === undefined ? undefined : mounts.engine(entry.mountUuid)
    const isRevoked = entry?.revoking || entry?.failures !== undefined
    if (entry === undefined || mount === undefined || isRevoked) return yield* plainError(400, leaseTexts.leaseNotFound)
    if (!entry.renewable) return yield* plainError(400, errorTexts.leaseNotRenewable)
    const nowMs = yield* now
    const verdict = decideTtl({
      increment,
      usual: 0,
      period: 0,
      explicitMaxTtl: 0,
      ageMs: nowMs - entry.issueTimeMs,
      limits: mounts.leaseTtl(mount.entry.config)
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
    // Another request renewed or revoked it meanwhile: decide again on its present state.
    if (renewed === undefined) return yield* renew(id, increment)
    return enveloped({ data: null, lease: { id, renewable: true, ttl: verdict.ttl }, warnings: verdict.warnings })
  })

  const revoke = (id: string): OutcomeEffect => Effect.as(revocation.lease(id, false), noContent)

  const revokePrefix = (prefix: string, force: boolean): OutcomeEffect =>
    Effect.as(revocation.prefix(prefix, force), noContent)

  /** The leases that could not be revoked, the only type of lease that can be listed. */
  const irrevocable = ({ query }: SystemRequest): Effect.Effect<ReadonlyArray<LeaseEntry>, Failure> =>
    query.get("type") === "irrevocable" ? leases.irrevocable : Effect.fail(silentError(404))

  return {
    leaseLookup: Effect.fnUntraced(function* (request) {
      const lease = yield* leaseOfAny(yield* requiredId(request))
      if (lease === undefined) return yield* plainError(400, leaseTexts.leaseInvalid)
      return enveloped({ data: leaseData(lease, yield* now) })
    }),
    leaseListByPrefix: ({ parameters: { prefix } }) =>
      Effect.flatMap(namesBelow(prefix === "" ? "" : `${prefix}/`), listing),
    leaseRenew: (request) => Effect.flatMap(requiredId(request), (id) => renew(id, request.fields.increment)),
    leaseRenewById: ({ fields, parameters }) => renew(parameters.lease_id, fields.increment),
    leaseRevoke: (request) => Effect.flatMap(requiredId(request), revoke),
    leaseRevokeById: ({ parameters }) => revoke(parameters.lease_id),
    leaseRevokeByPrefix: ({ parameters }) => revokePrefix(parameters.prefix, false),
    leaseRevokeForce: ({ parameters }) => revokePrefix(parameters.prefix, true),
    leaseTidy: () => Effect.as(revocation.tidyLeases, enveloped({ status: 202, warnings: [tidyWarnings.tidyStarted] })),
    leaseCount: Effect.fnUntraced(function* (request) {
      const found = yield* irrevocable(request)
      const counts: Record<string, number> = {}
      for (const { mountUuid, path } of found) {
        const mount = mounts.engine(mountUuid)?.entry.path ?? path
        counts[mount] = (counts[mount] ?? 0) + 1
      }
      return enveloped({ data: { counts, lease_count: found.length } })
    }),
    leaseListIrrevocable: Effect.fnUntraced(function* (request) {
      const limit = request.queryNumbers.limit ?? Infinity
      if (limit < 1) return yield* fieldError("limit", leaseTexts.positiveNumber)
      const found = yield* irrevocable(request)
      const shown = found
        .slice(0, limit)
        .map(({ failures, id }) => ({ lease_id: id, error: leaseTextFor.leaseIrrevocable(failures ?? 0) }))
      return enveloped({ data: { lease_count: found.length, leases: shown } })
    })
  } satisfies Partial<SystemHandlers<"sys">>
})
