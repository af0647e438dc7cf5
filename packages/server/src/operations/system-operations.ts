import * as Effect from "effect/Effect"
import type { SetUpRecord } from "../state/set-up-record.ts"
import { cubbyholeOperations } from "./cubbyhole/cubbyhole-operations.ts"
import { leaseOperations } from "./lease/lease-operations.ts"
import { capabilitiesOperations } from "./policy/capabilities-operations.ts"
import { policyOperations } from "./policy/policy-operations.ts"
import { auditOperations } from "./sys/audit-operations.ts"
import { corsOperations } from "./sys/cors-operations.ts"
import { keyOperations } from "./sys/key-operations.ts"
import type { ReadGauges } from "../ports/gauges.ts"
import { metricsOperations } from "./metrics/metrics-operations.ts"
import { mountOperations } from "./sys/mount-operations.ts"
import { quotaOperations } from "./sys/quota-operations.ts"
import { specsOperations } from "./sys/specs-operations.ts"
import { statusOperations } from "./sys/status-operations.ts"
import { toolsOperations } from "./sys/tools-operations.ts"
import type { SystemHandlers } from "./system-handler.ts"
import { tokenOperations } from "./token/token-operations.ts"
import { wrappingOperations } from "./wrapping/wrapping-operations.ts"

/** The handlers of the server's own operations, by id: `sys/*`, `auth/token/*` and `cubbyhole/*`. */
export const systemOperations = Effect.fnUntraced(function* (setUp: SetUpRecord, readGauges: ReadGauges) {
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
    ...(yield* statusOperations(setUp)),
    ...(yield* tokenOperations),
    ...(yield* toolsOperations),
    ...(yield* wrappingOperations)
  } satisfies SystemHandlers<"sys" | "token" | "cubbyhole">
})
