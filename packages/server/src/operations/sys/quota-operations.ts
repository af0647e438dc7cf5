import { quotaPathTextFor, quotaTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { isAuthPath, withSlash } from "../../state/mount/mount-paths.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import type { RunningMount } from "../../state/mount/running-mount.ts"
import { Quotas } from "../../state/quota/quotas.ts"
import type { RateLimit } from "../../state/quota/rate-limit.ts"
import { plainError, silentError } from "../../values/protocol-error.ts"
import { withoutTrailing } from "../../values/without-trailing.ts"
import { listing, type SystemHandlers } from "../system-handler.ts"

const DEFAULT_INTERVAL = 1

/** The error text for a quota for the logins of a role, if the mount cannot have one. */
const roleProblem = (mount: RunningMount | undefined, suffix: string): string | undefined => {
  if (suffix !== "") return quotaTexts.suffixAndRole
  const path = mount?.entry.path ?? ""
  if (!isAuthPath(path)) return quotaPathTextFor.notAuthMount(path)
  return mount?.kind === "engine" && mount.loginRole !== undefined ? undefined : quotaPathTextFor.noRoles(path)
}

/** `sys/quotas`. @see RW-QU-5 to RW-QU-7 */
export const quotaOperations = Effect.gen(function* () {
  const mounts = yield* Mounts
  const quotas = yield* Quotas

  const shown = ({ blockInterval, inheritable, interval, mount, name, rate, role, suffix }: RateLimit) => {
    const at = mounts.all().find(({ entry }) => entry.uuid === mount)
    return {
      block_interval: blockInterval,
      inheritable,
      interval,
      name,
      path: (at?.entry.path ?? "") + suffix,
      rate,
      role,
      type: "rate-limit"
    }
  }

  return {
    sysRateLimitList: () => listing(quotas.all().map(({ name }) => name)),
    sysRateLimitRead: ({ parameters }) => {
      const rule = quotas.all().find(({ name }) => name === parameters.name)
      return rule === undefined ? Effect.fail(silentError(404)) : Effect.succeed(enveloped({ data: shown(rule) }))
    },
    sysRateLimitWrite: Effect.fnUntraced(function* ({ fields, parameters: { name } }) {
      const { block_interval: blockInterval = 0, rate = 0, role = "" } = fields
      if (rate <= 0) return yield* plainError(400, quotaTexts.rateInvalid)
      const path = fields.path === undefined || fields.path === "" ? "" : withSlash(fields.path.replace(/^\/+/, ""))
      const mount = path === "" ? undefined : mounts.match(path)
      if (path !== "" && mount === undefined) return yield* plainError(400, quotaPathTextFor.mountInvalid(path))
      const suffix = mount === undefined ? "" : withoutTrailing(path.slice(mount.entry.path.length), "/")
      const problem = role === "" ? undefined : roleProblem(mount, suffix)
      if (problem !== undefined) return yield* plainError(400, problem)
      yield* quotas.write({
        name,
        mount: mount?.entry.uuid,
        suffix,
        role,
        rate,
        interval: fields.interval || DEFAULT_INTERVAL,
        blockInterval,
        inheritable: fields.inheritable ?? mount === undefined
      })
      return noContent
    }),
    sysRateLimitDelete: ({ parameters: { name } }) => Effect.as(quotas.delete(name), noContent),
    sysQuotaConfigRead: () => {
      const { auditsRefusals, exemptPaths, sendsHeaders } = quotas.settings()
      const data = {
        enable_rate_limit_audit_logging: auditsRefusals,
        enable_rate_limit_response_headers: sendsHeaders,
        rate_limit_exempt_paths: exemptPaths
      }
      return Effect.succeed(enveloped({ data }))
    },
    sysQuotaConfigWrite: ({ fields }) => {
      const settings = {
        auditsRefusals: fields.enable_rate_limit_audit_logging ?? false,
        sendsHeaders: fields.enable_rate_limit_response_headers ?? false,
        exemptPaths: fields.rate_limit_exempt_paths ?? []
      }
      return Effect.as(quotas.writeSettings(settings), noContent)
    }
  } satisfies Partial<SystemHandlers<"sys">>
})
