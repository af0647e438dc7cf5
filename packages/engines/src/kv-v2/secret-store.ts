import type { Storage, StorageChange, StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { defaultConfig, type KvConfig, type SecretMetadata } from "./secret-metadata.ts"

/** What becomes of a secret, as one atomic step. */
export interface SecretChange<A> {
  readonly result: A
  /** The metadata from now on; absent where it stays as it is, `null` where the secret goes. */
  readonly metadata?: SecretMetadata | null
  /** Data of a version that is new. */
  readonly written?: { readonly version: number; readonly data: string }
  /** Versions whose data goes. */
  readonly removed?: ReadonlyArray<number>
}

/** A mount's secrets: which keys of its storage they live under, and how they are read and changed. */
export interface SecretStore {
  readonly config: Effect.Effect<KvConfig, StoreFailure>
  readonly changeConfig: (change: (present: KvConfig) => KvConfig) => Effect.Effect<void, StoreFailure>
  readonly metadata: (path: string) => Effect.Effect<SecretMetadata | undefined, StoreFailure>
  /** The data of a version, as it was written. */
  readonly data: (path: string, version: number) => Effect.Effect<string | undefined, StoreFailure>
  readonly list: (prefix: string) => Effect.Effect<ReadonlyArray<string>, StoreFailure>
  /** Decides on a secret as it stands; is asked again if it changed meanwhile. */
  readonly change: <A, E>(
    path: string,
    decide: (present: SecretMetadata | undefined) => Effect.Effect<SecretChange<A>, E>
  ) => Effect.Effect<A, E | StoreFailure>
}

const CONFIG = "config"
const METADATA = "metadata/"
const metadataKey = (path: string): string => METADATA + path
/** Two secrets never share a key: the number ends it, and what stands before is the path. */
const dataKey = (path: string, version: number): string => `versions/${path}/${version}`

const decodeConfig = (text: string | undefined): KvConfig => (text === undefined ? defaultConfig : JSON.parse(text))
const decodeMetadata = (text: string | undefined): SecretMetadata | undefined =>
  text === undefined ? undefined : JSON.parse(text)

export const makeSecretStore = (storage: Storage): SecretStore => ({
  config: Effect.map(storage.get(CONFIG), decodeConfig),
  changeConfig: (change) =>
    storage.modify(CONFIG, (text) =>
      Effect.succeed([undefined, { puts: [[CONFIG, JSON.stringify(change(decodeConfig(text)))]] }])
    ),
  metadata: (path) => Effect.map(storage.get(metadataKey(path)), decodeMetadata),
  data: (path, version) => storage.get(dataKey(path, version)),
  list: (prefix) => storage.list(METADATA + prefix),
  change: (path, decide) =>
    storage.modify(metadataKey(path), (text) =>
      Effect.map(decide(decodeMetadata(text)), (change) => [change.result, storageChange(path, change)] as const)
    )
})

const storageChange = (path: string, { metadata, removed, written }: SecretChange<unknown>): StorageChange => {
  const puts: Array<readonly [key: string, text: string]> = []
  const deletes = (removed ?? []).map((version) => dataKey(path, version))
  if (written !== undefined) puts.push([dataKey(path, written.version), written.data])
  if (metadata === null) deletes.push(metadataKey(path))
  else if (metadata !== undefined) puts.push([metadataKey(path), JSON.stringify(metadata)])
  return { puts, deletes }
}
