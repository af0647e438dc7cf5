import { parsePolicy } from "./parse-policy.ts"
import type { Policy } from "./path-rule.ts"

/** A policy that always exists. */
export interface BuiltInPolicy {
  readonly name: string
  /** As `sys/policies/acl` shows it. */
  readonly text: string
  readonly policy: Policy
  /** Whether it can be written. No built-in policy can be deleted. */
  readonly mutable: boolean
  /** Whether lists of policies show it. */
  readonly listed: boolean
}

const defaultText = `# What every token can do, unless it was created without this policy.

# A token can look itself up, renew itself and revoke itself.
path "auth/token/lookup-self" {
  capabilities = ["read"]
}
path "auth/token/renew-self" {
  capabilities = ["update"]
}
path "auth/token/revoke-self" {
  capabilities = ["update"]
}

# A token can look up its own capabilities.
path "sys/capabilities-self" {
  capabilities = ["update"]
}
path "sys/internal/ui/resultant-acl" {
  capabilities = ["read"]
}

# A token can look up and renew a lease whose id it knows.
path "sys/leases/lookup" {
  capabilities = ["update"]
}
path "sys/leases/renew" {
  capabilities = ["update"]
}

# Each token has its own cubbyhole.
path "cubbyhole/*" {
  capabilities = ["create", "read", "update", "delete", "list"]
}

# A token can wrap data, and look up and unwrap wrapping tokens.
path "sys/wrapping/wrap" {
  capabilities = ["update"]
}
path "sys/wrapping/lookup" {
  capabilities = ["update"]
}
path "sys/wrapping/unwrap" {
  capabilities = ["update"]
}

# Tools without secrets.
path "sys/tools/hash" {
  capabilities = ["update"]
}
path "sys/tools/hash/*" {
  capabilities = ["update"]
}

# Logging in to an application with an OIDC provider.
path "identity/oidc/provider/+/authorize" {
  capabilities = ["read", "update"]
}
`

/** The original's text: what a wrapping token can do. */
const responseWrappingText = `
path "cubbyhole/response" {
    capabilities = ["create", "read"]
}

path "sys/wrapping/unwrap" {
    capabilities = ["update"]
}
`

/** The built-in policies by name. The root policy has no text: it allows everything. */
export const builtInPolicies: ReadonlyMap<string, BuiltInPolicy> = new Map(
  [
    { name: "root", text: "", policy: { root: true, rules: [] }, mutable: false, listed: true },
    { name: "default", text: defaultText, policy: parsePolicy(defaultText), mutable: true, listed: true },
    {
      name: "response-wrapping",
      text: responseWrappingText,
      policy: parsePolicy(responseWrappingText),
      mutable: false,
      listed: false
    }
  ].map((policy) => [policy.name, policy])
)
