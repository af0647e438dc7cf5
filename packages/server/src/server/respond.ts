import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import type { Severity } from "effect/LogLevel"
import * as Result from "effect/Result"
import { errorTexts } from "@enwrap/protocol"
import type { Admission, RequestHead, WireRequest, WireResponse } from "../ports/exchange.ts"
import { admit, type BodyLimits } from "../request/admit.ts"
import type { RequestRun, RequestServices } from "../request/context.ts"
import { applyQuota, withQuotaHeaders } from "../request/apply-quota.ts"
import type { AuditTrail } from "../request/audit-trail.ts"
import { dispatch } from "../request/dispatch.ts"
import { senderOf } from "../request/identify.ts"
import { notAudited } from "../actions/audit/not-audited.ts"
import { namespaceOf, withNamespaceOf } from "../request/namespace.ts"
import type { ParsedRequest } from "../request/parsed-request.ts"
import { METRICS_PATH } from "../request/parse-head.ts"
import { parseRequest } from "../request/parse-request.ts"
import type { CorsSettingsStore } from "../state/cors-settings.ts"
import { RequestRefused } from "../state/request-dependencies.ts"
import type { Seal } from "../state/seal/seal.ts"
import type { StoreFailure } from "../ports/store/port.ts"
import { plainError, type ProtocolError } from "../values/protocol-error.ts"
import { randomUuid } from "../values/encodings.ts"
import { whereItFailed } from "../values/where-it-failed.ts"
import { errorResponse, internalErrorResponse, sealedResponse } from "../ports/error-response.ts"
import { observeRequest } from "./observe-request.ts"
import { preflightResponse, withCorsHeaders } from "./cors.ts"
import { refusal } from "./refusal.ts"
import { respondSealed } from "./respond-sealed.ts"
import type { TimeMarks } from "./time-marks.ts"

/** The request lost the token or the mount that it depends on, whatever else went wrong afterwards. */
const isRefused = (reason: Cause.Reason<unknown>): reason is Cause.Die & { readonly defect: RequestRefused } =>
  Cause.isDieReason(reason) && reason.defect instanceof RequestRefused

/** The error for the caller of a request that failed. */
const errorOf = (cause: Cause.Cause<ProtocolError | StoreFailure>): Effect.Effect<ProtocolError> => {
  const error = Cause.findErrorOption(cause)
  if (error._tag === "Some" && error.value._tag === "ProtocolError") return Effect.succeed(error.value)
  const refused = cause.reasons.find(isRefused)
  if (refused !== undefined) return Effect.succeed(refused.defect.error)
  // The details are for the operator's log. The caller only learns that the request failed.
  return Effect.as(Effect.logError("a request failed inside the server", whereItFailed(cause)), internalError)
}

const internalError = plainError(500, errorTexts.internalError)

/** The response to a request that failed. It never fails. */
export const respondToFailure = (cause: Cause.Cause<ProtocolError | StoreFailure>): Effect.Effect<WireResponse> =>
  Effect.map(errorOf(cause), errorResponse)

/** The response to a failed request whose error has an audit entry, or the error that an entry could not be written, which has none. */
const auditFailure = (trail: AuditTrail, error: ProtocolError): Effect.Effect<WireResponse> =>
  error === notAudited
    ? Effect.succeed(errorResponse(error))
    : Effect.match(trail.failure(error.errors), {
        onFailure: errorResponse,
        onSuccess: () => errorResponse(error)
      })

/**
 * The paths that return or change the state of the server. As in the original, they have no entries. Neither have metrics that need
 * no token: they are bare only then, and can be read while no audit device works.
 */
const UNAUDITED: ReadonlySet<string> = new Set([
  "sys/health",
  "sys/init",
  "sys/leader",
  METRICS_PATH,
  "sys/seal-status",
  "sys/unseal"
])

const isAudited = ({ audit }: RequestServices, { bare, path }: ParsedRequest): boolean =>
  audit.covers(path) && !(bare && UNAUDITED.has(path))

/** Where there are audit devices, there are trails. */
const newTrail = (
  { audit, crypto, trails }: RequestServices,
  clock: Clock.Clock,
  request: WireRequest,
  parsed: ParsedRequest
): AuditTrail => trails!.begin(audit, clock, randomUuid(crypto.randomBytes), parsed, request)

/** The response to an audited request that failed. Every outcome has an entry. */
const respondToAudited = (
  { tokens }: RequestServices,
  parsed: ParsedRequest,
  trail: AuditTrail,
  cause: Cause.Cause<ProtocolError | StoreFailure>
): Effect.Effect<WireResponse> => {
  const responded = Effect.flatMap(errorOf(cause), (error) => auditFailure(trail, error))
  if (!trail.isValidating) return responded
  return Effect.flatMap(senderOf(tokens, parsed), (sender) => {
    trail.sentWith(sender)
    return responded
  })
}

/** The fiber that handles a request from start to end. */
type RequestFiber = Fiber.Fiber<unknown, unknown>

const clockOf = (fiber: RequestFiber): Clock.Clock => fiber.getRef(Clock.Clock)

