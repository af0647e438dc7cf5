import type { SecretMetadata, SecretVersion } from "./secret-metadata.ts"

/** What every answer about one version says of it. */
export const versionData = (
  secret: SecretMetadata,
  { createdTime, deletionTime, destroyed, version }: SecretVersion
) => ({
  created_time: timestamp(createdTime),
  custom_metadata: customMetadata(secret),
  deletion_time: timestamp(deletionTime),
  destroyed,
  version
})

/** The answer to a read of the metadata. */
export const metadataData = (secret: SecretMetadata) => ({
  cas_required: secret.casRequired,
  created_time: timestamp(secret.createdTime),
  current_metadata_version: secret.currentMetadataVersion,
  current_version: secret.currentVersion,
  custom_metadata: customMetadata(secret),
  delete_version_after: durationText(secret.deleteVersionAfter),
  max_versions: secret.maxVersions,
  metadata_cas_required: secret.metadataCasRequired,
  oldest_version: secret.oldestVersion,
  updated_time: timestamp(secret.updatedTime),
  versions: Object.fromEntries(
    secret.versions.map(({ createdTime, deletionTime, destroyed, version }) => [
      version,
      { created_time: timestamp(createdTime), deletion_time: timestamp(deletionTime), destroyed }
    ])
  )
})

/** RFC 3339 in UTC; empty where there is no such time. */
const timestamp = (milliseconds: number | undefined): string =>
  milliseconds === undefined ? "" : new Date(milliseconds).toISOString()

const customMetadata = (secret: SecretMetadata) =>
  Object.keys(secret.customMetadata).length === 0 ? null : secret.customMetadata

/** Seconds as `1h0m0s`, `1m30s`, `0s`: every smaller unit is named, unlike in the rest of the protocol. */
export const durationText = (seconds: number): string => {
  const total = Math.abs(seconds)
  const hours = total < 3600 ? "" : `${Math.floor(total / 3600)}h`
  const minutes = total < 60 ? "" : `${Math.floor(total / 60) % 60}m`
  return `${seconds < 0 ? "-" : ""}${hours}${minutes}${total % 60}s`
}
