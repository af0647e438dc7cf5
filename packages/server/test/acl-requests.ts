import type { Acl, AclRequest } from "../src/state/policy/acl.ts"
import type { PolicyOperation } from "../src/state/policy/path-rule.ts"

/** A request without parameters and wrapping, unless `more` says otherwise. */
export const request = (operation: PolicyOperation, path: string, more: Partial<AclRequest> = {}): AclRequest => ({
  operation,
  path,
  parameters: () => new Map(),
  wrapTtlSeconds: undefined,
  ...more
})

export const allows = (
  holder: Acl,
  operation: PolicyOperation,
  path: string,
  parameters: Record<string, unknown> = {}
): boolean => holder.check(request(operation, path, { parameters: () => new Map(Object.entries(parameters)) })).allowed
