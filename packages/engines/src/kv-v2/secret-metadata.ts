/** One version of a secret. Times are milliseconds since 1970. */
export interface SecretVersion {
  readonly version: number
  readonly createdTime: number
  /** The version is deleted from this time on, which can be in the future. */
  readonly deletionTime: number | undefined
  readonly destroyed: boolean
}

/** The settings that mounts and secrets have, by the names of their fields, with their defaults. */
export const defaultSettings = {
  cas_required: false,
  /** Seconds. 0 keeps versions, and a negative number of a mount keeps them whatever a secret says. */
  delete_version_after: 0,
  /** 0 leaves the number of versions to the mount, and there to {@link DEFAULT_MAX_VERSIONS}. */
  max_versions: 0,
  metadata_cas_required: false
}

export type Settings = Readonly<typeof defaultSettings>

/** Everything that is stored about a secret, except its data. Times are milliseconds since 1970. */
export interface SecretMetadata extends Settings {
  readonly createdTime: number
  readonly updatedTime: number
  /** `0` before there is data. */
  readonly currentVersion: number
  readonly oldestVersion: number
  /** The number of changes of the metadata, for check-and-set on it. */
  readonly currentMetadataVersion: number
  /** Own properties only, `__proto__` among them: read it with `Object.entries`, make it with `Object.fromEntries`. */
  readonly customMetadata: Readonly<Record<string, string>>
  /** In ascending order. */
  readonly versions: ReadonlyArray<SecretVersion>
}

/** The number of versions to keep if neither the mount nor the secret sets it. */
export const DEFAULT_MAX_VERSIONS = 10

/** A secret without any version. */
export const newSecret = (now: number): SecretMetadata => ({
  ...defaultSettings,
  createdTime: now,
  updatedTime: now,
  currentVersion: 0,
  oldestVersion: 0,
  currentMetadataVersion: 0,
  customMetadata: {},
  versions: []
})

/** The version of a number; 0 and negative numbers mean the current one. */
export const versionOf = (secret: SecretMetadata, number: number): SecretVersion | undefined => {
  const wanted = number > 0 ? number : secret.currentVersion
  return secret.versions.find(({ version }) => version === wanted)
}

/** Whether a version's data can be read. */
export const isReadable = (version: SecretVersion, now: number): boolean =>
  !version.destroyed && !isDeleted(version, now)

/**
 * The secret with a new version, and without the versions that exceed the limit, which is the larger `max_versions` of the
 * mount and the secret.
 */
export const addVersion = (
  secret: SecretMetadata,
  config: Settings,
  now: number
): {
  readonly secret: SecretMetadata
  readonly added: SecretVersion
  readonly removed: ReadonlyArray<SecretVersion>
} => {
  const added: SecretVersion = {
    version: secret.currentVersion + 1,
    createdTime: now,
    deletionTime: plannedDeletion(secret, config, now),
    destroyed: false
  }
  const kept = Math.max(secret.max_versions, config.max_versions) || DEFAULT_MAX_VERSIONS
  const versions = [...secret.versions, added]
  const full = added.version - secret.oldestVersion >= kept
  const oldestVersion = full ? added.version - kept + 1 : secret.oldestVersion
  return {
    secret: {
      ...secret,
      updatedTime: now,
      currentVersion: added.version,
      oldestVersion,
      versions: versions.filter(({ version }) => version >= oldestVersion)
    },
    added,
    removed: versions.filter(({ version }) => version < oldestVersion)
  }
}

/** Marks versions as deleted from now on. Versions that are deleted or destroyed already keep their times. */
export const deleteVersions = (secret: SecretMetadata, numbers: ReadonlyArray<number>, now: number): SecretMetadata =>
  changeVersions(secret, numbers, (version) => (isReadable(version, now) ? { ...version, deletionTime: now } : version))

/** Makes deleted versions readable again, but not destroyed ones. The time until they are deleted starts again. */
export const undeleteVersions = (
  secret: SecretMetadata,
  numbers: ReadonlyArray<number>,
  config: Settings,
  now: number
): SecretMetadata =>
  changeVersions(secret, numbers, (version) =>
    version.destroyed ? version : { ...version, deletionTime: plannedDeletion(secret, config, now) }
  )

/** Marks versions as destroyed. The caller deletes their data. */
export const destroyVersions = (secret: SecretMetadata, numbers: ReadonlyArray<number>): SecretMetadata =>
  changeVersions(secret, numbers, (version) => ({ ...version, destroyed: true }))

const changeVersions = (
  secret: SecretMetadata,
  numbers: ReadonlyArray<number>,
  change: (version: SecretVersion) => SecretVersion
): SecretMetadata => ({
  ...secret,
  versions: secret.versions.map((version) => (numbers.includes(version.version) ? change(version) : version))
})

const isDeleted = (version: SecretVersion, now: number): boolean =>
  version.deletionTime !== undefined && version.deletionTime <= now

/** When a new version will be deleted: after the shorter time of the mount and the secret, if one is set. */
const plannedDeletion = (secret: SecretMetadata, config: Settings, now: number): number | undefined => {
  const times = [secret.delete_version_after, config.delete_version_after].filter((seconds) => seconds > 0)
  return config.delete_version_after < 0 || times.length === 0 ? undefined : now + Math.min(...times) * 1000
}
