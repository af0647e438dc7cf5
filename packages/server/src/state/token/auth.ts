import type { TokenEntry } from "./token-entry.ts"

/** The `auth` block of an envelope, in the order of its keys on the wire. */
export interface Auth {
  readonly client_token: string
  readonly accessor: string
  readonly policies: ReadonlyArray<string>
  /** Absent if there are none. */
  readonly token_policies?: ReadonlyArray<string>
  readonly metadata: Readonly<Record<string, string>> | null
  /** Seconds; 0 never expires. */
  readonly lease_duration: number
  readonly renewable: boolean
  readonly entity_id: string
  readonly token_type: "service" | "batch"
  readonly orphan: boolean
  readonly mfa_requirement: null
  readonly num_uses: number
}

/** The `auth` block of a created or renewed token; `token` is `""` if the caller only knows the accessor. */
export const authOf = (token: string, entry: TokenEntry, leaseDuration: number): Auth => ({
  client_token: token,
  accessor: entry.accessor,
  policies: entry.policies,
  ...(entry.policies.length === 0 ? undefined : { token_policies: entry.policies }),
  metadata: entry.meta,
  lease_duration: leaseDuration,
  renewable: entry.renewable,
  entity_id: entry.entityId,
  token_type: entry.type ?? "service",
  orphan: entry.parent === undefined,
  mfa_requirement: null,
  num_uses: entry.initialNumUses ?? entry.numUses
})
