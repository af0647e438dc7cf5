import { kvTexts } from "@enwrap/protocol"
import { type EngineEffect, type Handlers, plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { deleteVersions, destroyVersions, type SecretMetadata, undeleteVersions } from "./secret-metadata.ts"
import type { SecretStore } from "./secret-store.ts"

/** The operations on versions by number: `delete/…`, `undelete/…`, `destroy/…`. */
export const versionHandlers = (store: SecretStore) =>
  ({
    kvV2VersionsDelete: Effect.fnUntraced(function* ({ fields, parameters }) {
      const versions = yield* someVersions(fields.versions, kvTexts.noVersionNumberToDelete)
      const now = yield* Clock.currentTimeMillis
      return yield* change(store, parameters.path, (secret) => deleteVersions(secret, versions, now))
    }),

    kvV2VersionsUndelete: Effect.fnUntraced(function* ({ fields, parameters }) {
      const versions = yield* someVersions(fields.versions, kvTexts.noVersionNumberToDelete)
      const config = yield* store.config
      const now = yield* Clock.currentTimeMillis
      return yield* change(store, parameters.path, (secret) => undeleteVersions(secret, versions, config, now))
    }),

    kvV2VersionsDestroy: Effect.fnUntraced(function* ({ fields, parameters }) {
      const versions = yield* someVersions(fields.versions, kvTexts.noVersionNumber)
      return yield* change(store, parameters.path, (secret) => destroyVersions(secret, versions), versions)
    })
  }) satisfies Partial<Handlers<"kvV2">>

/** The numbers of a request, at least one. */
const someVersions = (
  versions: ReadonlyArray<number> = [],
  missing: string
): Effect.Effect<ReadonlyArray<number>, ProtocolError> =>
  versions.length === 0 ? Effect.fail(plainError(400, missing)) : Effect.succeed(versions)

/** Changes a secret if there is one. Missing versions are ignored. */
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
