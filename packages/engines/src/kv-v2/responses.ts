import { goDuration } from "../go-duration.ts"
import type { SecretMetadata, SecretVersion } from "./secret-metadata.ts"

/** One version as every response shows it. */
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

/** The metadata of a secret as a response shows it. */
export const metadataData = (secret: SecretMetadata) => ({
  cas_required: secret.cas_required,
  created_time: timestamp(secret.createdTime),
  current_metadata_version: secret.currentMetadataVersion,
  current_version: secret.currentVersion,
  custom_metadata: customMetadata(secret),
  delete_version_after: goDuration(secret.delete_version_after),
  max_versions: secret.max_versions,
  metadata_cas_required: secret.metadata_cas_required,
  oldest_version: secret.oldestVersion,
  updated_time: timestamp(secret.updatedTime),
  versions: Object.fromEntries(
    secret.versions.map(({ createdTime, deletionTime, destroyed, version }) => [
      version,
      { created_time: timestamp(createdTime), deletion_time: timestamp(deletionTime), destroyed }
    ])
  )
})

/** RFC 3339 in UTC; empty if the time is absent. */
const timestamp = (milliseconds: number | undefined): string =>
  milliseconds === undefined ? "" : new Date(milliseconds).toISOString()

const customMetadata = (secret: SecretMetadata) =>
  Object.keys(secret.customMetadata).length === 0 ? null : secret.customMetadata
