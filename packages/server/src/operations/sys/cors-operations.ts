import { corsTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { CorsSettingsStore, STANDARD_HEADERS } from "../../state/cors-settings.ts"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { plainError } from "../../values/protocol-error.ts"
import type { SystemHandlers } from "../system-handler.ts"

/** An origin as browsers send it: `https://app.example`, `http://localhost:8080`. */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#,]+$/i
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

const originProblem = (origins: ReadonlyArray<string>): string | undefined => {
  if (origins.length === 0) return corsTexts.originMissing
  if (origins.includes("*")) return origins.length === 1 ? undefined : corsTexts.wildcardNotAlone
  return origins.every((origin) => ORIGIN.test(origin)) ? undefined : corsTexts.originInvalid
}

/**
 * `sys/config/cors`
 *
 * @see RW-SYS-15
 */
export const corsOperations = Effect.gen(function* () {
  const settings = yield* CorsSettingsStore
  const disable = Effect.as(settings.write({ allowedOrigins: [], allowedHeaders: [] }), noContent)
  return {
    sysCorsRead: () => {
      const { allowedHeaders, allowedOrigins } = settings.current()
      const data = {
        enabled: true,
        allowed_origins: allowedOrigins,
        allowed_headers: [...STANDARD_HEADERS, ...allowedHeaders],
        allow_credentials: false
      }
      return Effect.succeed(enveloped({ data: allowedOrigins.length === 0 ? { enabled: false } : data }))
    },
    sysCorsWrite: Effect.fnUntraced(function* ({ fields }) {
      if (fields.enable === false) return yield* disable
      const { allowed_headers: allowedHeaders = [], allowed_origins: allowedOrigins = [] } = fields
      const problem = originProblem(allowedOrigins)
      if (problem !== undefined) return yield* plainError(400, problem)
      if (!allowedHeaders.every((name) => HEADER_NAME.test(name)))
        return yield* plainError(400, corsTexts.headerInvalid)
      yield* settings.write({ allowedOrigins, allowedHeaders })
      return noContent
    }),
    sysCorsDelete: () => disable
  } satisfies Partial<SystemHandlers<"sys">>
})
