/** Policies: read from their texts, compiled together, asked about requests. */
export { type Acl, type AclDecision, type AclRequest, compileAcl, type PolicyOperation } from "./acl.ts"
export { type BuiltInPolicy, builtInPolicies } from "./built-in.ts"
export { parsePolicy } from "./parse-policy.ts"
export type { Capability, PathRule, Policy } from "./path-rule.ts"
export { PolicyParseError } from "./policy-parse-error.ts"
