import { kvTexts } from "@enwrap/protocol"
import type { Handlers, ProtocolError } from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { refuse } from "../refuse.ts"
import { deleteVersions, destroyVersions, undeleteVersions } from "./secret-metadata.ts"
import type { SecretStore } from "./secret-store.ts"

/** The operations on versions by number: `delete/…`, `undelete/…`, `destroy/…`. Missing versions and secrets are ignored. */
export const versionHandlers = (store: SecretStore) =>
  ({
    kvV2VersionsDelete: Effect.fnUntraced(function* ({ fields, parameters }) {
      const versions = yield* someVersions(fields.versions, kvTexts.noVersionNumberToDelete)
      const now = yield* Clock.currentTimeMillis
      return yield* store.changeExisting(parameters.path, (secret) => ({
        metadata: deleteVersions(secret, versions, now)
      }))
    }),

    kvV2VersionsUndelete: Effect.fnUntraced(function* ({ fields, parameters }) {
      const versions = yield* someVersions(fields.versions, kvTexts.noVersionNumberToDelete)
      const config = yield* store.config.read
      const now = yield* Clock.currentTimeMillis
      return yield* store.changeExisting(parameters.path, (secret) => ({
        metadata: undeleteVersions(secret, versions, config, now)
      }))
    }),

    kvV2VersionsDestroy: Effect.fnUntraced(function* ({ fields, parameters }) {
      const versions = yield* someVersions(fields.versions, kvTexts.noVersionNumber)
      return yield* store.changeExisting(parameters.path, (secret) => ({
        metadata: destroyVersions(secret, versions),
        removed: versions
      }))
    })
  }) satisfies Partial<Handlers<"kvV2">>

/** The numbers of a request, at least one. */
const someVersions = (
  versions: ReadonlyArray<number> = [],
  missing: string
): Effect.Effect<ReadonlyArray<number>, ProtocolError> =>
  versions.length === 0 ? refuse(missing) : Effect.succeed(versions)
