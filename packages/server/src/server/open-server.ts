import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { Audit } from "../actions/audit/audit.ts"
import { MountChanges } from "../actions/revocation/mount-changes.ts"
import { Revocation } from "../actions/revocation/revocation.ts"
import { SecretRevocation } from "../actions/revocation/secret-revocation.ts"
import { WrappingJwt } from "../actions/wrapping/wrapping-jwt.ts"
import { Crypto } from "../ports/crypto/port.ts"
import type { Store, StoreFailure } from "../ports/store/port.ts"
import { AuditedHeadersStore } from "../state/audited-headers.ts"
import { CorsSettingsStore } from "../state/cors-settings.ts"
import { Cubbyhole } from "../state/cubbyhole/cubbyhole.ts"
import { KEY_BYTES, Keyring } from "../state/keyring.ts"
import { LeaseStore } from "../state/lease/lease-store.ts"
import { Mounts } from "../state/mount/mounts.ts"
import { PolicyStore } from "../state/policy/policy-store.ts"
import { layerRestingStore } from "../state/request-basis.ts"
import { Seal } from "../state/server-status.ts"
import { RoleStore } from "../state/token/role-store.ts"
import { rootTokenProblem } from "../state/token/token-id.ts"
import { TokenStore } from "../state/token/token-store.ts"
import { assembleServer, type EnwrapServer, type ServerOptions } from "./server.ts"
import { setUp } from "./set-up.ts"

export interface OpenOptions extends ServerOptions {
  /**
   * 32 random bytes, from {@link newRootKey}, from which the server's keys are derived. It and the store together are enough to
   * read everything but cubbyholes, so keep it apart from the store. Nothing in the store can be read without it.
   */
  readonly rootKey: Uint8Array
}

/** A server whose store was set up just now. */
export interface NewServer extends EnwrapServer {
  readonly rootToken: string
}

/** A new root key for {@link openServer}. */
export const newRootKey: Effect.Effect<Uint8Array, never, Crypto> = Effect.map(Crypto, ({ randomBytes }) =>
  randomBytes(KEY_BYTES)
)

const optionsProblem = ({ maxWrapTtl = 1, rootKey, rootToken }: OpenOptions): string | undefined => {
  if (rootKey.length !== KEY_BYTES) return `rootKey must have ${KEY_BYTES} bytes`
  // Otherwise NaN would set no limit.
  if (!(maxWrapTtl >= 1)) return "maxWrapTtl must be at least one second"
  return rootToken === undefined ? undefined : rootTokenProblem(rootToken)
}

const layerServices = ({ allowedOrigins = [], audit = Audit.layerNone, engines, rootKey }: OpenOptions) => {
  const stores = Layer.mergeAll(
    AuditedHeadersStore.layer,
    CorsSettingsStore.layer(allowedOrigins),
    Cubbyhole.layer,
    LeaseStore.layer,
    Mounts.layer(engines),
    PolicyStore.layer,
    RoleStore.layer,
    Seal.layer,
    TokenStore.layer,
    WrappingJwt.layer
  )
  return MountChanges.layer.pipe(
    Layer.provideMerge(audit),
    Layer.provideMerge(Revocation.layer),
    Layer.provideMerge(SecretRevocation.layer),
    Layer.provideMerge(stores),
    Layer.provideMerge(Keyring.layer(rootKey)),
    Layer.provideMerge(layerRestingStore)
  )
}

const open = Effect.fnUntraced(function* (options: OpenOptions) {
  const { rootToken, ...setUpRecord } = yield* setUp(options)
  const revocation = yield* Revocation
  yield* revocation.resume
  const changes = yield* MountChanges
  yield* Effect.catchTag(changes.resume, "ProtocolError", ({ errors }) =>
    Effect.die(new Error(`a mount could not be disabled: ${errors.join("; ")}`))
  )
  return { ...(yield* assembleServer(options, setUpRecord)), rootToken }
})

/**
 * Opens a server on a store.
 *
 * An empty store is set up: with the root token and the mounts of the options. On a store that has been set up, the server
 * finds everything that was stored, and the root token and the mounts of the options are not used. It finishes what an earlier
 * server has begun. Only one server at a time may be open on a store.
 *
 * Fails if the store fails, or was set up with another root key. Dies if an option is wrong, or if a stored mount needs an
 * engine that is not among the engines.
 *
 * @example
 * ```ts
 * import { layerMemory, layerNobleCrypto, newRootKey, openServer } from "@enwrap/server"
 * import * as Effect from "effect/Effect"
 *
 * const program = Effect.gen(function* () {
 *   const rootKey = yield* newRootKey
 *   const first = yield* openServer({ engines: [], mounts: [], rootKey })
 *   console.log(first.rootToken !== undefined) // true: the store was empty
 *   const second = yield* openServer({ engines: [], rootKey })
 *   console.log(second.rootToken) // undefined: the root token is the first one's
 * })
 * await Effect.runPromise(Effect.provide(program, [layerMemory, layerNobleCrypto]))
 * ```
 */
export const openServer = (options: OpenOptions): Effect.Effect<EnwrapServer, StoreFailure, Store | Crypto> =>
  Effect.suspend(() => {
    const problem = optionsProblem(options)
    return problem === undefined
      ? Effect.flatMap(Scope.make(), (scope) =>
          // It is never closed: the server exists until the process ends.
          Effect.flatMap(Layer.buildWithScope(layerServices(options), scope), (services) =>
            Effect.provideContext(open(options), services)
          )
        )
      : Effect.die(new TypeError(problem))
  })

/**
 * Opens a server on an empty store, with a new root key that is not kept: once the server ends, nothing in the store can be
 * read any more. Use it for development, tests and mocks, and {@link openServer} for a store that outlives the server.
 *
 * @example
 * ```ts
 * import { layerMemory, layerNobleCrypto, makeServer } from "@enwrap/server"
 * import * as Effect from "effect/Effect"
 *
 * const program = makeServer({ engines: [], mounts: [] }).pipe(Effect.provide([layerMemory, layerNobleCrypto]))
 * const server = await Effect.runPromise(program)
 * console.log(server.rootToken)
 * ```
 */
export const makeServer = (options: ServerOptions): Effect.Effect<NewServer, StoreFailure, Store | Crypto> =>
  Effect.flatMap(newRootKey, (rootKey) =>
    // A store that was not empty would have another root key, and opening it would have failed.
    Effect.map(openServer({ ...options, rootKey }), (server) => ({ ...server, rootToken: server.rootToken! }))
  )
