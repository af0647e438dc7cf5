import { warningTexts } from "@enwrap/protocol"
import type { Engine } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { configHandlers } from "./config-handlers.ts"
import { dataHandlers } from "./data-handlers.ts"
import { listHandlers } from "./list-handlers.ts"
import { metadataHandlers } from "./metadata-handlers.ts"
import { SecretStore } from "./secret-store.ts"
import { upgradeFromV1 } from "./upgrade.ts"
import { versionHandlers } from "./version-handlers.ts"

/** A request for a path of version 1 gets a warning with the command for the paths of version 2. */
const COMMANDS: ReadonlyMap<string, string> = new Map([
  ["read", "get"],
  ["list", "list"],
  ["scan", "scan"],
  ["update", "put"],
  ["patch", "patch"],
  ["delete", "delete"]
])

/** The paths that need the name of a secret after them. */
const NAMELESS: ReadonlySet<string> = new Set(["metadata", "data", "delete", "undelete", "destroy"])

/**
 * Key-value, version 2: JSON objects with versions, check-and-set, metadata and patches. A mount that is upgraded from version
 * 1 keeps its secrets.
 *
 * @example
 * ```ts
 * import { kvV1, kvV2 } from "@enwrap/engines"
 * import { makeServer } from "@enwrap/server"
 *
 * // A mount of type `kv` without options gets the first one.
 * const server = makeServer({ engines: [kvV1, kvV2] })
 * ```
 *
 * @see RW-KV-4 to RW-KV-19
 */
export const kvV2: Engine<"kvV2"> = {
  kind: "secret",
  group: "kvV2",
  type: "kv",
  description: "key-value secrets with versions",
  options: { version: "2" },
  mount: ({ storage }) => {
    const store = new SecretStore(storage)
    return Effect.as(upgradeFromV1(storage, store), {
      handlers: {
        ...dataHandlers(store),
        ...metadataHandlers(store),
        ...listHandlers(store),
        ...versionHandlers(store),
        ...configHandlers(store)
      },
      exists: (path) => {
        const secret = /^(?:data|metadata)\/(.*)$/s.exec(path)?.[1]
        // Settings, and versions by number, are only ever updated.
        return secret === undefined
          ? Effect.succeed(true)
          : Effect.map(store.metadata(secret), (metadata) => metadata !== undefined)
      },
      unknownPath: (verb, path) => {
        if (NAMELESS.has(path)) return { status: 404, data: null, warnings: [warningTexts.kvV2Nameless] }
        const command = COMMANDS.get(verb)
        return command === undefined
          ? undefined
          : { status: 404, data: null, warnings: [warningTexts.kvV1Path(command)] }
      }
    })
  }
}
