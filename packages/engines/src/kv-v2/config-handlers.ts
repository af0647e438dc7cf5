import type { Handlers } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { durationText } from "./responses.ts"
import type { SecretStore } from "./secret-store.ts"
import { parseSettings } from "./settings.ts"

/** The operations on a mount's settings: `config`. */
export const configHandlers = (store: SecretStore): Pick<Handlers<"kvV2">, "kvV2ReadConfig" | "kvV2WriteConfig"> => ({
  kvV2ReadConfig: () =>
    Effect.map(store.config, ({ casRequired, deleteVersionAfter, maxVersions, metadataCasRequired }) => ({
      data: {
        cas_required: casRequired,
        delete_version_after: durationText(deleteVersionAfter),
        max_versions: maxVersions,
        metadata_cas_required: metadataCasRequired
      }
    })),

  kvV2WriteConfig: Effect.fnUntraced(function* ({ fields }) {
    const settings = yield* parseSettings(fields)
    // However far below nought: it switches deletion by time off, and is read back as one second below.
    if (settings.deleteVersionAfter !== undefined)
      settings.deleteVersionAfter = Math.max(-1, settings.deleteVersionAfter)
    if (Object.keys(settings).length > 0) yield* store.changeConfig((present) => ({ ...present, ...settings }))
    return undefined
  })
})
