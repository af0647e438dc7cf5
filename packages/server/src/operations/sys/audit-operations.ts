import { auditTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { Audit } from "../../actions/audit/audit.ts"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { AuditedHeadersStore } from "../../state/audited-headers.ts"
import { withSlash } from "../../state/mount/mount-paths.ts"
import { plainError } from "../../values/protocol-error.ts"
import { withoutTrailing } from "../../values/without-trailing.ts"
import type { SystemHandlers } from "../system-handler.ts"

/**
 * `sys/audit`, `sys/audit-hash` and `sys/config/auditing/request-headers`. The names of headers are stored in lower case, their
 * canonical form.
 */
export const auditOperations = Effect.gen(function* () {
  const audit = yield* Audit
  const headers = yield* AuditedHeadersStore
  return {
    sysAuditList: () =>
      Effect.sync(() => {
        const shown = audit.devices().map(({ description, local, options, path, type }) => {
          return [path, { description, local, options, path, type }] as const
        })
        return enveloped({ data: Object.fromEntries(shown) })
      }),
    sysAuditEnable: ({ fields, parameters: { path } }) =>
      Effect.as(
        audit.enable({
          path,
          type: fields.type ?? "",
          description: fields.description ?? "",
          options: fields.options ?? {},
          local: fields.local ?? false
        }),
        noContent
      ),
    sysAuditDisable: ({ parameters: { path } }) => Effect.as(audit.disable(path), noContent),
    sysAuditHash: ({ fields: { input = "" }, parameters: { path } }) =>
      input === ""
        ? Effect.fail(plainError(400, auditTexts.inputEmpty))
        : Effect.map(audit.hash(withSlash(path), input), (hash) => enveloped({ data: { hash } })),
    sysAuditHeaderList: () => Effect.sync(() => enveloped({ data: { headers: headers.current() } })),
    sysAuditHeaderRead: ({ fullPath, parameters: { header }, sentPath }) => {
      const current = headers.current()
      if (!Object.hasOwn(current, header)) return Effect.fail(plainError(400, auditTexts.headerUnknown))
      // Clients look for the spelling that they sent.
      const asSent = withoutTrailing(sentPath.slice(fullPath.length - header.length), "/")
      return Effect.succeed(enveloped({ data: { [asSent]: current[header] } }))
    },
    sysAuditHeaderWrite: ({ fields: { hmac = false }, parameters: { header } }) =>
      Effect.as(
        headers.change((current) => ({ ...current, [header]: { hmac } })),
        noContent
      ),
    sysAuditHeaderDelete: ({ parameters: { header } }) =>
      Effect.as(
        headers.change(({ [header]: _deleted, ...rest }) => rest),
        noContent
      )
  } satisfies Partial<SystemHandlers<"sys">>
})
