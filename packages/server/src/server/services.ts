import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { Audit } from "../actions/audit/audit.ts"
import { MountChanges } from "../actions/revocation/mount-changes.ts"
import { Revocation } from "../actions/revocation/revocation.ts"
import { SecretRevocation } from "../actions/revocation/secret-revocation.ts"
import { WrappingJwt } from "../actions/wrapping/wrapping-jwt.ts"
import type { Crypto } from "../ports/crypto/port.ts"
import type { Store, StoreFailure } from "../ports/store/port.ts"
import { AuditedHeadersStore } from "../state/audited-headers.ts"
import { CorsSettingsStore } from "../state/cors-settings.ts"
import { Closing, makeClosing } from "../state/closing.ts"
import { Cubbyhole } from "../state/cubbyhole/cubbyhole.ts"
import { KeyRotation } from "../state/key-rotation.ts"
import { DamagedRecords } from "../state/damaged-records.ts"
import { Keyring } from "../state/keyring.ts"
import { LeaseStore } from "../state/lease/lease-store.ts"
import { layerMeasuredStore } from "../state/metrics/measured-store.ts"
import { Metrics } from "../state/metrics/metrics.ts"
import { Mounts } from "../state/mount/mounts.ts"
import { PolicyStore } from "../state/policy/policy-store.ts"
import { Quotas } from "../state/quota/quotas.ts"
import { layerReEncryptedStore } from "../state/re-encryption/re-encrypted-store.ts"
import { layerDependentStore } from "../state/request-dependencies.ts"
import { ServerTime } from "../state/server-time.ts"
import { type Cluster, clusterOf } from "../state/set-up-record.ts"
import { RoleStore } from "../state/token/role-store.ts"
import { rootTokenProblem } from "../state/token/token-id.ts"
import { TokenStore } from "../state/token/token-store.ts"
import { assembleServer, type EnwrapServer, type ServerOptions } from "./server.ts"
import { withServerTime } from "./with-server-time.ts"
import { layerLazyReEncryption } from "./lazy-re-encryption.ts"
import { type FirstRecords, setUp } from "./set-up.ts"
import { makeTimeMarks } from "./time-marks.ts"
import type { Seal } from "../state/seal/seal.ts"
import { MAX_TTL, type TtlLimits } from "../values/ttl.ts"

/** The TTLs of mounts without their own, and of tokens. A shorter maximum shortens the default too. */
const systemTtlOf = ({
  defaultLeaseTtl,
  maxLeaseTtl = MAX_TTL
}: Pick<ServerOptions, "defaultLeaseTtl" | "maxLeaseTtl">): TtlLimits => ({
  default: defaultLeaseTtl ?? Math.min(MAX_TTL, maxLeaseTtl),
  max: maxLeaseTtl
})

/** What is wrong with the options, if anything is. */
export const optionsProblem = (options: ServerOptions): string | undefined => {
  const { maxWrapTtl = 1, rootToken } = options
  // Otherwise NaN would set no limit.
  if (!(maxWrapTtl >= 1)) return "maxWrapTtl must be at least one second"
  const { default: defaultTtl, max } = systemTtlOf(options)
  if (!(defaultTtl >= 1)) return "defaultLeaseTtl must be at least one second"
  if (!(max >= defaultTtl)) return "maxLeaseTtl must not be less than defaultLeaseTtl"
  return rootToken === undefined ? undefined : rootTokenProblem(rootToken)
}

const layerServices = (
  { allowedOrigins = [], audit = Audit.layerNone, engines, ...options }: ServerOptions,
  rootKey: Uint8Array,
  closing: typeof Closing.Service
) => {
  const stores = Layer.mergeAll(
    AuditedHeadersStore.layer,
    CorsSettingsStore.layer(allowedOrigins),
    Cubbyhole.layer,
    KeyRotation.layer,
    LeaseStore.layer,
    Quotas.layer.pipe(Layer.provideMerge(Mounts.layer(engines, systemTtlOf(options)))),
    PolicyStore.layer,
    RoleStore.layer,
    TokenStore.layer,
    layerLazyReEncryption,
    WrappingJwt.layer
  )
  return MountChanges.layer.pipe(
    Layer.provideMerge(audit),
    Layer.provideMerge(Revocation.layer),
    Layer.provideMerge(SecretRevocation.layer),
    Layer.provideMerge(stores),
    // The keyring is below the store that needs it, so it has a store of its own.
    Layer.provideMerge(Layer.fresh(layerDependentStore).pipe(Layer.provide(layerReEncryptedStore))),
    Layer.provideMerge(Keyring.layer(rootKey).pipe(Layer.provide(layerDependentStore))),
    Layer.provideMerge(layerMeasuredStore),
    Layer.provideMerge(DamagedRecords.layer),
    Layer.provideMerge(Layer.succeed(Closing, closing)),
    Layer.provideMerge(Metrics.layer)
  )
}

type Services = Layer.Success<ReturnType<typeof layerServices>>

/** The seal, and what needs the services of the server and depends on the seal. */
export type SealLayer = Layer.Layer<Seal, never, Services | Crypto>

const assemble = Effect.fnUntraced(function* (
  options: ServerOptions,
  time: ServerTime,
  first: FirstRecords | undefined
) {
  const marks = yield* makeTimeMarks(time)
  yield* marks.resume
  const { rootToken, ...setUpRecord } = yield* setUp(options, first)
  const server = withServerTime(yield* assembleServer(options, setUpRecord, marks), time, marks)
  return { server, cluster: clusterOf(setUpRecord), rootToken }
})

/** A server with its services, which exist until its scope is closed. */
export interface OpenedServices {
  readonly server: EnwrapServer
  readonly cluster: Cluster
  /** Only if the store was set up by this call. */
  readonly rootToken: string | undefined
  readonly scope: Scope.Closeable
  /** Long work ends soon, so that the scope can be closed. */
  readonly beginClosing: () => void
}

/**
 * Opens a server on a store, with new services: none is shared with another server of this process.
 *
 * @param first what a new store gets when it is set up
 */
export const openServices = (
  options: ServerOptions,
  rootKey: Uint8Array,
  seal: SealLayer,
  first?: FirstRecords
): Effect.Effect<OpenedServices, StoreFailure, Store | Crypto> =>
  Effect.flatMap(Scope.make(), (scope) => {
    const { begin: beginClosing, closing } = makeClosing()
    const layer = seal.pipe(Layer.provideMerge(layerServices(options, rootKey, closing)))
    const built = Layer.buildWithMemoMap(layer, Layer.makeMemoMapUnsafe(), scope)
    const time = new ServerTime()
    const opened = Effect.flatMap(built, (context) => Effect.provideContext(assemble(options, time, first), context))
    const timed = Clock.clockWith((clock) => {
      time.look(clock)
      return time.during(opened)
    })
    return Effect.onError(
      Effect.map(timed, (parts) => ({ ...parts, scope, beginClosing })),
      () => Scope.close(scope, Exit.void)
    )
  })