/** What the server handles requests with. */
export interface ServerContext {
  readonly services: RequestServices
  readonly corsSettings: typeof CorsSettingsStore.Service
  readonly seal: typeof Seal.Service
  readonly limits: BodyLimits
  readonly marks: TimeMarks
  /** Seconds. */
  readonly maxWrapTtl: number
  /** Whether `sys/metrics` needs no token, whatever the listener. */
  readonly openMetrics: boolean
  /** Requests are not logged without a level. */
  readonly requestLogLevel: () => Severity | undefined
}

/** Responds to a request, unless its quota is exceeded. It never fails. @see RW-QU-1 */
const respond = (
  context: ServerContext,
  fiber: RequestFiber,
  request: WireRequest,
  namespace: string | undefined
): Effect.Effect<WireResponse> => {
  const { services } = context
  if (services.quotas.index().isEmpty) return respondWithinQuota(context, fiber, request, namespace)
  const responded = Effect.flatMap(applyQuota(services, request), (quota) => {
    if (quota === undefined) return respondWithinQuota(context, fiber, request, namespace)
    const response =
      quota.refusal === undefined
        ? respondWithinQuota(context, fiber, request, namespace)
        : respondToExcess(context, fiber, request, namespace, quota.refusal)
    return Effect.map(response, (response) => withQuotaHeaders(quota, response))
  })
  return Effect.catchCause(responded, respondToFailure)
}

/** Responds to a request that exceeds its quota. It has an entry only if the settings of the quotas say so. It never fails. */
const respondToExcess = (
  { maxWrapTtl, openMetrics, services }: ServerContext,
  fiber: RequestFiber,
  request: WireRequest,
  namespace: string | undefined,
  error: ProtocolError
): Effect.Effect<WireResponse> => {
  const parsed = services.quotas.settings().auditsRefusals
    ? parseRequest(request, maxWrapTtl, namespace, openMetrics)
    : undefined
  return parsed === undefined || Result.isFailure(parsed) || !isAudited(services, parsed.success)
    ? Effect.succeed(errorResponse(error))
    : auditFailure(newTrail(services, clockOf(fiber), request, parsed.success), error)
}

/** Responds to a request that does not exceed its quota. It never fails. */
const respondWithinQuota = (
  { marks, maxWrapTtl, openMetrics, requestLogLevel, seal, services }: ServerContext,
  fiber: RequestFiber,
  request: WireRequest,
  namespace: string | undefined
): Effect.Effect<WireResponse> => {
  const parsed = parseRequest(request, maxWrapTtl, namespace, openMetrics)
  if (seal.isSealed() && (Result.isFailure(parsed) || !parsed.success.bare))
    return Effect.succeed(respondSealed(parsed))
  if (Result.isFailure(parsed)) return Effect.succeed(refusal(parsed.failure))
  const { success } = parsed
  const clock = clockOf(fiber)
  const audit = isAudited(services, success) ? newTrail(services, clock, request, success) : undefined
  const isTraced = fiber.cache.tracer !== undefined
  const run: RequestRun = { services, clock, isTraced, audit }
  return observeRequest(
    services.metrics,
    marks,
    requestLogLevel(),
    success.observed,
    request.onOperation,
    () => dispatch(run, success),
    audit === undefined ? respondToFailure : (cause) => respondToAudited(services, success, audit, cause)
  )
}

/** The headers that a response has because its request has some. */
const withRequestedHeaders = (
  { corsSettings }: Pick<ServerContext, "corsSettings">,
  request: RequestHead,
  response: WireResponse
): WireResponse => withCorsHeaders(corsSettings.current(), request, withNamespaceOf(request, response))

/** Handles a request from start to finish, even if the client disconnects. It never fails. */
export const handle = (context: ServerContext, request: WireRequest): Effect.Effect<WireResponse> =>
  Effect.uninterruptible(Effect.withFiber((fiber) => handleOn(fiber, context, request)))

const handleOn = (fiber: RequestFiber, context: ServerContext, request: WireRequest): Effect.Effect<WireResponse> => {
  const preflight = preflightResponse(context.corsSettings.current(), request)
  if (preflight !== undefined) return Effect.succeed(preflight)
  const namespace = namespaceOf(request)
  const responded = respond(context, fiber, request, namespace)
  const isPlain = namespace === undefined && request.header("origin") === undefined
  return isPlain ? responded : Effect.map(responded, (response) => withRequestedHeaders(context, request, response))
}

/** How much of a body an adapter may read, with the response to a longer one. It never fails. */
export const admission = (context: ServerContext, head: RequestHead): Effect.Effect<Admission> => {
  const { limits, marks, seal, services } = context
  if (seal.isSealed()) return Effect.succeed({ maxBytes: limits.free, beyond: sealedResponse })
  const admitted = Effect.flatMap(
    Effect.suspend(() => admit(services, limits, head)),
    ({ beyond, maxBytes }) =>
      Effect.map(marks.hold(refusal(beyond)) ?? Effect.succeed(refusal(beyond)), (response) => ({
        maxBytes,
        beyond: withRequestedHeaders(context, head, response)
      }))
  )
  return Effect.catchCause(admitted, (cause) =>
    Effect.as(Effect.logError("a request could not be admitted", whereItFailed(cause)), {
      maxBytes: limits.free,
      beyond: internalErrorResponse
    })
  )
}
