import { isDeepStrictEqual } from "node:util"
import * as Redacted from "effect/Redacted"
import type { ListenerConfig } from "../config/listener-config.ts"
import type { SealConfig, SealKey } from "../config/seal-config.ts"
import type { ServerConfig } from "../config/server-config.ts"
import { placeOf } from "./listeners.ts"

/** A key is not equal to a copy of it as long as it is redacted. */
const comparableKey = (sealKey: SealKey | undefined) =>
  sealKey && { id: sealKey.id, key: Buffer.from(Redacted.value(sealKey.key)).toString("base64") }

const comparableSeal = (seal: SealConfig) =>
  seal.type === "shamir"
    ? seal
    : { type: seal.type, current: comparableKey(seal.current), previous: comparableKey(seal.previous) }

/** Without what new connections get after a reload. */
const comparableListener = (listener: ListenerConfig) =>
  listener.type === "tcp" ? { ...listener, tls: listener.tls !== undefined } : listener

const settings: ReadonlyArray<readonly [name: string, read: (config: ServerConfig) => unknown]> = [
  ["storage", ({ storage }) => storage],
  ["seal", ({ seal }) => comparableSeal(seal)],
  ["default_lease_ttl", ({ leaseTtl }) => leaseTtl.default],
  ["max_lease_ttl", ({ leaseTtl }) => leaseTtl.max],
  ["api_addr", ({ apiAddress }) => apiAddress],
  ["log_format", ({ logFormat }) => logFormat],
  ["pid_file", ({ pidFile }) => pidFile]
]

const changedListeners = (
  started: ReadonlyArray<ListenerConfig>,
  now: ReadonlyArray<ListenerConfig>
): ReadonlyArray<string> => {
  const places = [...new Set([...started, ...now].map(placeOf))]
  const at = (listeners: ReadonlyArray<ListenerConfig>, place: string) =>
    listeners.filter((listener) => placeOf(listener) === place).map(comparableListener)
  return places
    .filter((place) => !isDeepStrictEqual(at(started, place), at(now, place)))
    .map((place) => `the listener ${place}`)
}

/** Names the settings of a configuration that differ from those that the server was started with, and need a restart. */
export const restartNeeded = (started: ServerConfig, now: ServerConfig): ReadonlyArray<string> => [
  ...settings.filter(([, read]) => !isDeepStrictEqual(read(started), read(now))).map(([name]) => name),
  ...changedListeners(started.listeners, now.listeners)
]
