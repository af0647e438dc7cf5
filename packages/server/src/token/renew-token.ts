import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { answer, type Outcome } from "../outcome.ts"
import { plainError, type ProtocolError } from "../protocol-error.ts"
import { durationSeconds } from "../request/field-values.ts"
import type { StoreFailure } from "../store/port.ts"
import { authOf } from "./auth.ts"
import type { FoundToken } from "./token-entry.ts"
import { now, type TokenStore } from "./token-store.ts"
import { decideTtl } from "./ttl.ts"

export const notRenewable: ProtocolError = plainError(400, errorTexts.leaseNotRenewable)

/**
 * Gives a token more time. `token` is what the answer shows: `""` where the caller only knows its accessor.
 *
 * @see RW-TK-3
 */
export const makeRenewToken = (tokens: typeof TokenStore.Service) => {
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
      const verdict = decideTtl({
        increment: seconds,
        usual: entry.creationTtl,
        period: entry.period,
        explicitMaxTtl: entry.explicitMaxTtl,
        age: Math.floor((nowMs - entry.issueTimeMs) / 1000)
      })
      if (verdict === undefined) return yield* plainError(400, errorTexts.pastMaxTtl)
      const renewed = { ...entry, lastRenewalMs: nowMs, expiresAtMs: nowMs + verdict.ttl * 1000 }
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
