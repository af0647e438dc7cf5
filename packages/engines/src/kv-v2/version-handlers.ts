import { kvTexts } from "@enwrap/protocol"
import type { EngineEffect, Handlers } from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { deleteVersions, destroyVersions, type SecretMetadata, undeleteVersions } from "./secret-metadata.ts"
import type { SecretStore } from "./secret-store.ts"
import { parseVersions } from "./settings.ts"

/** The operations on versions by their numbers: `delete/…`, `undelete/…`, `destroy/…`. */
export const versionHandlers = (
  store: SecretStore
): Pick<Handlers<"kvV2">, "kvV2DeleteVersions" | "kvV2UndeleteVersions" | "kvV2DestroyVersions"> => ({
  kvV2DeleteVersions: Effect.fnUntraced(function* ({ fields, parameters }) {
    const versions = yield* parseVersions(fields.versions, kvTexts.noVersionNumberToDelete)
    const now = yield* Clock.currentTimeMillis
    return yield* change(store, parameters.path, (secret) => deleteVersions(secret, versions, now))
  }),

  kvV2UndeleteVersions: Effect.fnUntraced(function* ({ fields, parameters }) {
    const versions = yield* parseVersions(fields.versions, kvTexts.noVersionNumberToDelete)
    const config = yield* store.config
    const now = yield* Clock.currentTimeMillis
    return yield* change(store, parameters.path, (secret) => undeleteVersions(secret, versions, config, now))
  }),

  kvV2DestroyVersions: Effect.fnUntraced(function* ({ fields, parameters }) {
    const versions = yield* parseVersions(fields.versions, kvTexts.noVersionNumber)
    return yield* change(store, parameters.path, (secret) => destroyVersions(secret, versions), versions)
  })
})

/** Changes a secret if there is one. Nothing is said of versions that it does not have. */
const change = (
  store: SecretStore,
  path: string,
  decide: (secret: SecretMetadata) => SecretMetadata,
  removed: ReadonlyArray<number> = []
): EngineEffect<undefined> =>
  store.change(path, (secret) =>
    Effect.succeed(
      secret === undefined ? { result: undefined } : { result: undefined, metadata: decide(secret), removed }
    )
  )
