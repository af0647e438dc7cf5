import { errorTexts, errorTextFor } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { answer, nothing } from "../../actions/outcome.ts"
import { plainError } from "../../values/protocol-error.ts"
import type { SystemHandlers } from "../system-handler.ts"

type AuditOperationId = "sysListAudit" | "sysEnableAudit" | "sysDisableAudit" | "sysAuditHash"

/** `sys/audit`: there are no audit devices, and none can be made through the API. */
export const auditOperations: Pick<SystemHandlers<"sys">, AuditOperationId> = {
  sysListAudit: () => Effect.succeed(answer({ data: {} })),
  sysEnableAudit: () => Effect.fail(plainError(400, errorTexts.auditNotEnabledByApi)),
  sysDisableAudit: () => Effect.succeed(nothing),
  sysAuditHash: ({ parameters: { path } }) =>
    Effect.fail(plainError(400, errorTextFor.auditUnknown(path.endsWith("/") ? path : `${path}/`)))
}
