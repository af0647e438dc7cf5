import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { loginToken } from "../actions/login/login-token.ts"
import { enveloped, noContent, type Outcome } from "../actions/outcome.ts"
import type { EngineEffect, EngineResponse, NewLease } from "../ports/engine/port.ts"
import type { EngineMount } from "../state/mount/running-mount.ts"
import { toTheEnd } from "../state/request-dependencies.ts"
import { LAST_USE } from "../state/token/token-entry.ts"
import { now } from "../values/now.ts"
import { plainError } from "../values/protocol-error.ts"
import { whereItFailed } from "../values/where-it-failed.ts"
import type { RequestContext, RequestFailure } from "./context.ts"

const usedUp = plainError(400, errorTexts.leaseOfLastUse)
const noHolder = plainError(400, errorTexts.leaseNeedsToken)

/** Revokes a secret whose lease could not be stored: it will not be delivered. */
const revokeUndelivered = (mount: string, revoked: EngineEffect<void> | undefined): Effect.Effect<void> =>
  Effect.catchCause(toTheEnd(revoked ?? Effect.void), (cause) =>
    Effect.logError("a secret that was not delivered could not be revoked", whereItFailed(cause)).pipe(
      Effect.annotateLogs({ mount })
    )
  )

/** The lease of a secret, bound to the caller's token. */
const leased = Effect.fnUntraced(function* (
  { holder, request: { path }, services: { leases, mounts, tokens } }: RequestContext,
  { entry: mount, revokeLease }: EngineMount,
  response: EngineResponse,
  lease: NewLease
) {
  if (holder === undefined) return yield* noHolder
  const { entry: token, id } = holder.found
  const limits = mounts.leaseTtl(mount.config)
  const ttl = Math.min(lease.ttl > 0 ? lease.ttl : limits.default, limits.max)
  const issueTimeMs = yield* now
  // A batch token is not stored and cannot be revoked: its secrets expire with it at the latest.
  const isBatch = token.type === "batch"
  const expiresAtMs = Math.min(issueTimeMs + ttl * 1000, isBatch ? (token.expiresAtMs ?? Infinity) : Infinity)
  const tokenId = isBatch ? (token.parent?.id ?? "") : id
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
  if (token.numUses === LAST_USE) {
    yield* revokeLease?.(lease.data) ?? Effect.void
    return yield* usedUp
  }
  const { auth: _auth, lease: _lease, raw: _raw, ...rest } = response
  return enveloped({
    ...rest,
    lease: { id: entry.id, renewable: lease.renewable, ttl: Math.floor((expiresAtMs - issueTimeMs) / 1000) },
    pending: { puts, onConflict: noHolder, undo: revokeUndelivered(mount.path, revokeLease?.(lease.data)) }
  })
})

/**
 * Turns what an engine returned into an outcome: creates the token of a login, and stores the lease of a secret. The mount is
 * the one of the engine that responded, which may have been disabled since.
 */
export const engineOutcome = (
  context: RequestContext,
  mount: EngineMount,
  response: EngineResponse | undefined
): Effect.Effect<Outcome, RequestFailure> => {
  if (response === undefined) return Effect.succeed(noContent)
  const { auth, lease, raw, ...rest } = response
  if (raw !== undefined) return Effect.succeed({ kind: "raw", ...raw })
  if (auth !== undefined) {
    return Effect.map(loginToken(context.services, auth, mount.entry, context.request.path), (login) => ({
      ...rest,
      ...login,
      warnings: [...(rest.warnings ?? []), ...(login.warnings ?? [])]
    }))
  }
  return lease === undefined ? Effect.succeed(enveloped(rest)) : leased(context, mount, response, lease)
}
