import * as Effect from "effect/Effect"
import type { ReadGauges } from "../ports/gauges.ts"
import type { SetUpRecord } from "../state/set-up-record.ts"
import type { HaNode } from "../values/ha-node.ts"
import { cubbyholeOperations } from "./cubbyhole/cubbyhole-operations.ts"
import { leaseOperations } from "./lease/lease-operations.ts"
import { metricsOperations } from "./metrics/metrics-operations.ts"
import { capabilitiesOperations } from "./policy/capabilities-operations.ts"
import { policyOperations } from "./policy/policy-operations.ts"
import { auditOperations } from "./sys/audit-operations.ts"
import { corsOperations } from "./sys/cors-operations.ts"
import { keyOperations } from "./sys/key-operations.ts"
import { mountOperations } from "./sys/mount-operations.ts"
import { quotaOperations } from "./sys/quota-operations.ts"
import { specsOperations } from "./sys/specs-operations.ts"
import { statusOperations } from "./sys/status-operations.ts"
import { tokenLifetimeOperations } from "./token/lifetime-operations.ts"
import { toolsOperations } from "./sys/tools-operations.ts"

/**
 * The handlers of operations that configure and observe a server, and of those that create tokens. Their code is loaded by the
 * first request for one of them.
 */
export const lazyOperations = Effect.fnUntraced(function* (setUp: SetUpRecord, readGauges: ReadGauges, node: HaNode) {
  return {
    ...(yield* auditOperations),
    ...(yield* capabilitiesOperations),
    ...(yield* corsOperations),
    ...(yield* cubbyholeOperations),
    ...(yield* keyOperations),
    ...(yield* leaseOperations),
    ...(yield* metricsOperations(readGauges)),
    ...(yield* mountOperations),
    ...(yield* policyOperations),
    ...(yield* quotaOperations),
    ...(yield* specsOperations),
    ...(yield* statusOperations(setUp, node)),
    ...(yield* tokenLifetimeOperations),
    ...(yield* toolsOperations)
  }
})
