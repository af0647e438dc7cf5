import * as Effect from "effect/Effect"
import type { CanonicalPath } from "../state/mount/canonical-path.ts"
import { cubbyholeOperations } from "./cubbyhole/cubbyhole-operations.ts"
import { leaseOperations } from "./lease/lease-operations.ts"
import { capabilitiesOperations } from "./policy/capabilities-operations.ts"
import { policyOperations } from "./policy/policy-operations.ts"
import { auditOperations } from "./sys/audit-operations.ts"
import { authMountOperations } from "./sys/auth-mount-operations.ts"
import { corsOperations } from "./sys/cors-operations.ts"
import { keyOperations } from "./sys/key-operations.ts"
import { mountOperations } from "./sys/mount-operations.ts"
import { remountOperations } from "./sys/remount-operations.ts"
import { specsOperations } from "./sys/specs-operations.ts"
import { statusOperations, type StatusOptions } from "./sys/status-operations.ts"
import { toolsOperations } from "./sys/tools-operations.ts"
import { visibleMountOperations } from "./sys/visible-mount-operations.ts"
import type { SystemHandlers } from "./system-handler.ts"
import { roleOperations } from "./token/role-operations.ts"
import { tokenOperations } from "./token/token-operations.ts"
import { wrappingOperations } from "./wrapping/wrapping-operations.ts"

export interface SystemOptions extends StatusOptions {
  readonly canonicalPath: CanonicalPath
}

/** The handlers of the server's own operations: `sys/*`, `auth/token/*` and `cubbyhole/*`. */
export const systemOperations = Effect.fnUntraced(function* ({ canonicalPath, ...status }: SystemOptions) {
  const handlers: SystemHandlers<"sys" | "token" | "cubbyhole"> = {
    ...auditOperations,
    ...(yield* authMountOperations),
    ...(yield* capabilitiesOperations(canonicalPath)),
    ...(yield* corsOperations),
    ...(yield* cubbyholeOperations),
    ...(yield* keyOperations),
    ...(yield* leaseOperations),
    ...(yield* mountOperations),
    ...(yield* policyOperations),
    ...(yield* remountOperations),
    ...(yield* roleOperations),
    ...(yield* specsOperations),
    ...(yield* statusOperations(status)),
    ...(yield* tokenOperations),
    ...(yield* toolsOperations),
    ...(yield* visibleMountOperations),
    ...(yield* wrappingOperations)
  }
  return handlers
})
