import { engines } from "@enwrap/engines"
import { layerMemory, makeServer } from "@enwrap/server"
import { layerNodeCrypto, listen, type ListenError, tuneProcess } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { type ExitCode, Failure } from "../cli/failure.ts"
import { formatListenAddress, type ListenAddress } from "../input/listen-address.ts"
import type { Io } from "../cli/io.ts"
import { banner } from "./banner.ts"
import type { DevOptions } from "./dev-options.ts"
import { listenForEnd } from "./end-signal.ts"

/**
 * Serves from memory until SIGINT, SIGTERM or SIGHUP, then answers what is in flight and ends.
 *
 * @throws Failure where it cannot listen
 */
export const runDevServer = async (options: DevOptions, io: Io): Promise<ExitCode> => {
  tuneProcess()
  const serve = Effect.gen(function* () {
    const server = yield* makeServer({
      engines,
      rootToken: options.rootToken,
      allowedOrigins: options.allowedOrigins
    })
    yield* Effect.forkScoped(Effect.repeat(server.maintain, Schedule.spaced("1 second")))
    const { address } = yield* listen({ server, host: options.address.host, port: options.address.port })
    const url = reachable(address)
    // Before it says that it is here: who reads that may end it at once.
    const endSignal = yield* listenForEnd
    io.write(banner({ url, host: options.address.host, rootToken: server.rootToken, unsealKey: server.unsealKey }))
    const signal = yield* endSignal
    io.write(`\n${signal}: answering what is in flight, then ending.\n`)
    return 0 as const
  }).pipe(Effect.scoped, Effect.provide([layerMemory, layerNodeCrypto]))
  return Effect.runPromise(
    Effect.catchTag(serve, "ListenError", (error) => Effect.fail(listenFailure(error, options.address)))
  )
}

/** Where a client on this machine finds what listens on every interface. */
const reachable = (url: string): string => url.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")

const listenFailure = (error: ListenError, address: ListenAddress): Failure => {
  const { code } = error.cause as NodeJS.ErrnoException
  const place = formatListenAddress(address)
  switch (code) {
    case "EADDRINUSE":
      return new Failure(`cannot listen on ${place}: the port is in use.`, [
        "Another server may be running there. Choose another port: --dev-listen-address=127.0.0.1:8300, or port 0 for a free one."
      ])
    case "EACCES":
      return new Failure(`cannot listen on ${place}: this user may not.`, [
        "Ports below 1024 are often reserved: choose a higher one."
      ])
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new Failure(`cannot listen on ${place}: this machine has no such address.`, [
        "127.0.0.1 is this machine alone, 0.0.0.0 every interface."
      ])
    default:
      return new Failure(`cannot listen on ${place}${code === undefined ? "" : ` (${code})`}.`)
  }
}
