import type { Handlers } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { goDuration } from "../go-duration.ts"
import type { SecretStore } from "./secret-store.ts"
import { parseSettings } from "./settings.ts"

/** The operations on a mount's settings: `config`. */
export const configHandlers = (store: SecretStore) =>
  ({
    kvV2ConfigRead: () =>
      Effect.map(store.config, ({ casRequired, deleteVersionAfter, maxVersions, metadataCasRequired }) => ({
        data: {
          cas_required: casRequired,
          delete_version_after: goDuration(deleteVersionAfter),
          max_versions: maxVersions,
          metadata_cas_required: metadataCasRequired
        }
      })),

    kvV2ConfigWrite: Effect.fnUntraced(function* ({ fields }) {
      const settings = yield* parseSettings(fields)
      // Any negative duration turns deletion by time off, and is shown as -1s.
      if (settings.deleteVersionAfter !== undefined)
        settings.deleteVersionAfter = Math.max(-1, settings.deleteVersionAfter)
      if (Object.keys(settings).length > 0) yield* store.changeConfig((present) => ({ ...present, ...settings }))
      return undefined
    })
  }) satisfies Partial<Handlers<"kvV2">>
