import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import * as Context from "effect/Context"
import type { AutoSeal } from "../../ports/auto-seal/port.ts"
import { Crypto } from "../../ports/crypto/port.ts"
import { sealedResponse } from "../../ports/error-response.ts"
import type { WireRequest } from "../../ports/exchange.ts"
import { Store, StoreFailure } from "../../ports/store/port.ts"
import type { InitialKeys, KeyShares } from "../../state/seal/seal.ts"
import { SealStore } from "../../state/seal/seal-store.ts"
import type { ProtocolError } from "../../values/protocol-error.ts"
import { preflightResponse, withCorsHeaders } from "../cors.ts"
import { bodyLimits, type EnwrapServer, type ServerOptions } from "../server.ts"
import { optionsProblem } from "../services.ts"
import { SET_UP } from "../set-up.ts"
import { answerSealed } from "./answer-sealed.ts"
import { loadAll } from "./load-all.ts"
import { ServerSeal } from "./server-seal.ts"

/** The options of {@link openSealableServer}: those of every server, how it is unsealed, and what works without a token. */
export interface SealableOptions extends ServerOptions {
  /** `shamir`: people unseal the server with their key shares. Otherwise the seal unseals it whenever it starts. */
  readonly seal: "shamir" | Effect.Effect<AutoSeal, never, Crypto>
  /**
   * Whether `sys/rekey` and `sys/rekey-recovery-key` are available, which need no token; true by default. Without them, key
   * shares are replaced at `sys/rotate`, which needs one.
   */
  readonly unauthenticatedRekey?: boolean | undefined
  /** Whether `sys/generate-root` is available, which needs no token; true by default. */
  readonly unauthenticatedRootGeneration?: boolean | undefined
  /** What `sys/seal-status` calls the store; `inmem` by default. */
  readonly storageType?: string | undefined
}

/** A server that does not keep its root key. */
export interface SealableServer extends EnwrapServer {
  readonly isInitialized: () => boolean
  readonly isSealed: () => boolean
  /**
   * Initializes an empty store, as `sys/init` does. The shares are those of the unseal key, and the server is sealed afterwards;
   * with automatic unsealing, they are those of the recovery key (there may be none), and the server is unsealed. Check the
   * numbers first: the threshold is from 2 to the number of shares, which is at most 255, or both are 1.
   */
  readonly initialize: (shares: KeyShares) => Effect.Effect<InitialKeys, ProtocolError | StoreFailure>
  /** Seals the server: finishes what has begun, and overwrites the keys in memory. A program that stops the server runs it last. */
  readonly close: Effect.Effect<void>
}

const SEAL_TARGET = "/v1/sys/seal"

const buildSealStore = Effect.fnUntraced(function* (auto: AutoSeal | undefined) {
  const scope = yield* Scope.make()
  const context = yield* Layer.buildWithMemoMap(SealStore.layer(auto), Layer.makeMemoMapUnsafe(), scope)
  return Context.get(context, SealStore)
})

/**
 * Opens a server that can be sealed on a store.
 *
 * On an empty store, the server is not initialized: `sys/init`, or {@link SealableServer.initialize}, creates its keys, and sets
 * the store up with a root token and the mounts of the options. On an initialized store, the server is sealed until enough key
 * shares are received, or is unsealed by the seal. The root key is stored only encrypted, and the server does not keep it. While
 * the server is sealed, it answers only `sys/health`, `sys/seal-status`, `sys/leader`, `sys/init`, `sys/unseal`, `sys/metrics` if
 * that needs no token, and `sys/seal` and `sys/step-down`, which are done already. Only one server at a time may be open on a store.
 *
 * Fails if the store fails, has another type of seal, or was set up by {@link openServer}, and if the seal cannot decrypt the
 * root key. Dies if an option is wrong, or if a stored mount needs an engine that is not among the engines.
 *
 * @example
 * ```ts
 * import { layerMemory, layerNobleCrypto, openSealableServer } from "@enwrap/server"
 * import * as Effect from "effect/Effect"
 *
 * const program = Effect.gen(function* () {
 *   const server = yield* openSealableServer({ engines: [], mounts: [], seal: "shamir" })
 *   const { keys } = yield* server.initialize({ shares: 5, threshold: 3 })
 *   console.log(keys.length, server.isSealed()) // 5 true
 * })
 * await Effect.runPromise(Effect.provide(program, [layerMemory, layerNobleCrypto]))
 * ```
 *
 * @see RW-SYS-31 RW-SYS-32 RW-SYS-37
 */
export const openSealableServer = (
  options: SealableOptions
): Effect.Effect<SealableServer, StoreFailure, Store | Crypto> =>
  Effect.gen(function* () {
    const problem = optionsProblem(options)
    if (problem !== undefined) return yield* Effect.die(new TypeError(problem))
    yield* loadAll
    const store = yield* Store
    const seals = yield* buildSealStore(options.seal === "shamir" ? undefined : yield* options.seal)
    if (seals.record() === undefined && (yield* store.get(SET_UP.space, SET_UP.key)) !== undefined)
      return yield* new StoreFailure({ cause: "the store was set up by a server without a seal" })
    const { allowedOrigins = [], storageType = "inmem" } = options
    const withoutToken = {
      rekey: options.unauthenticatedRekey ?? true,
      rootGeneration: options.unauthenticatedRootGeneration ?? true
    }
    const serverSeal = new ServerSeal(
      { ...options, storageType, withoutToken },
      { crypto: yield* Crypto, seals, store }
    )
    yield* serverSeal.unsealAutomatically
    return adapt(serverSeal, options, allowedOrigins)
  })

/** The server as adapters see it, whether it is sealed or not. */
const adapt = (
  serverSeal: ServerSeal,
  options: SealableOptions,
  allowedOrigins: ReadonlyArray<string>
): SealableServer => {
  const { seal } = serverSeal
  const limits = bodyLimits(options)
  const cors = { allowedOrigins, allowedHeaders: [] }
  const whileSealed = answerSealed(serverSeal, options)

  const handleSealed = (request: WireRequest) => {
    const preflight = preflightResponse(cors, request)
    return preflight === undefined
      ? Effect.map(whileSealed(request), (response) => withCorsHeaders(cors, request, response))
      : Effect.succeed(preflight)
  }

  return {
    handle: (request) =>
      Effect.suspend(() => {
        const { running } = serverSeal
        if (running === undefined) return handleSealed(request)
        const handled = running.track(running.server.handle(request))
        // Whoever seals the server learns when it is done.
        return request.target === SEAL_TARGET
          ? Effect.tap(handled, () => (running.isClosing ? running.close : Effect.void))
          : handled
      }),
    admit: (head) =>
      Effect.suspend(() => {
        const { running } = serverSeal
        return running === undefined
          ? Effect.succeed({ maxBytes: limits.free, beyond: withCorsHeaders(cors, head, sealedResponse) })
          : running.track(running.server.admit(head))
      }),
    maintain: Effect.suspend(() => {
      const { running } = serverSeal
      return running === undefined ? Effect.void : running.track(running.server.maintain)
    }),
    reopenAudit: Effect.suspend(() => {
      const { running } = serverSeal
      return running === undefined ? Effect.void : running.track(running.server.reopenAudit)
    }),
    reloadAudit: Effect.suspend(() => {
      const { running } = serverSeal
      return running === undefined ? Effect.void : running.track(running.server.reloadAudit)
    }),
    freeRequestSize: limits.free,
    maxRequestSize: limits.max,
    isInitialized: () => seal.status().initialized,
    isSealed: seal.isSealed,
    initialize: seal.initialize,
    close: serverSeal.close
  }
}
