import type { ParameterRules } from "./parameter-rules.ts"

/** What a rule may grant, each a bit of `Permissions.capabilities`. */
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

/** What a rule says about the paths that it matches. */
export interface Permissions extends ParameterRules {
  /** The sum of `capabilityBits`. `deny` stands alone. */
  readonly capabilities: number
  /** Bounds of the wrap TTL in seconds, with a fraction where they have one; 0 where there is none. */
  readonly minWrappingTtl: number
  readonly maxWrappingTtl: number
}

/** One `path "…" { … }` of a policy. */
export interface PathRule extends Permissions {
  /** As written, without a leading slash: `secret/foo`, `secret/*`, `secret/+/bar`. */
  readonly pattern: string
  /** Milliseconds since 1970, from when on the rule does not count. */
  readonly expiration: number | undefined
}

/** A policy that was read, or one that is built in. */
export interface Policy {
  /** The root policy: everything is allowed, whatever the rules say. */
  readonly root: boolean
  readonly rules: ReadonlyArray<PathRule>
}
