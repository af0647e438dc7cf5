import { errorTexts, kvWarnings } from "@enwrap/protocol"
import { bodilessError, type EngineResponse, type Handlers, type OperationRequest } from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { orNotFound, refuseIf } from "../refuse.ts"
import { checkMetadataCas } from "./check-and-set.ts"
import { parseCustomMetadata, patchCustomMetadata } from "./custom-metadata.ts"
import { metadataData } from "./responses.ts"
import { newSecret, type SecretMetadata, type Settings } from "./secret-metadata.ts"
import type { SecretStore } from "./secret-store.ts"
import { parseSettings } from "./settings.ts"

type Request = Pick<OperationRequest<"kvV2MetadataWrite">, "fields" | "parameters" | "payload">

/** The operations on the metadata of a secret: `metadata/…`. */
export const metadataHandlers = (store: SecretStore) => {
  /** A change by a request. A write creates a missing secret; a patch fails, and can reset settings and single keys. */
  const change = Effect.fnUntraced(function* ({ fields, parameters, payload }: Request, isPatch: boolean) {
    yield* refuseIf(parameters.path === "" ? errorTexts.missingPath : undefined)
    const settings = yield* parseSettings(fields, isPatch ? payload.members : undefined)
    const custom = payload.members.get("custom_metadata")
    const written = custom === undefined || isPatch ? undefined : yield* parseCustomMetadata(custom)
    if (Object.keys(settings).length === 0 && custom === undefined) return undefined
    const config = yield* store.config.read
    const now = yield* Clock.currentTimeMillis
    return yield* store.change(
      parameters.path,
      Effect.fnUntraced(function* (present) {
        if (present === undefined && isPatch) return yield* bodilessError(404)
        yield* checkMetadataCas(fields.metadata_cas, present, config)
        const secret = present ?? newSecret(now)
        const patched =
          custom === undefined || !isPatch ? undefined : yield* patchCustomMetadata(secret.customMetadata, custom)
        const metadata: SecretMetadata = {
          ...secret,
          ...settings,
          customMetadata: written ?? patched ?? secret.customMetadata,
          updatedTime: now,
          currentMetadataVersion: secret.currentMetadataVersion + 1
        }
        return { result: warnings(settings, config), metadata }
      })
    )
  })

  return {
    kvV2MetadataRead: ({ parameters }) =>
      Effect.map(orNotFound(store.metadata(parameters.path)), (secret) => ({ data: metadataData(secret) })),
    kvV2MetadataWrite: (request) => change(request, false),
    kvV2MetadataPatch: (request) => change(request, true),
    kvV2MetadataDelete: ({ parameters }) =>
      store.changeExisting(parameters.path, ({ versions }) => ({
        metadata: null,
        removed: versions.map(({ version }) => version)
      }))
  } satisfies Partial<Handlers<"kvV2">>
}

/** A secret cannot waive what the mount requires: the setting is stored, and has no effect. */
const warnings = (settings: Partial<Settings>, config: Settings): EngineResponse | undefined => {
  const waived = (["cas_required", "metadata_cas_required"] as const).filter(
    (name) => config[name] && settings[name] === false
  )
  return waived.length === 0 ? undefined : { warnings: waived.map(kvWarnings.casMandatory) }
}
