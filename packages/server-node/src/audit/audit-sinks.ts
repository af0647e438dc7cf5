import type { AuditSink, AuditSinkType, AuditSinkTypes } from "@enwrap/server/audit"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { fileSink } from "./file-sink.ts"
import { socketSink } from "./socket-sink.ts"

/**
 * The types of audit devices on Node.js: `file`, which also writes to standard output, and `socket`. What they have opened is closed
 * when the scope ends, after everything that was accepted is written.
 *
 * @example
 * ```ts
 * import { engines } from "@enwrap/engines"
 * import { layerMemory, newRootKey, openServer } from "@enwrap/server"
 * import { layerAuditDevices } from "@enwrap/server/audit"
 * import { layerNodeCrypto, listen, nodeAuditSinks } from "@enwrap/server-node"
 * import * as Effect from "effect/Effect"
 *
 * const serve = Effect.gen(function* () {
 *   const audit = layerAuditDevices({
 *     sinks: yield* nodeAuditSinks,
 *     devices: [{ path: "file", type: "file", options: { file_path: "/var/log/enwrap/audit.log" } }]
 *   })
 *   const server = yield* openServer({ engines, rootKey: yield* newRootKey, audit })
 *   yield* listen({ server, port: 8200 })
 *   process.on("SIGHUP", () => Effect.runFork(server.reopenAudit))
 *   yield* Effect.never
 * }).pipe(Effect.scoped, Effect.provide([layerMemory, layerNodeCrypto]))
 * export const run = () => Effect.runPromise(serve)
 * ```
 */
export const nodeAuditSinks: Effect.Effect<AuditSinkTypes, never, Scope.Scope> = Effect.gen(function* () {
  const open = new Set<AuditSink>()
  yield* Effect.addFinalizer(() => Effect.forEach([...open], (sink) => sink.close, { discard: true }))
  const tracked =
    (type: AuditSinkType): AuditSinkType =>
    (options, settings) =>
      Effect.map(type(options, settings), (sink) => {
        const kept: AuditSink = {
          ...sink,
          close: Effect.suspend(() => {
            open.delete(kept)
            return sink.close
          })
        }
        open.add(kept)
        return kept
      })
  return { file: tracked(fileSink), socket: tracked(socketSink) }
})
