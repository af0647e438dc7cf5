import type { OperationId } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { SetUpRecord } from "../state/server-status.ts"
import { cubbyholeOperations } from "./cubbyhole/cubbyhole-operations.ts"
import { leaseOperations } from "./lease/lease-operations.ts"
import { capabilitiesOperations } from "./policy/capabilities-operations.ts"
import { policyOperations } from "./policy/policy-operations.ts"
import { auditOperations } from "./sys/audit-operations.ts"
import { corsOperations } from "./sys/cors-operations.ts"
import { mountOperations } from "./sys/mount-operations.ts"
import { specsOperations } from "./sys/specs-operations.ts"
import { statusOperations } from "./sys/status-operations.ts"
import { toolsOperations } from "./sys/tools-operations.ts"
import type { SystemHandler, SystemHandlers } from "./system-handler.ts"
import { tokenOperations } from "./token/token-operations.ts"
import { wrappingOperations } from "./wrapping/wrapping-operations.ts"

/** Too frequent for a span on each request. */
const HOT: ReadonlySet<OperationId> = new Set<OperationId>([
  "cubbyholeRead",
  "cubbyholeWrite",
  "sysHealthRead",
  "tokenCreate",
  "tokenLookupSelf",
  "wrappingLookup",
  "wrappingRewrap",
  "wrappingUnwrap",
  "wrappingWrap"
])

/** The handlers of the server's own operations, by id: `sys/*`, `auth/token/*` and `cubbyhole/*`. */
export const systemOperations = Effect.fnUntraced(function* (setUp: SetUpRecord) {
  const handlers: SystemHandlers<"sys" | "token" | "cubbyhole"> = {
    ...(yield* auditOperations),
    ...(yield* capabilitiesOperations),
    ...(yield* corsOperations),
    ...(yield* cubbyholeOperations),
    ...(yield* leaseOperations),
    ...(yield* mountOperations),
    ...(yield* policyOperations),
    ...(yield* specsOperations),
    ...(yield* statusOperations(setUp)),
    ...(yield* tokenOperations),
    ...(yield* toolsOperations),
    ...(yield* wrappingOperations)
  }
  const traced = Object.entries(handlers as Readonly<Record<string, SystemHandler<OperationId>>>).map(
    ([id, handler]) => [id, HOT.has(id as OperationId) ? handler : Effect.fn(id)(handler)] as const
  )
  return Object.fromEntries(traced)
})
