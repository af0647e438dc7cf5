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
  /** Whether a token can be created with it. */
  readonly assignable: boolean
  /** Whether lists of policies show it. */
  readonly listed: boolean
}

const defaultText = `# What every token may do, unless it was created without this policy.

# A token may look itself up, renew itself and give itself up.
path "auth/token/lookup-self" {
  capabilities = ["read"]
}
path "auth/token/renew-self" {
  capabilities = ["update"]
}
path "auth/token/revoke-self" {
  capabilities = ["update"]
}

# It may ask what it may do.
path "sys/capabilities-self" {
  capabilities = ["update"]
}
path "sys/internal/ui/resultant-acl" {
  capabilities = ["read"]
}

# Whoever knows a lease may look it up and renew it.
path "sys/leases/lookup" {
  capabilities = ["update"]
}
path "sys/leases/renew" {
  capabilities = ["update"]
}

# Each token has a cubbyhole of its own.
path "cubbyhole/*" {
  capabilities = ["create", "read", "update", "delete", "list"]
}

# Anyone may wrap values, and look up and unwrap a wrapping token that was handed over.
path "sys/wrapping/wrap" {
  capabilities = ["update"]
}
path "sys/wrapping/lookup" {
  capabilities = ["update"]
}
path "sys/wrapping/unwrap" {
  capabilities = ["update"]
}

# Tools that know no secret.
path "sys/tools/hash" {
  capabilities = ["update"]
}
path "sys/tools/hash/*" {
  capabilities = ["update"]
}

# Logging in to an application by way of an OIDC provider.
path "identity/oidc/provider/+/authorize" {
  capabilities = ["read", "update"]
}
`

const responseWrappingText = `# What a wrapping token may do: give back what it holds.
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
    { name: "root", text: "", policy: { root: true, rules: [] }, mutable: false, assignable: true, listed: true },
    {
      name: "default",
      text: defaultText,
      policy: parsePolicy(defaultText),
      mutable: true,
      assignable: true,
      listed: true
    },
    {
      name: "response-wrapping",
      text: responseWrappingText,
      policy: parsePolicy(responseWrappingText),
      mutable: false,
      assignable: false,
      listed: false
    }
  ].map((policy) => [policy.name, policy])
)
