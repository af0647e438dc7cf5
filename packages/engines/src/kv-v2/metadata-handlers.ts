import { errorTexts, kvWarnings } from "@enwrap/protocol"
import { bodilessError, type EngineResponse, type Handlers, plainError, silentError } from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { checkMetadataCas } from "./check-and-set.ts"
import { parseCustomMetadata, patchCustomMetadata } from "./custom-metadata.ts"
import { metadataData } from "./responses.ts"
import { type KvConfig, newSecret, type SecretMetadata } from "./secret-metadata.ts"
import type { SecretStore } from "./secret-store.ts"
import { parseSettings, type Settings } from "./settings.ts"

/** The operations on the metadata of a secret: `metadata/…`. */
export const metadataHandlers = (store: SecretStore) =>
  ({
    kvV2MetadataRead: Effect.fnUntraced(function* ({ parameters }) {
      const secret = yield* store.metadata(parameters.path)
      return secret === undefined ? yield* silentError(404) : { data: metadataData(secret) }
    }),

    kvV2MetadataWrite: Effect.fnUntraced(function* ({ fields, parameters, payload }) {
      if (parameters.path === "") return yield* plainError(400, errorTexts.missingPath)
      const settings = yield* parseSettings(fields)
      const cas = fields.metadata_cas
      const text = payload.members.get("custom_metadata")
      const customMetadata = text === undefined ? undefined : yield* parseCustomMetadata(text)
      if (Object.keys(settings).length === 0 && customMetadata === undefined) return undefined
      const config = yield* store.config
      const now = yield* Clock.currentTimeMillis
      return yield* store.change(parameters.path, (present) => {
        const secret = present ?? newSecret(now)
        const metadata = changed(secret, settings, customMetadata ?? secret.customMetadata, now)
        return Effect.as(checkMetadataCas(cas, present, config), { result: warnings(settings, config), metadata })
      })
    }),

    kvV2MetadataPatch: Effect.fnUntraced(function* ({ fields, parameters, payload }) {
      if (parameters.path === "") return yield* plainError(400, errorTexts.missingPath)
      const settings = yield* parseSettings(fields, payload.members)
      const cas = fields.metadata_cas
      const patch = payload.members.get("custom_metadata")
      if (Object.keys(settings).length === 0 && patch === undefined) return undefined
      const config = yield* store.config
      const now = yield* Clock.currentTimeMillis
      return yield* store.change(
        parameters.path,
        Effect.fnUntraced(function* (secret) {
          if (secret === undefined) return yield* bodilessError(404)
          yield* checkMetadataCas(cas, secret, config)
          const customMetadata =
            patch === undefined ? secret.customMetadata : yield* patchCustomMetadata(secret.customMetadata, patch)
          return { result: warnings(settings, config), metadata: changed(secret, settings, customMetadata, now) }
        })
      )
    }),

    kvV2MetadataDelete: ({ parameters }) =>
      store.change(parameters.path, (secret) =>
        Effect.succeed(
          secret === undefined
            ? { result: undefined }
            : { result: undefined, metadata: null, removed: secret.versions.map(({ version }) => version) }
        )
      )
  }) satisfies Partial<Handlers<"kvV2">>

const changed = (
  secret: SecretMetadata,
  settings: Settings,
  customMetadata: SecretMetadata["customMetadata"],
  now: number
): SecretMetadata => ({
  ...secret,
  ...settings,
  customMetadata,
  updatedTime: now,
  currentMetadataVersion: secret.currentMetadataVersion + 1
})

/** A secret cannot waive what the mount requires: the setting is stored, and has no effect. */
const warnings = (settings: Settings, config: KvConfig): EngineResponse | undefined => {
  const waived = [
    ...(config.casRequired && settings.casRequired === false ? ["cas_required"] : []),
    ...(config.metadataCasRequired && settings.metadataCasRequired === false ? ["metadata_cas_required"] : [])
  ]
  if (waived.length === 0) return undefined
  return {
    warnings: waived.map(kvWarnings.casMandatory)
  }
}
