import * as Layer from "effect/Layer"
import type { Audit, AuditServices } from "../../actions/audit/audit.ts"
import type { AuditDevicesOptions } from "../../actions/audit/audit-devices-options.ts"
import { layerDevices } from "../../actions/audit/layer-audit-devices.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import { AuditTrail } from "../../request/audit-trail.ts"
import { AuditTrails } from "../../request/audit-trails.ts"

const layerTrails = Layer.succeed(AuditTrails, { begin: (...parts) => new AuditTrail(...parts) })

/**
 * The audit devices of a server, for the option `audit` of `openServer` and `openSealableServer`. Their salts are in the store,
 * encrypted. A server that can be sealed opens its devices when it is unsealed, and closes them when it is sealed.
 *
 * The server does not start if a device of the options cannot be enabled, or if no device can be opened. Options that are a function
 * are read when the server is unsealed, and by `reloadAudit` of the server.
 *
 * @example
 * ```ts
 * import { layerMemory, layerNobleCrypto, newRootKey, openServer } from "@enwrap/server"
 * import { type AuditSinkType, layerAuditDevices } from "@enwrap/server/audit"
 * import * as Effect from "effect/Effect"
 *
 * const entries: Array<string> = []
 * const memory: AuditSinkType = () =>
 *   Effect.succeed({
 *     write: (line) => Effect.sync(() => void entries.push(line)),
 *     reopen: Effect.void,
 *     close: Effect.void
 *   })
 * const program = Effect.gen(function* () {
 *   const audit = layerAuditDevices({ sinks: { memory }, devices: [{ path: "all", type: "memory" }] })
 *   return yield* openServer({ engines: [], mounts: [], rootKey: yield* newRootKey, audit })
 * })
 * await Effect.runPromise(Effect.provide(program, [layerMemory, layerNobleCrypto]))
 * // The first entry tests the device.
 * console.log(JSON.parse(entries[0] ?? "").request.path) // sys/audit/test
 * ```
 */
export const layerAuditDevices = (
  options: AuditDevicesOptions | (() => AuditDevicesOptions)
): Layer.Layer<Audit | AuditTrails, StoreFailure, AuditServices> => Layer.merge(layerDevices(options), layerTrails)
