import { hostname } from "node:os"
import { engines } from "@enwrap/engines"
import { layerMemory, makeServer } from "@enwrap/server"
import { layerNodeCrypto, listen, type ListenError, tuneProcess } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { type ExitCode, Failure } from "../cli/failure.ts"
import { formatListenAddress, type ListenAddress } from "../input/listen-address.ts"
import type { Io } from "../cli/io.ts"
import { withTraces } from "../server/traces.ts"
import { banner } from "./banner.ts"
import type { DevOptions } from "./dev-options.ts"
import { listenForStop } from "./stop-signal.ts"

/**
 * Runs a server over the memory store until SIGINT, SIGTERM or SIGHUP, then finishes the requests in flight and stops.
 *
 * @throws Failure if it cannot listen on the address
 */
export const runDevServer = async (options: DevOptions, io: Io): Promise<ExitCode> => {
  tuneProcess()
  const serve = Effect.gen(function* () {
    // Known only after it listens.
    const own: { url?: string } = {}
    const server = yield* makeServer({
      engines,
      rootToken: options.rootToken,
      node: { hostname: hostname(), apiAddress: () => own.url },
      allowedOrigins: options.allowedOrigins,
      maxWrapTtl: options.maxWrapTtl
    })
    yield* Effect.forkScoped(Effect.repeat(server.maintain, Schedule.spaced("1 second")))
    const listening = listen({ server, host: options.address.host, port: options.address.port })
    const { address } = yield* withTraces(io, listening)
    const url = reachable(address)
    own.url = url
    // Before the banner is printed: a script that waits for the banner may stop the server at once.
    const stopSignal = yield* listenForStop
    io.write(banner({ url, host: options.address.host, rootToken: server.rootToken, unsealKey: server.unsealKey }))
    const signal = yield* stopSignal
    io.write(`\n${signal} received: finishing requests in flight, then stopping.\n`)
    return 0 as const
  }).pipe(Effect.scoped, Effect.provide([layerMemory, layerNodeCrypto]))
  return Effect.runPromise(
    Effect.catchTag(serve, "ListenError", (error) => Effect.fail(listenFailure(error, options.address)))
  )
}

/** The URL for clients on this machine, if the server listens on all addresses. Node's `::` includes those of IPv4. */
export const reachable = (url: string): string => url.replace(/\/\/(0\.0\.0\.0|\[::\]):/, "//127.0.0.1:")

/** The failure for the user: what to do next depends on the reason. */
export const listenFailure = (error: ListenError, address: ListenAddress): Failure => {
  const { code } = error.cause as NodeJS.ErrnoException
  const place = formatListenAddress(address)
  switch (code) {
    case "EADDRINUSE":
      return new Failure(`cannot listen on ${place}: the port is in use.`, [
        "Choose another port with --dev-listen-address=127.0.0.1:8300, or port 0 for a free one."
      ])
    case "EACCES":
      return new Failure(`cannot listen on ${place}: permission denied.`, [
        "Ports below 1024 are often reserved. Choose a higher port."
      ])
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new Failure(`cannot listen on ${place}: this machine has no such address.`, [
        "Use 127.0.0.1 for this machine only, or no host, as in :8200, for all addresses."
      ])
    default:
      return new Failure(`cannot listen on ${place}${code === undefined ? "" : ` (${code})`}.`)
  }
}
