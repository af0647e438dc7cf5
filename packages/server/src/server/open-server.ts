import * as Effect from "effect/Effect"
import { Crypto } from "../ports/crypto/port.ts"
import type { Store, StoreFailure } from "../ports/store/port.ts"
import { KEY_BYTES } from "../state/keyring.ts"
import { retainedUnsealKey, Seal } from "../state/seal/seal.ts"
import { hex } from "../values/encodings.ts"
import type { EnwrapServer, ServerOptions } from "./server.ts"
import { openServices, optionsProblem } from "./services.ts"

/** The options of {@link openServer}: those of every server, and the key that its store is encrypted under. */
export interface OpenOptions extends ServerOptions {
  /**
   * 32 random bytes, from {@link newRootKey}. The server's keys are stored encrypted under this key. Whoever has it and the store
   * can read everything but cubbyholes, so keep it apart from the store. Without it, nothing in the store can be read.
   */
  readonly rootKey: Uint8Array
}

/** A server that keeps its root key in memory. */
export interface OpenedServer extends EnwrapServer {
  /** The root token, if the store was set up when this server was opened; `undefined` afterwards. */
  readonly rootToken: string | undefined
  /** Hexadecimal: unseals the server after `sys/seal`. */
  readonly unsealKey: string
}

/** A server whose store was set up just now. */
export interface NewServer extends OpenedServer {
  readonly rootToken: string
}

/** A new root key for {@link openServer}. */
export const newRootKey: Effect.Effect<Uint8Array, never, Crypto> = Effect.map(Crypto, ({ randomBytes }) =>
  randomBytes(KEY_BYTES)
)

/**
 * Opens a server on a store.
 *
 * An empty store is set up: with the root token and the mounts of the options. On a store that has been set up, the server
 * finds everything that was stored, and the root token and the mounts of the options are not used. What an earlier
 * server has begun has its effect at once, and is finished by `maintain`. Only one server at a time may be open on a store.
 *
 * The server keeps the root key in memory, even while it is sealed. See {@link openSealableServer} for one that does not.
 *
 * The server has no `close`: it needs no scope, and keeps its keys in memory, and the files of its audit devices open, until the
 * process ends. It does nothing by itself, so it is enough to close its listeners before its store. Use `openSealableServer` for
 * a server that ends before its process.
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
export const openServer = (options: OpenOptions): Effect.Effect<OpenedServer, StoreFailure, Store | Crypto> =>
  Effect.gen(function* () {
    const { rootKey } = options
    const problem = rootKey.length === KEY_BYTES ? optionsProblem(options) : `rootKey must have ${KEY_BYTES} bytes`
    if (problem !== undefined) return yield* Effect.die(new TypeError(problem))
    // Its scope is never closed: the server exists until the process ends.
    const { rootToken, server } = yield* openServices(options, rootKey, Seal.layerRetaining(rootKey))
    return { ...server, rootToken, unsealKey: hex(retainedUnsealKey(yield* Crypto, rootKey)) }
  })

/**
 * Opens a server on an empty store, with a new root key that is not kept: once the server ends, nothing in the store can be
 * read any more. Use it for development, tests and mocks, and {@link openServer} for a store that outlives the server.
 *
 * It has no `close`, as a server of {@link openServer}.
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
