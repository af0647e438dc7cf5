import { warningTexts } from "@enwrap/protocol"
import type { Engine } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { configHandlers } from "./config-handlers.ts"
import { dataHandlers } from "./data-handlers.ts"
import { listHandlers } from "./list-handlers.ts"
import { metadataHandlers } from "./metadata-handlers.ts"
import { makeSecretStore } from "./secret-store.ts"
import { upgradeFromV1 } from "./upgrade.ts"
import { versionHandlers } from "./version-handlers.ts"

/** Who asks for a path of version 1 is told the command that knows the paths of this one. */
const COMMANDS: ReadonlyMap<string, string> = new Map([
  ["read", "get"],
  ["list", "list"],
  ["scan", "scan"],
  ["update", "put"],
  ["patch", "patch"],
  ["delete", "delete"]
])

/** What needs the name of a secret behind it. */
const NAMELESS: ReadonlySet<string> = new Set(["metadata", "data", "delete", "undelete", "destroy"])

/** Key-value, version 2: secrets with versions, check-and-set and metadata. @see RW-KV-4 to RW-KV-19 */
export const kvV2: Engine<"kvV2"> = {
  kind: "secret",
  group: "kvV2",
  type: "kv",
  description: "key-value secrets with versions",
  options: { version: "2" },
  mount: ({ storage }) => {
    const store = makeSecretStore(storage)
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
        // A setting, or a version by its number, is only ever updated.
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
