import * as Effect from "effect/Effect"
import { defaultLimits, type Limits } from "../limits.ts"
import { openFilesLimit } from "../process/open-files.ts"
import { mostLingering } from "./ended-sockets.ts"

/**
 * Files that a server opens besides the sockets of its clients. About 60 are for the database, threads, standard output and a few
 * audit files; the others are for more audit devices, and for connections to other servers.
 */
const RESERVED_FILES = 128

/** However few files the process may open, a listener accepts this many connections: with fewer, it would serve nobody. */
const LEAST_CONNECTIONS = 8

/** The files of a listener: its own socket, those of its connections, and those that linger after their last response. */
const filesOf = (connections: number): number => 1 + connections + mostLingering(connections)

/** The most connections of a listener that may open this number of files. */
const connectionsIn = (files: number): number => {
  const sockets = files - 1
  return Math.max(Math.floor(sockets / 2), sockets - mostLingering(Infinity))
}

/**
 * The most connections that each of the listeners can have. A listener that needs less than its share leaves the rest to the others.
 *
 * @param wanted the limit of connections of each listener
 * @param openFiles how many files the process may open
 */
export const fittingConnections = (wanted: ReadonlyArray<number>, openFiles: number): number => {
  let left = openFiles - RESERVED_FILES
  let listeners = wanted.length
  let fitting = Infinity
  for (const connections of wanted.toSorted((a, b) => a - b)) {
    fitting = connectionsIn(Math.floor(left / listeners))
    if (connections > fitting) break
    left -= filesOf(connections)
    listeners--
  }
  return Math.max(fitting, LEAST_CONNECTIONS)
}

/**
 * The complete limits of listeners of one process. If the process may not open enough files for all their connections, the limits
 * of connections are lowered, and one warning is logged. Otherwise the operating system would refuse clients in the place of the
 * listener, and it does not choose whom: idle connections could keep all clients out.
 *
 * `listen` does this for its own listener. If a process has several listeners, call this for all of them first.
 *
 * @param listeners the limits of each listener that differ from `defaultLimits`
 * @example
 * ```ts
 * import { type EnwrapServer } from "@enwrap/server"
 * import { fittingLimits, listen } from "@enwrap/server-node"
 * import * as Effect from "effect/Effect"
 *
 * export const serve = (server: EnwrapServer) =>
 *   Effect.gen(function* () {
 *     const [forAll, forProxy] = yield* fittingLimits([{}, { connections: 100 }])
 *     yield* listen({ server, limits: forAll, port: 8200 })
 *     yield* listen({ server, limits: forProxy, socketPath: "/run/enwrap.sock" })
 *   })
 * ```
 */
export const fittingLimits = (
  listeners: ReadonlyArray<Partial<Limits> | undefined>
): Effect.Effect<ReadonlyArray<Limits>> =>
  Effect.suspend(() => {
    const complete = listeners.map((limits) => ({ ...defaultLimits, ...limits }))
    const wanted = complete.map(({ connections }) => connections)
    const openFiles = openFilesLimit()
    const most = fittingConnections(wanted, openFiles)
    const largest = Math.max(...wanted)
    if (largest <= most) return Effect.succeed(complete)
    const enough = wanted.reduce((sum, connections) => sum + filesOf(connections), RESERVED_FILES)
    return Effect.as(
      Effect.logWarning(
        `this process may open only ${openFiles} files, so each listener accepts at most ${most} connections, and not ${largest}: raise the limit of open files to ${enough} or more, with LimitNOFILE in the systemd unit, or with \`ulimit -n\` in a shell`
      ),
      complete.map((limits) => ({ ...limits, connections: Math.min(limits.connections, most) }))
    )
  })
