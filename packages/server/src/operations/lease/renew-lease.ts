import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { enveloped, type Outcome } from "../../actions/outcome.ts"
import { LeaseStore } from "../../state/lease/lease-store.ts"
import { leaseTtlOf } from "../../state/mount/mount-entry.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import { tokenOfLease } from "../../state/records.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"
import { plainError } from "../../values/protocol-error.ts"
import { decideTtl } from "../../values/ttl.ts"
import type { Failure, OutcomeEffect } from "../system-handler.ts"
import { findLease } from "./find-lease.ts"

/** Renews the lease of a secret. `increment` is in seconds; 0 asks for the default. */
export const renewLease = Effect.gen(function* () {
  const leases = yield* LeaseStore
  const mounts = yield* Mounts
  const tokens = yield* TokenStore
  const find = yield* findLease

  const renew: (id: string, increment: number) => OutcomeEffect = Effect.fn("Lease.renew")(
    function* (id, increment): Effect.fn.Return<Outcome, Failure> {
      if (tokenOfLease(id) !== undefined) {
        const lease = yield* find.ofAny(id)
        return yield* plainError(400, lease === undefined ? errorTexts.leaseNotFound : errorTexts.tokenLeaseRenewal)
      }
      const entry = yield* find.ofSecret(id)
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
      // Another request renewed or revoked it meanwhile: decide again on its present state.
      if (renewed === undefined) return yield* renew(id, increment)
      return enveloped({ data: null, lease: { id, renewable: true, ttl: verdict.ttl }, warnings: verdict.warnings })
    }
  )
  return renew
})
