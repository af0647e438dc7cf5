import type { ParameterRules } from "./parameter-rules.ts"

/** The capabilities, each a bit of `Permissions.capabilities`. */
export const capabilityBits = {
  deny: 1,
  create: 2,
  read: 4,
  update: 8,
  delete: 16,
  list: 32,
  sudo: 64,
  patch: 128,
  scan: 256
} as const

export type Capability = keyof typeof capabilityBits

/** A request as policies see it. */
export type PolicyOperation = Exclude<Capability, "deny" | "sudo">

/** What a rule grants on the paths that it matches. */
export interface Permissions extends ParameterRules {
  /** The sum of `capabilityBits`; `deny` without any others. */
  readonly capabilities: number
  /** Limits of the wrap TTL in seconds, with their fraction; 0 is no limit. */
  readonly minWrappingTtl: number
  readonly maxWrappingTtl: number
}

/** One `path "…" { … }` of a policy. */
export interface PathRule extends Permissions {
  /** As written, without a leading slash: `secret/foo`, `secret/*`, `secret/+/bar`. */
  readonly pattern: string
  /** When the rule expires: milliseconds since 1970. */
  readonly expiration: number | undefined
}

/** A parsed or built-in policy. */
export interface Policy {
  /** The root policy: everything is allowed, whatever the rules say. */
  readonly root: boolean
  readonly rules: ReadonlyArray<PathRule>
}
