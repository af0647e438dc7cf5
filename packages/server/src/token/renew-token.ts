import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { loginLimits } from "../login/login-token.ts"
import type { Mounts } from "../mount/mounts.ts"
import { answer, type Outcome } from "../outcome.ts"
import { plainError, type ProtocolError } from "../protocol-error.ts"
import { durationSeconds } from "../request/field-values.ts"
import type { StoreFailure } from "../store/port.ts"
import { authOf } from "./auth.ts"
import { type FoundToken, limitsOf, type TokenEntry } from "./token-entry.ts"
import { now, type TokenStore } from "./token-store.ts"
import { decideTtl } from "./ttl.ts"

export interface RenewTokenDependencies {
  readonly mounts: typeof Mounts.Service
  readonly tokens: typeof TokenStore.Service
}

const notRenewable: ProtocolError = plainError(400, errorTexts.leaseNotRenewable)

/**
 * Gives a token more time. `token` is what the answer shows: `""` where the caller only knows its accessor.
 *
 * @see RW-TK-3
 */
export const makeRenewToken = ({ mounts, tokens }: RenewTokenDependencies) => {
  /** What the login method says of a token of its own, within its mount's limits; nothing for any other token. */
  const loginLimitsOf = Effect.fnUntraced(function* ({ login, maxTtl = 0 }: TokenEntry) {
    const mount = login === undefined ? undefined : mounts.get(login.mount)
    if (login === undefined) return undefined
    if (mount?.kind !== "engine") return yield* notRenewable
    const now = yield* mount.renewLogin?.(login.internal) ?? Effect.succeed({ ttl: 0, maxTtl, period: 0 })
    return { ...loginLimits(mount.entry, now.ttl, now.maxTtl), period: now.period ?? 0 }
  })

  const renew = (
    found: FoundToken,
    token: string,
    increment: string | number | undefined
  ): Effect.Effect<Outcome, ProtocolError | StoreFailure> =>
    Effect.gen(function* () {
      const { entry } = found
      if (!entry.renewable || entry.expiresAtMs === undefined) return yield* notRenewable
      const seconds = yield* durationSeconds("increment", increment)
      const nowMs = yield* now
      const limits = yield* loginLimitsOf(entry)
      const own = limitsOf(entry)
      const verdict = decideTtl({
        increment: seconds,
        usual: entry.renewedTtl ?? entry.creationTtl,
        period: limits?.period ?? own.period,
        ...(limits === undefined ? undefined : { limits }),
        explicitMaxTtl: own.explicitMaxTtl,
        ageMs: nowMs - entry.issueTimeMs
      })
      if (verdict === undefined) return yield* plainError(400, errorTexts.pastMaxTtl)
      const renewed: TokenEntry = {
        ...entry,
        lastRenewalMs: nowMs,
        renewedTtl: verdict.ttl,
        expiresAtMs: nowMs + verdict.lifeMs
      }
      yield* tokens.replace(found, renewed)
      return answer({ auth: authOf(token, renewed, verdict.ttl), warnings: verdict.warnings })
    }).pipe(
      // Somebody used or renewed it at the same moment: on what it is now, the same again.
      Effect.catchTag("Conflict", () =>
        Effect.flatMap(tokens.findByAccessor(found.entry.accessor), (again) =>
          again === undefined ? Effect.fail(plainError(400, errorTexts.tokenNotFound)) : renew(again, token, increment)
        )
      )
    )
  return renew
}
