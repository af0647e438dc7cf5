import { errorTexts, errorTextFor } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { plainError } from "../../values/protocol-error.ts"
import type { SystemHandlers } from "../system-handler.ts"

/** `sys/audit`: there are no audit devices, and the API cannot enable one. */
export const auditOperations = {
  sysAuditList: () => Effect.succeed(enveloped({ data: {} })),
  sysAuditEnable: () => Effect.fail(plainError(400, errorTexts.auditNotEnabledByApi)),
  sysAuditDisable: () => Effect.succeed(noContent),
  sysAuditHash: ({ parameters: { path } }) =>
    Effect.fail(plainError(400, errorTextFor.auditUnknown(path.endsWith("/") ? path : `${path}/`)))
} satisfies Partial<SystemHandlers<"sys">>
