import { fieldProblems } from "@enwrap/protocol"
import { plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { asBoolean, asInteger, asSeconds, conversionError } from "../fields.ts"

/** The settings that a mount and a secret share; those that a request does not name are absent. */
export interface Settings {
  maxVersions?: number
  casRequired?: boolean
  metadataCasRequired?: boolean
  /** Seconds. */
  deleteVersionAfter?: number
}

/** The fields of a request that hold settings, as the client sent them. */
export interface SettingsFields {
  readonly max_versions?: unknown
  readonly cas_required?: unknown
  readonly metadata_cas_required?: unknown
  readonly delete_version_after?: unknown
}

const MAX_MAX_VERSIONS = 0xffff_ffff

const NAMES = ["max_versions", "cas_required", "metadata_cas_required", "delete_version_after"] as const

/** The fields that a patch sets back: those that are `null`, which count as absent anywhere else. */
export const settingsSetBack = (members: ReadonlyMap<string, string>): SettingsFields =>
  Object.fromEntries(NAMES.filter((name) => members.get(name) === "null").map((name) => [name, null]))

/** Reads the settings that a request names. A field that is `null` goes back to what it is without being set. */
export const parseSettings = (fields: SettingsFields): Effect.Effect<Settings, ProtocolError> => {
  const settings: Settings = {}
  if (fields.max_versions !== undefined) {
    const maxVersions = asInteger(fields.max_versions)
    if (maxVersions === undefined || maxVersions < 0 || maxVersions > MAX_MAX_VERSIONS) {
      return Effect.fail(conversionError("max_versions", fieldProblems.wholeNumberFrom(0, MAX_MAX_VERSIONS)))
    }
    settings.maxVersions = maxVersions
  }
  if (fields.cas_required !== undefined) {
    const casRequired = asBoolean(fields.cas_required)
    if (casRequired === undefined) return Effect.fail(conversionError("cas_required", fieldProblems.boolean))
    settings.casRequired = casRequired
  }
  if (fields.metadata_cas_required !== undefined) {
    const metadataCasRequired = asBoolean(fields.metadata_cas_required)
    if (metadataCasRequired === undefined)
      return Effect.fail(conversionError("metadata_cas_required", fieldProblems.boolean))
    settings.metadataCasRequired = metadataCasRequired
  }
  if (fields.delete_version_after !== undefined) {
    const deleteVersionAfter = asSeconds(fields.delete_version_after)
    if (deleteVersionAfter === undefined)
      return Effect.fail(conversionError("delete_version_after", fieldProblems.duration))
    settings.deleteVersionAfter = deleteVersionAfter
  }
  return Effect.succeed(settings)
}

/** The numbers in the field `versions`: a list, one number, or a text of numbers with commas between. */
export const parseVersions = (value: unknown, none: string): Effect.Effect<ReadonlyArray<number>, ProtocolError> => {
  const items = Array.isArray(value)
    ? value
    : typeof value === "string"
      ? value.split(",").filter((item) => item !== "")
      : value
        ? [value]
        : []
  if (items.length === 0) return Effect.fail(plainError(400, none))
  const versions = items.map(asInteger).filter((version) => version !== undefined)
  return versions.length === items.length
    ? Effect.succeed(versions)
    : Effect.fail(conversionError("versions", fieldProblems.wholeNumbers))
}
