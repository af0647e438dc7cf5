import { engines } from "@enwrap/engines"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import {
  type AuditDevicesOptions,
  AuditSinkFailure,
  type AuditSinkTypes,
  layerAuditDevices
} from "../../src/server/audit/index.ts"
import { layerMemory, layerNobleCrypto, makeServer, type ServerOptions, type Store } from "../../src/index.ts"
import { type Ask, asking, ROOT } from "../asking.ts"
import { leasing, nothingGiven } from "../leasing-engine.ts"

// oxlint-disable-next-line typescript/no-explicit-any -- tests read any member of an entry
export type Entry = any

/** Devices that keep their lines, and fail if they are told to. The option `name` chooses the list. */
export const keptLines = () => {
  const lines: Record<string, Array<string>> = {}
  /** Decides whether a line of a device fails. */
  let fails = (_name: string, _line: string): boolean => false
  let afterWrite: (line: string) => Effect.Effect<void> = () => Effect.void
  const reopened: Array<string> = []
  const closed: Array<string> = []
  const sinks: AuditSinkTypes = {
    kept: ({ name = "kept", open = "true" }) =>
      open === "true"
        ? Effect.succeed({
            write: (line) =>
              Effect.suspend(() => {
                if (fails(name, line)) return Effect.fail(new AuditSinkFailure({ problem: "the disk is full" }))
                ;(lines[name] ??= []).push(line)
                return afterWrite(line)
              }),
            reopen: Effect.sync(() => void reopened.push(name)),
            close: Effect.sync(() => void closed.push(name))
          })
        : Effect.fail(new AuditSinkFailure({ problem: "there is no such disk" }))
  }
  return {
    sinks,
    reopened,
    closed,
    /** All entries of a device, without the one that tests it. */
    entries: (name = "kept"): ReadonlyArray<Entry> =>
      (lines[name] ?? [])
        .map((line) => JSON.parse(line) as Entry)
        .filter(({ request }) => request.path !== "sys/audit/test"),
    text: (name = "kept"): string => (lines[name] ?? []).join(""),
    clear: (): void => {
      for (const name of Object.keys(lines)) lines[name] = []
    },
    failIf: (next: typeof fails): void => {
      fails = next
    },
    onWrite: (next: typeof afterWrite): void => {
      afterWrite = next
    }
  }
}

export type KeptLines = ReturnType<typeof keptLines>

export interface AuditedServer {
  readonly ask: Ask
  readonly kept: KeptLines
  readonly reopenAudit: Effect.Effect<void>
}

/** A server with one device, and `kv1/`, `secret/` and `lent/`, whose secrets have leases. */
export const auditedServer = (
  options: Partial<AuditDevicesOptions> = {},
  store: Layer.Layer<Store> = layerMemory,
  serverOptions: Partial<ServerOptions> = {}
): Effect.Effect<AuditedServer> =>
  Effect.gen(function* () {
    const kept = keptLines()
    const audit = layerAuditDevices({ sinks: kept.sinks, devices: [{ path: "main", type: "kept" }], ...options })
    const server = yield* makeServer({
      engines: [...engines, leasing(nothingGiven())],
      rootToken: ROOT,
      ...serverOptions,
      audit,
      mounts: [
        { path: "secret/", type: "kv", options: { version: "2" } },
        { path: "kv1/", type: "kv", options: { version: "1" } },
        { path: "lent/", type: "leasing" }
      ]
    })
    return { ask: asking(server), kept, reopenAudit: server.reopenAudit }
  }).pipe(Effect.provide(Layer.mergeAll(store, layerNobleCrypto)), Effect.orDie)
