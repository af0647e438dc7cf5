import type { Handlers } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { goDuration } from "../go-duration.ts"
import type { SecretStore } from "./secret-store.ts"
import { parseSettings } from "./settings.ts"

/** The operations on a mount's settings: `config`. */
export const configHandlers = ({ config }: SecretStore) =>
  ({
    kvV2ConfigRead: () =>
      Effect.map(config.read, (settings) => ({
        data: { ...settings, delete_version_after: goDuration(settings.delete_version_after) }
      })),

    kvV2ConfigWrite: Effect.fnUntraced(function* ({ fields }) {
      const { delete_version_after: seconds, ...rest } = yield* parseSettings(fields)
      // Any negative duration turns deletion by time off, and is shown as -1s.
      const settings = seconds === undefined ? rest : { ...rest, delete_version_after: Math.max(-1, seconds) }
      if (Object.keys(settings).length > 0)
        yield* config.change((present) => Effect.succeed({ ...present, ...settings }))
      return undefined
    })
  }) satisfies Partial<Handlers<"kvV2">>
