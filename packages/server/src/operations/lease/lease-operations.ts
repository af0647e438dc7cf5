import { errorTextFor, errorTexts, fieldProblems, warningTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { Revocation } from "../../actions/revocation/revocation.ts"
import type { LeaseEntry } from "../../state/lease/lease-entry.ts"
import { LeaseStore } from "../../state/lease/lease-store.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import { now } from "../../values/now.ts"
import { fieldError, plainError, type ProtocolError, silentError } from "../../values/protocol-error.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import {
  type Failure,
  type SystemHandlers,
  listing,
  type OutcomeEffect,
  type SystemRequest
} from "../system-handler.ts"
import { findLease, type ShownLease } from "./find-lease.ts"
import { renewLease } from "./renew-lease.ts"

const leaseData = (lease: ShownLease, nowMs: number) => ({
  expire_time: rfc3339(lease.expiresAtMs),
  id: lease.id,
  issue_time: rfc3339(lease.issueTimeMs),
  last_renewal: lease.lastRenewalMs === undefined ? null : rfc3339(lease.lastRenewalMs),
  path: lease.path,
  renewable: lease.renewable,
  ttl: Math.max(0, Math.floor((lease.expiresAtMs - nowMs) / 1000))
})

const requiredId = (id: string | undefined): Effect.Effect<string, ProtocolError> =>
  id === undefined || id === "" ? Effect.fail(plainError(400, errorTexts.leaseIdMissing)) : Effect.succeed(id)

/** `sys/leases/*` */
export const leaseOperations = Effect.gen(function* () {
  const leases = yield* LeaseStore
  const mounts = yield* Mounts
  const revocation = yield* Revocation
  const find = yield* findLease
  const renew = yield* renewLease

  const revoke = (id: string): OutcomeEffect => Effect.as(revocation.lease(id, false), noContent)

  const revokePrefix = (prefix: string, force: boolean): OutcomeEffect =>
    Effect.as(revocation.prefix(prefix, force), noContent)

  /** The leases that could not be revoked, the only type of lease that can be listed. */
  const irrevocable = ({ query }: SystemRequest): Effect.Effect<ReadonlyArray<LeaseEntry>, Failure> =>
    query.get("type") === "irrevocable" ? leases.irrevocable : Effect.fail(silentError(404))

  return {
    leaseLookup: Effect.fn("Lease.lookup")(function* ({ fields }) {
      const id = yield* requiredId(fields.lease_id)
      if (!id.includes("/")) return yield* plainError(400, errorTexts.leaseIdInvalid)
      const lease = yield* find.ofAny(id)
      if (lease === undefined) return yield* plainError(400, errorTexts.leaseInvalid)
      return enveloped({ data: leaseData(lease, yield* now) })
    }),
    leaseListByPrefix: ({ parameters: { prefix } }) =>
      Effect.flatMap(leases.children(prefix === "" ? "" : `${prefix}/`), listing),
    leaseRenew: ({ fields }) => Effect.flatMap(requiredId(fields.lease_id), (id) => renew(id, fields.increment ?? 0)),
    leaseRenewById: ({ fields, parameters }) => renew(parameters.lease_id, fields.increment ?? 0),
    leaseRevoke: ({ fields }) => Effect.flatMap(requiredId(fields.lease_id), revoke),
    leaseRevokeById: ({ parameters }) => revoke(parameters.lease_id),
    leaseRevokeByPrefix: ({ parameters }) => revokePrefix(parameters.prefix, false),
    leaseRevokeForce: ({ parameters }) => revokePrefix(parameters.prefix, true),
    leaseTidy: () => Effect.as(revocation.tidyLeases, enveloped({ status: 202, warnings: [warningTexts.tidyStarted] })),
    leaseCount: Effect.fn("Lease.count")(function* (request) {
      const found = yield* irrevocable(request)
      const counts: Record<string, number> = {}
      for (const { mountUuid, path } of found) {
        const mount = mounts.engine(mountUuid)?.entry.path ?? path
        counts[mount] = (counts[mount] ?? 0) + 1
      }
      return enveloped({ data: { counts, lease_count: found.length } })
    }),
    leaseListIrrevocable: Effect.fn("Lease.listIrrevocable")(function* (request) {
      const limit = request.queryNumbers.limit ?? Infinity
      if (limit < 1) return yield* fieldError("limit", fieldProblems.positiveNumber)
      const found = yield* irrevocable(request)
      const shown = found
        .slice(0, limit)
        .map(({ failures, id }) => ({ lease_id: id, error: errorTextFor.leaseIrrevocable(failures ?? 0) }))
      return enveloped({ data: { lease_count: found.length, leases: shown } })
    })
  } satisfies Partial<SystemHandlers<"sys">>
})
