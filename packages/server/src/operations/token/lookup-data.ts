import { rfc3339 as time } from "../../values/rfc3339.ts"
import type { TokenEntry } from "../../state/token/token-entry.ts"

/** What a lookup of a token shows. `id` is `""` if the caller knows only its accessor. */
export const lookupData = (entry: TokenEntry, id: string, nowMs: number): Record<string, unknown> => ({
  accessor: entry.accessor,
  ...(entry.boundCidrs === undefined ? undefined : { bound_cidrs: entry.boundCidrs }),
  creation_time: entry.creationTime,
  creation_ttl: entry.creationTtl,
  display_name: entry.displayName,
  entity_id: entry.entityId,
  expire_time: entry.expiresAtMs === undefined ? null : time(entry.expiresAtMs),
  explicit_max_ttl: entry.explicitMaxTtl,
  id,
  issue_time: time(entry.issueTimeMs),
  ...(entry.lastRenewalMs === undefined
    ? undefined
    : { last_renewal: time(entry.lastRenewalMs), last_renewal_time: Math.floor(entry.lastRenewalMs / 1000) }),
  meta: entry.meta,
  num_uses: entry.numUses,
  orphan: entry.parent === undefined,
  path: entry.path,
  ...(entry.period > 0 ? { period: entry.period } : undefined),
  policies: entry.policies,
  renewable: entry.renewable,
  ...(entry.role === undefined ? undefined : { role: entry.role.name }),
  ttl: entry.expiresAtMs === undefined ? 0 : Math.max(0, Math.floor((entry.expiresAtMs - nowMs) / 1000)),
  type: entry.type ?? "service"
})
