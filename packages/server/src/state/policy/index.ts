/** Policies: parsed, compiled, and evaluated for requests. */
export { type Acl, compileAcl, type PolicyOperation } from "./acl.ts"
export { builtInPolicies } from "./built-in.ts"
export { parsePolicy } from "./parse-policy.ts"
export type { Policy } from "./path-rule.ts"
export { PolicyParseError } from "./policy-parse-error.ts"
