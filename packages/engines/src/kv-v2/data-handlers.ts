import { errorTexts, fieldProblems, kvTexts } from "@enwrap/protocol"
import {
  type EngineResponse,
  fieldError,
  type Handlers,
  type ProtocolError,
  plainError,
  RawJson,
  silentError
} from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { mergePatch } from "../json/merge-patch.ts"
import { subkeys } from "../json/subkeys.ts"
import { checkCas, parseCas } from "./check-and-set.ts"
import { readVersion } from "./read-version.ts"
import { versionData } from "./responses.ts"
import {
  addVersion,
  deleteVersions,
  isReadable,
  type KvConfig,
  newSecret,
  type SecretMetadata,
  versionOf
} from "./secret-metadata.ts"
import type { SecretChange, SecretStore } from "./secret-store.ts"

/** The operations on a secret's data: `data/…` and `subkeys/…`. */
export const dataHandlers = (store: SecretStore) =>
  ({
    kvV2Read: Effect.fnUntraced(function* ({ parameters, queryNumbers }) {
      const { data, secret, version } = yield* readVersion(store, parameters.path, queryNumbers.version)
      const metadata = JSON.stringify(versionData(secret, version))
      // The data is never parsed: the response contains the text that the client sent.
      const answer = new RawJson(`{"data":${data ?? "null"},"metadata":${metadata}}`)
      return data === undefined ? { status: 404, data: answer } : { data: answer }
    }),

    kvV2SubkeysRead: Effect.fnUntraced(function* ({ parameters, queryNumbers }) {
      const { data, secret, version } = yield* readVersion(store, parameters.path, queryNumbers.version)
      const metadata = JSON.stringify(versionData(secret, version))
      if (data === undefined) return { status: 404, data: new RawJson(`{"metadata":${metadata},"subkeys":null}`) }
      return { data: new RawJson(`{"metadata":${metadata},"subkeys":${subkeys(data, queryNumbers.depth)}}`) }
    }),

    kvV2Write: Effect.fnUntraced(function* ({ parameters, payload }) {
      const path = yield* named(parameters.path)
      const data = payload.members.get("data")
      if (data === undefined) return yield* plainError(400, kvTexts.noDataProvided)
      if (data !== "null" && !isObject(data)) return yield* fieldError("data", fieldProblems.object)
      const cas = yield* parseCas(payload.members.get("options"))
      const config = yield* store.config
      const now = yield* Clock.currentTimeMillis
      return yield* store.change(path, (present) => {
        const secret = present ?? newSecret(now)
        return Effect.as(checkCas(cas, secret, config), writing(secret, config, now, data))
      })
    }),

    kvV2Patch: Effect.fnUntraced(function* ({ parameters, payload }) {
      const path = yield* named(parameters.path)
      const patch = payload.members.get("data")
      if (patch === undefined) return yield* plainError(400, kvTexts.noDataProvided)
      if (!isObject(patch)) return yield* fieldError("data", fieldProblems.object)
      const cas = yield* parseCas(payload.members.get("options"))
      const config = yield* store.config
      const now = yield* Clock.currentTimeMillis
      return yield* store.change(path, (secret) => patching(store, path, secret, config, now, patch, cas))
    }),

    kvV2Delete: Effect.fnUntraced(function* ({ parameters }) {
      const now = yield* Clock.currentTimeMillis
      return yield* store.change(parameters.path, (secret) =>
        Effect.succeed(
          secret === undefined
            ? { result: undefined }
            : { result: undefined, metadata: deleteVersions(secret, [secret.currentVersion], now) }
        )
      )
    })
  }) satisfies Partial<Handlers<"kvV2">>

/** Refuses an empty path: only lists read the top of a mount. */
const named = (path: string): Effect.Effect<string, ProtocolError> =>
  path === "" ? Effect.fail(plainError(400, errorTexts.missingPath)) : Effect.succeed(path)

const isObject = (text: string): boolean => text.startsWith("{")

/** Adds a version with data. */
const writing = (secret: SecretMetadata, config: KvConfig, now: number, data: string): SecretChange<EngineResponse> => {
  const { added, removed, secret: metadata } = addVersion(secret, config, now)
  return {
    result: { data: versionData(metadata, added) },
    metadata,
    written: { version: added.version, data },
    removed: removed.map(({ version }) => version)
  }
}

/** Adds a version with the current version's data and the patch applied. Stored data never changes, so the metadata alone decides. */
const patching = Effect.fnUntraced(function* (
  store: SecretStore,
  path: string,
  secret: SecretMetadata | undefined,
  config: KvConfig,
  now: number,
  patch: string,
  cas: number | undefined
) {
  if (secret === undefined) return yield* silentError(404)
  yield* checkCas(cas, secret, config)
  const current = versionOf(secret, 0)
  if (current === undefined) return yield* silentError(404)
  const data = isReadable(current, now) ? yield* store.data(path, current.version) : undefined
  if (data === undefined) return unchanged({ status: 404, data: versionData(secret, current) })
  return writing(secret, config, now, mergePatch(data, patch))
})

const unchanged = (result: EngineResponse): SecretChange<EngineResponse> => ({ result })
