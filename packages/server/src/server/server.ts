import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import type { Severity } from "effect/LogLevel"
import * as Option from "effect/Option"
import { makeMaintain } from "./maintain.ts"
import { admission, handle } from "./respond.ts"
import { Audit, type AuditServices } from "../actions/audit/audit.ts"
import { Crypto } from "../ports/crypto/port.ts"
import { Cubbyhole } from "../state/cubbyhole/cubbyhole.ts"
import type { Engine } from "../ports/engine/port.ts"
import type { Admission, RequestHead, WireRequest, WireResponse } from "../ports/exchange.ts"
import type { BodyLimits } from "../request/admit.ts"
import type { RequestServices } from "../request/context.ts"
import { KnownPlaces } from "../request/known-places.ts"
import { LeaseStore } from "../state/lease/lease-store.ts"
import { Revocation } from "../actions/revocation/revocation.ts"
import { Mounts } from "../state/mount/mounts.ts"
import { PolicyStore } from "../state/policy/policy-store.ts"
import { AuditTrails } from "../request/audit-trails.ts"
import type { StoreFailure } from "../ports/store/port.ts"
import { Metrics } from "../state/metrics/metrics.ts"
import type { ReadGauges } from "../ports/gauges.ts"
import { Quotas } from "../state/quota/quotas.ts"
import { CorsSettingsStore } from "../state/cors-settings.ts"
import { Seal } from "../state/seal/seal.ts"
import type { SetUpRecord } from "../state/set-up-record.ts"
import { systemOperations } from "../operations/system-operations.ts"
import type { HaNode } from "../values/ha-node.ts"
import { MAX_TTL } from "../values/ttl.ts"
import { TokenStore } from "../state/token/token-store.ts"
import type { TimeMarks } from "./time-marks.ts"
import { WrappingJwt } from "../actions/wrapping/wrapping-jwt.ts"

/** A server that is ready to handle requests. */
export interface EnwrapServer {
  /** Responds to a request. It never fails, and finishes what it has begun even if the client has disconnected. */
  readonly handle: (request: WireRequest) => Effect.Effect<WireResponse>
  /**
   * Revokes what has expired, such as the certificates of leases that have ended. Run it about every second; nothing that has
   * expired can be used in between. It never fails.
   *
   * @see RW-LE-11
   */
  readonly maintain: Effect.Effect<void>
  /**
   * Opens the files and connections of the audit devices again, for example after a log was rotated. A sealed server has none. It
   * never fails.
   */
  readonly reopenAudit: Effect.Effect<void>
  /**
   * Enables the audit devices that are new in the options of `layerAuditDevices`, which are a function, and disables those that are not
   * in them any more. If one cannot be enabled, none is disabled, and the log says so. A sealed server does the same when it is unsealed.
   * It never fails.
   */
  readonly reloadAudit: Effect.Effect<void>
  /**
   * Decides how much of a request's body may be read. Adapters call it before they read more than `freeRequestSize` bytes. It
   * never fails, and does not count as a use of the token.
   */
  readonly admit: (head: RequestHead) => Effect.Effect<Admission>
  /** Bytes of a body that are read without a token. */
  readonly freeRequestSize: number
  /** Bytes; adapters reject a longer body with 413. */
  readonly maxRequestSize: number
}

/** Something to be mounted from the start. */
export interface InitialMount {
  /** `secret/` */
  readonly path: string
  readonly type: string
  readonly options?: Readonly<Record<string, string>> | undefined
  readonly description?: string | undefined
}

/**
 * The options of a server on any store. Sizes are bytes; times are seconds. `makeServer`, `openServer` and `openSealableServer` die
 * if one is wrong, such as a TTL below a second.
 */
