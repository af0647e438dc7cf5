import { quotaTextFor } from "@enwrap/protocol"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { WireRequest, WireResponse } from "../ports/exchange.ts"
import type { StoreFailure } from "../ports/store/port.ts"
import { canonicalBelow } from "../state/mount/canonical-path.ts"
import type { EngineMount, RunningMount } from "../state/mount/running-mount.ts"
import { clientOf } from "../state/quota/client-network.ts"
import type { QuotaIndex } from "../state/quota/quota-index.ts"
import type { QuotaDecision } from "../state/quota/running-quota.ts"
import { plainError, type ProtocolError } from "../values/protocol-error.ts"
import { withoutTrailing } from "../values/without-trailing.ts"
import type { RequestServices } from "./context.ts"
import { parseBody } from "./parse-body.ts"
import { parseMethod } from "./parse-head.ts"
import { pathOf } from "./parse-request.ts"
import { parseTarget } from "./parse-target.ts"

/** What the quota of a request says. */
export interface AppliedQuota {
  /** The headers that its response gets. */
  readonly headers: WireResponse["headers"]
  /** The error, if the quota is exceeded. */
  readonly refusal: ProtocolError | undefined
}

const NO_HEADERS: WireResponse["headers"] = {}
const NO_ROLE = Effect.succeed("")
const UNWRAP = "sys/wrapping/unwrap"

const isWrite = (verb: string): boolean => verb === "update" || verb === "patch"

/** The role that a login asks for. Only a mount that has a quota for a role asks its engine. */
const roleOf = (
  index: QuotaIndex,
  mount: RunningMount | undefined,
  verb: string,
  request: WireRequest
): Effect.Effect<string, ProtocolError | StoreFailure> => {
  if (mount?.kind !== "engine" || !isWrite(verb) || !index.hasRoles(mount.entry.uuid)) return NO_ROLE
  return loginRole(mount, request)
}

const loginRole = (
  { loginRole: resolve }: EngineMount,
  request: WireRequest
): Effect.Effect<string, ProtocolError | StoreFailure> => {
  const payload = resolve === undefined ? undefined : parseBody(request.body, request.header)
  return resolve === undefined || payload === undefined || Result.isFailure(payload)
    ? NO_ROLE
    : Effect.map(resolve(payload.success), (role) => role ?? "")
}

const headersOf = ({ isAllowed, limit, remaining, resetAfter, retryAfter }: QuotaDecision): WireResponse["headers"] => {
  const headers = {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(resetAfter)
  }
  return isAllowed ? headers : { ...headers, "retry-after": String(retryAfter) }
}

/**
 * Counts a request, and decides whether it exceeds its quota. It looks at the path, and for a role at the body; tokens and the
 * store are not read. `undefined` if no quota is about the request. Malformed requests are not counted: to refuse them costs
 * no more than to refuse them here.
 *
 * @see RW-QU-1
 */
export const applyQuota = (
  { metrics, mounts, quotas }: RequestServices,
  request: WireRequest
): Effect.Effect<AppliedQuota | undefined, ProtocolError | StoreFailure> => {
  const target = parseTarget(request.target)
  if (Result.isFailure(target)) return Effect.succeed(undefined)
  const method = parseMethod(request.method, target.success.query)
  if (Result.isFailure(method)) return Effect.succeed(undefined)
  const verb = method.success
  const sentPath = pathOf(verb, target.success)
  const mount = mounts.match(sentPath)
  // Another spelling of a path has no quota of its own.
  const path = mount === undefined ? sentPath : canonicalBelow(mount, sentPath, verb === "list" || verb === "scan")
  if (quotas.isExempt(path)) return Effect.succeed(undefined)
  const index = quotas.index()
  const suffix = mount === undefined ? "" : withoutTrailing(path.slice(mount.entry.path.length), "/")
  return Effect.flatMap(roleOf(index, mount, verb, request), (role) => {
    const quota = index.find(mount?.entry.uuid, suffix, role)
    if (quota === undefined) return Effect.succeed(undefined)
    return Clock.clockWith((clock) => {
      const decision = quota.take(clientOf(request.remoteAddress), clock.currentTimeMillisUnsafe())
      if (!decision.isAllowed) {
        metrics.limited++
        if (path === UNWRAP) metrics.unwraps.limited++
      }
      const headers = quotas.settings().sendsHeaders ? headersOf(decision) : NO_HEADERS
      return Effect.succeed({ headers, refusal: decision.isAllowed ? undefined : refusalOf(sentPath) })
    })
  })
}

const refusalOf = (path: string): ProtocolError => plainError(429, quotaTextFor.rateLimitExceeded(path))

/** The response with the headers of its quota. */
export const withQuotaHeaders = ({ headers }: AppliedQuota, response: WireResponse): WireResponse =>
  headers === NO_HEADERS ? response : { ...response, headers: { ...response.headers, ...headers } }
