import { errorTexts } from "@enwrap/protocol"

/** A policy as `sys/policies/acl` shows it. */
export interface PolicyEntry {
  readonly name: string
  readonly text: string
  /** The number of writes; the set-up of the store is the first one of a built-in policy. `root` has none. */
  readonly version: number
  /** RFC 3339; absent for `root`. */
  readonly modified?: string
  /** When the policy expires: milliseconds since 1970; absent if it does not expire. */
  readonly expiresAtMs?: number
  /** Whether a write must name the version that it replaces. */
  readonly casRequired?: boolean
}

/** A write of a policy. */
export interface PolicyWrite {
  readonly name: string
  readonly text: string
  readonly expiresAtMs?: number | undefined
  readonly casRequired: boolean
  /** The version that it must replace; -1 if the policy must not exist. */
  readonly cas?: number | undefined
}

/** Why a write with this `cas` is refused, if it is. */
export const casProblem = (current: PolicyEntry | undefined, { cas, casRequired }: PolicyWrite): string | undefined => {
  if (cas === undefined) return casRequired || current?.casRequired ? errorTexts.casRequired : undefined
  if (cas === -1) return current === undefined ? undefined : errorTexts.casOnExistingPolicy
  return cas === (current?.version ?? 0) ? undefined : errorTexts.casMismatch
}
