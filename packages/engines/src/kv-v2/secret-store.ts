import type { Storage, StorageChange, StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { parseRecord, StoredRecord } from "../stored-record.ts"
import { defaultSettings, type SecretMetadata, type Settings } from "./secret-metadata.ts"

/** A change of a secret, as one atomic step. */
export interface SecretChange<A> {
  readonly result: A
  /** The new metadata; absent if it stays the same, `null` if the secret is deleted. */
  readonly metadata?: SecretMetadata | null
  /** The data of a new version. */
  readonly written?: { readonly version: number; readonly data: string }
  /** The versions whose data is deleted. */
  readonly removed?: ReadonlyArray<number>
}

const METADATA = "metadata/"
const metadataKey = (path: string): string => METADATA + path
/** Unique for each version of each secret: what follows the last slash is the version. */
const dataKey = (path: string, version: number): string => `versions/${path}/${version}`

/** The secrets of a mount, with their keys in its storage. */
export class SecretStore {
  readonly #storage: Storage
  /** The settings of the mount, for all of its secrets. */
  readonly config: StoredRecord<Settings>

  constructor(storage: Storage) {
    this.#storage = storage
    this.config = new StoredRecord(storage, "config", defaultSettings)
  }

  metadata(path: string): Effect.Effect<SecretMetadata | undefined, StoreFailure> {
    return Effect.map(this.#storage.get(metadataKey(path)), parseRecord<SecretMetadata>)
  }

  /** The data of a version, as it was written. */
  data(path: string, version: number): Effect.Effect<string | undefined, StoreFailure> {
    return this.#storage.get(dataKey(path, version))
  }

  readonly list = (prefix: string): Effect.Effect<ReadonlyArray<string>, StoreFailure> =>
    this.#storage.list(METADATA + prefix)

  /** Changes a secret in one step. `decide` runs again if the secret changed meanwhile. */
  change<A, E>(
    path: string,
    decide: (present: SecretMetadata | undefined) => Effect.Effect<SecretChange<A>, E>
  ): Effect.Effect<A, E | StoreFailure> {
    return this.#storage.modify(metadataKey(path), (text) =>
      Effect.map(decide(parseRecord(text)), (change) => [change.result, storageChange(path, change)] as const)
    )
  }

  /** Changes a secret in one step, if there is one. */
  changeExisting(
    path: string,
    decide: (present: SecretMetadata) => Omit<SecretChange<undefined>, "result">
  ): Effect.Effect<undefined, StoreFailure> {
    return this.change(path, (present) =>
      Effect.succeed({ ...(present === undefined ? {} : decide(present)), result: undefined })
    )
  }
}

const storageChange = (path: string, { metadata, removed, written }: SecretChange<unknown>): StorageChange => {
  const puts: Array<readonly [key: string, text: string]> = []
  const deletes = (removed ?? []).map((version) => dataKey(path, version))
  if (written !== undefined) puts.push([dataKey(path, written.version), written.data])
  if (metadata === null) deletes.push(metadataKey(path))
  else if (metadata !== undefined) puts.push([metadataKey(path), JSON.stringify(metadata)])
  return { puts, deletes }
}
