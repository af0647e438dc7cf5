import { fieldProblems } from "@enwrap/protocol"
import type { DecodedFields, ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { refuseField } from "../refuse.ts"
import { defaultSettings, type Settings } from "./secret-metadata.ts"

const MAX_MAX_VERSIONS = 0xffff_ffff

/**
 * The settings in a request. Those that it does not set are absent. `patched` are the members of a patch's body: a setting that
 * is `null` there is reset, while it is absent in any other request.
 */
export const parseSettings = (
  fields: DecodedFields<"kvV2ConfigWrite">,
  patched: ReadonlyMap<string, string> = new Map()
): Effect.Effect<Partial<Settings>, ProtocolError> => {
  const settings: Partial<Settings> = Object.fromEntries(
    Object.entries(defaultSettings).flatMap(([name, initial]) => {
      const value = patched.get(name) === "null" ? initial : fields[name as keyof Settings]
      return value === undefined ? [] : [[name, value]]
    })
  )
  const { max_versions: maxVersions = 0 } = settings
  return maxVersions < 0 || maxVersions > MAX_MAX_VERSIONS
    ? refuseField("max_versions", fieldProblems.wholeNumberFrom(0, MAX_MAX_VERSIONS))
    : Effect.succeed(settings)
}
