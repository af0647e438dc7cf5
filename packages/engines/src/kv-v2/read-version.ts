import { type ProtocolError, silentError, StoreFailure } from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { versionData } from "./responses.ts"
import { isReadable, versionOf } from "./secret-metadata.ts"
import type { SecretStore } from "./secret-store.ts"

export interface ReadVersion {
  /** The version's metadata, as JSON. */
  readonly metadata: string
  /** `undefined` if the version is deleted or destroyed. */
  readonly data: string | undefined
}

const ATTEMPTS = 5

/** One version of a secret; 0 is the current one. A missing version is a 404 without texts. */
export const readVersion: (
  store: SecretStore,
  path: string,
  number?: number
) => Effect.Effect<ReadVersion, ProtocolError | StoreFailure> = Effect.fnUntraced(function* (
  store: SecretStore,
  path: string,
  number = 0
) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const secret = yield* store.metadata(path)
    const version = secret && versionOf(secret, number)
    if (secret === undefined || version === undefined) return yield* silentError(404)
    const hasData = isReadable(version, yield* Clock.currentTimeMillis)
    const data = hasData ? yield* store.data(path, version.version) : undefined
    if (data !== undefined || !hasData) return { metadata: JSON.stringify(versionData(secret, version)), data }
    // Destroyed or removed between the two reads: read the metadata again.
  }
  return yield* new StoreFailure({ cause: new Error("the metadata of a secret names a version that has no data") })
})
