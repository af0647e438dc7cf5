import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { Revocation } from "../../actions/revocation/revocation.ts"
import { type FoundToken, type TokenEntry, unlessUsedUp } from "../../state/token/token-entry.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import { now } from "../../values/now.ts"
import { rfc3339 } from "../../values/rfc3339.ts"
import { plainError } from "../../values/protocol-error.ts"
import { secondsLeft } from "../../values/ttl.ts"
import { type SystemHandlers, holderOf, type OutcomeEffect } from "../system-handler.ts"
import { batchNotRevocable, givenIn } from "./look-ups.ts"

const done: OutcomeEffect = Effect.succeed(noContent)

/** What a lookup of a token shows. `id` is `""` if the caller knows only its accessor. */
const lookupData = (entry: TokenEntry, id: string, nowMs: number): Record<string, unknown> => ({
  accessor: entry.accessor,
  ...(entry.boundCidrs === undefined ? undefined : { bound_cidrs: entry.boundCidrs }),
  creation_time: entry.creationTime,
  creation_ttl: entry.creationTtl,
  display_name: entry.displayName,
  entity_id: entry.entityId,
  expire_time: entry.expiresAtMs === undefined ? null : rfc3339(entry.expiresAtMs),
  explicit_max_ttl: entry.explicitMaxTtl,
  id,
  issue_time: rfc3339(entry.issueTimeMs),
  ...(entry.lastRenewalMs === undefined
    ? undefined
    : { last_renewal: rfc3339(entry.lastRenewalMs), last_renewal_time: Math.floor(entry.lastRenewalMs / 1000) }),
  meta: entry.meta,
  num_uses: entry.numUses,
  orphan: entry.parent === undefined,
  path: entry.path,
  ...(entry.period > 0 ? { period: entry.period } : undefined),
  policies: entry.policies,
  renewable: entry.renewable,
  ...(entry.role === undefined ? undefined : { role: entry.role.name }),
  ttl: entry.expiresAtMs === undefined ? 0 : secondsLeft(entry.expiresAtMs, nowMs),
  type: entry.type ?? "service"
})

export const showToken = (found: FoundToken, id: string): OutcomeEffect =>
  Effect.map(now, (nowMs) => enveloped({ data: lookupData(found.entry, id, nowMs) }))

/** `auth/token/*`: lookups and revocations. */
export const tokenOperations = Effect.gen(function* () {
  const revocation = yield* Revocation
  const tokens = yield* TokenStore
  const given = givenIn(tokens)

  const revoke = (found: FoundToken): OutcomeEffect =>
    found.entry.type === "batch" ? Effect.fail(batchNotRevocable) : Effect.as(revocation.token(found.id), noContent)

  return {
    tokenLookup: (request) => {
      const own = holderOf(request).token
      const token = request.fields.token || request.query.get("token") || own
      return Effect.flatMap(tokens.find(token), (any) => {
        const found = token === own ? any : unlessUsedUp(any)
        return found === undefined ? Effect.fail(plainError(403, errorTexts.badToken)) : showToken(found, token)
      })
    },
    tokenLookupSelf: (request) => showToken(holderOf(request).found, holderOf(request).token),
    tokenRevoke: ({ fields }) =>
      Effect.flatMap(given(fields.token), (found) => (found === undefined ? done : revoke(found))),
    tokenRevokeSelf: (request) => revoke(holderOf(request).found)
  } satisfies Partial<SystemHandlers<"token">>
})
