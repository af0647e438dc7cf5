import { hostname } from "node:os"
import { engines } from "@enwrap/engines"
import { newRootToken, openSealableServer, staticSeal } from "@enwrap/server"
import { layerNodeCrypto, listen, tuneProcess } from "@enwrap/server-node"
import { layerSqlite } from "@enwrap/store-sqlite"
import * as Effect from "effect/Effect"
import { type ExitCode, Failure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { localBanner } from "../dev/banner.ts"
import type { DevOptions } from "../dev/dev-options.ts"
import { listenFailure, reachable } from "../dev/dev-server.ts"
import { listenForStop } from "../dev/stop-signal.ts"
import { layerLogging } from "../server/logging.ts"
import { withTraces } from "../server/traces.ts"
import { keepMaintained } from "../server/keep-maintained.ts"
import { keepRootToken, type LocalFiles, prepareLocalFiles } from "./local-files.ts"

const KEY_ID = "unseal.key"

/** The banner says that the server is initialized and unsealed. */
const logLevel = () => "warn" as const

/** Opens the server of a folder. At the first start, it is initialized; there are no key shares. */
const openLocalServer = Effect.fn("openLocalServer")(function* (
  options: DevOptions,
  files: LocalFiles,
  apiAddress: () => string | undefined
) {
  const { key, rootToken } = files
  const server = yield* Effect.acquireRelease(
    openSealableServer({
      engines,
      seal: staticSeal({ current: { id: KEY_ID, key } }),
      storageType: "sqlite",
      node: { hostname: hostname(), apiAddress },
      rootToken,
      allowedOrigins: options.allowedOrigins,
      maxWrapTtl: options.maxWrapTtl
    }),
    (opened) => opened.close
  )
  const isNew = !server.isInitialized()
  if (isNew) {
    keepRootToken(files)
    yield* server.initialize({ shares: 0, threshold: 0 })
  }
  return { server, isNew }
})

/**
 * Runs a server that keeps its data in a folder, and initializes and unseals itself, until a signal stops it.
 *
 * @throws Failure if the folder cannot be used, or the address cannot be listened on
 */
export const runLocalServer = async (folder: string, options: DevOptions, io: Io): Promise<ExitCode> => {
  tuneProcess()
  const token = Effect.provide(newRootToken, layerNodeCrypto)
  const files = await prepareLocalFiles(folder, () => Effect.runPromise(token))
  const serve = Effect.gen(function* () {
    // Known only after the server listens.
    const own: { url?: string } = {}
    const { isNew, server } = yield* openLocalServer(options, files, () => own.url)
    yield* keepMaintained(server)
    const listening = listen({ server, host: options.address.host, port: options.address.port })
    const { address } = yield* withTraces(io, listening)
    const url = reachable(address)
    own.url = url
    const stopSignal = yield* listenForStop
    io.write(localBanner({ ...files, url, host: options.address.host, isNew }))
    const signal = yield* stopSignal
    io.write(`\n${signal} received: finishing requests in flight, then stopping.\n`)
    return 0 as const
  }).pipe(
    Effect.scoped,
    Effect.provide([layerSqlite({ path: files.database }), layerNodeCrypto, layerLogging("standard", logLevel)])
  )
  return Effect.runPromise(
    Effect.catchTags(serve, {
      ListenError: (error) => Effect.fail(listenFailure(error, options.address)),
      ProtocolError: ({ errors }) => Effect.fail(new Failure(`cannot initialize the server: ${errors.join("; ")}.`)),
      SqliteOpenFailure: ({ message }) => Effect.fail(new Failure(message)),
      StoreFailure: ({ cause }) =>
        Effect.fail(new Failure(`cannot open the store: ${cause instanceof Error ? cause.message : String(cause)}.`))
    })
  )
}