export interface ServerOptions {
  /** What can be mounted. */
  readonly engines: ReadonlyArray<Engine>
  /** The root token of a new store; a random one by default. */
  readonly rootToken?: string | undefined
  /** The mounts of a new store; by default `secret/` with kv version 2. */
  readonly mounts?: ReadonlyArray<InitialMount> | undefined
  /** Origins whose pages may call the server: exact ones, or `*`; none by default. */
  readonly allowedOrigins?: ReadonlyArray<string> | undefined
  /** Bytes; 32 MiB by default. */
  readonly maxRequestSize?: number | undefined
  /** Bytes of the body of an operation that needs no token, such as a login or an unwrap; 1 MiB by default. */
  readonly maxOpenRequestSize?: number | undefined
  /** What the program measures, for `sys/metrics`: `processGauges` of `@enwrap/server-node`. */
  readonly gauges?: ReadGauges | undefined
  /** The host name and the address of the server, as `sys/ha-status` shows them. */
  readonly node?: HaNode | undefined
  /** Logs every request at this level, without its path; by default requests are not logged. A function is called for each request. */
  readonly requestLogLevel?: Severity | (() => Severity | undefined) | undefined
  /** Whether `sys/metrics` can be read without a token; `false` by default. */
  readonly unauthenticatedMetrics?: boolean | undefined
  /** The audit devices: `layerAuditDevices` of `@enwrap/server/audit`. Without it, there are none. */
  readonly audit?: Layer.Layer<Audit, StoreFailure, AuditServices> | undefined
  /** The TTL in seconds of leases and tokens that request none, for mounts without their own; the maximum by default. */
  readonly defaultLeaseTtl?: number | undefined
  /** The maximum TTL in seconds of leases and tokens, for mounts without their own; 768 hours by default. */
  readonly maxLeaseTtl?: number | undefined
  /** Seconds; a longer wrap TTL is refused. 768 hours by default, which is the maximum TTL of leases. */
  readonly maxWrapTtl?: number | undefined
}

const DEFAULT_MAX_REQUEST_SIZE = 32 * 1024 * 1024
const DEFAULT_MAX_OPEN_REQUEST_SIZE = 1024 * 1024
const FREE_REQUEST_SIZE = 64 * 1024

export const bodyLimits = ({
  maxOpenRequestSize = DEFAULT_MAX_OPEN_REQUEST_SIZE,
  maxRequestSize = DEFAULT_MAX_REQUEST_SIZE
}: ServerOptions): BodyLimits => {
  const free = Math.min(FREE_REQUEST_SIZE, maxRequestSize)
  return { free, open: Math.max(free, maxOpenRequestSize), max: maxRequestSize }
}

/** Assembles a server whose store has been set up. */
export const assembleServer = Effect.fnUntraced(function* (
  options: ServerOptions,
  setUp: SetUpRecord,
  marks: TimeMarks
) {
  const { maxWrapTtl = MAX_TTL, requestLogLevel } = options
  const seal = yield* Seal
  const audit = yield* Audit
  const services: RequestServices = {
    audit,
    trails: Option.getOrUndefined(yield* Effect.serviceOption(AuditTrails)),
    crypto: yield* Crypto,
    cubbyhole: yield* Cubbyhole,
    jwt: yield* WrappingJwt,
    leases: yield* LeaseStore,
    metrics: yield* Metrics,
    mounts: yield* Mounts,
    places: new KnownPlaces(),
    policies: yield* PolicyStore,
    quotas: yield* Quotas,
    revocation: yield* Revocation,
    system: (yield* systemOperations(
      setUp,
      options.gauges ?? (() => []),
      options.node ?? {}
    )) as RequestServices["system"],
    tokens: yield* TokenStore
  }
  const limits = bodyLimits(options)
  const context = {
    services,
    corsSettings: yield* CorsSettingsStore,
    seal,
    limits,
    marks,
    maxWrapTtl,
    openMetrics: options.unauthenticatedMetrics ?? false,
    requestLogLevel: typeof requestLogLevel === "function" ? requestLogLevel : () => requestLogLevel
  }

  return {
    handle: (request) => handle(context, request),
    admit: (head) => admission(context, head),
    maintain: yield* makeMaintain,
    reopenAudit: audit.reopen,
    reloadAudit: audit.reload,
    freeRequestSize: limits.free,
    maxRequestSize: limits.max
  } satisfies EnwrapServer
})
