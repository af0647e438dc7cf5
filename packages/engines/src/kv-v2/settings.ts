import { fieldProblems } from "@enwrap/protocol"
import { type DecodedFields, fieldError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/** The settings that mounts and secrets share. Those that a request does not set are absent. */
export interface Settings {
  maxVersions?: number
  casRequired?: boolean
  metadataCasRequired?: boolean
  /** Seconds. */
  deleteVersionAfter?: number
}

/** The fields of a request that hold settings. */
type SettingsFields = DecodedFields<"kvV2ConfigWrite">

const MAX_MAX_VERSIONS = 0xffff_ffff

/**
 * The settings in a request. `patched` are the members of a patch's body: a setting that is `null` there is reset, while it is
 * absent in any other request.
 */
export const parseSettings = (
  fields: SettingsFields,
  patched: ReadonlyMap<string, string> = new Map()
): Effect.Effect<Settings, ProtocolError> => {
  const isReset = (name: keyof SettingsFields) => patched.get(name) === "null"
  const maxVersions = isReset("max_versions") ? 0 : fields.max_versions
  const casRequired = isReset("cas_required") ? false : fields.cas_required
  const metadataCasRequired = isReset("metadata_cas_required") ? false : fields.metadata_cas_required
  const deleteVersionAfter = isReset("delete_version_after") ? 0 : fields.delete_version_after
  if (maxVersions !== undefined && (maxVersions < 0 || maxVersions > MAX_MAX_VERSIONS))
    return Effect.fail(fieldError("max_versions", fieldProblems.wholeNumberFrom(0, MAX_MAX_VERSIONS)))
  return Effect.succeed({
    ...(maxVersions === undefined ? {} : { maxVersions }),
    ...(casRequired === undefined ? {} : { casRequired }),
    ...(metadataCasRequired === undefined ? {} : { metadataCasRequired }),
    ...(deleteVersionAfter === undefined ? {} : { deleteVersionAfter })
  })
}
