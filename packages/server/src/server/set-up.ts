import * as Effect from "effect/Effect"
import { Crypto } from "../ports/crypto/port.ts"
import { type Precondition, Store, type StoredRecord, StoreFailure } from "../ports/store/port.ts"
import { orRestore } from "../state/damaged-records.ts"
import { jsonRecord, readJson } from "../state/json-records.ts"
import { Keyring } from "../state/keyring.ts"
import { Mounts } from "../state/mount/mounts.ts"
import { coreKey } from "../state/records.ts"
import { decideRootToken } from "../state/token/decide-token.ts"
import type { SetUpRecord } from "../state/set-up-record.ts"
import { TokenStore } from "../state/token/token-store.ts"
import { now } from "../values/now.ts"
import { randomUuid } from "../values/encodings.ts"
import type { ServerOptions } from "./server.ts"

const DEFAULT_MOUNTS: NonNullable<ServerOptions["mounts"]> = [
  { path: "secret/", type: "kv", options: { version: "2" }, description: "key/value secret storage" }
]

/** A store in which this record exists has been set up. */
export const SET_UP = coreKey("server")

/** What an initialization of a seal stores in the commit that makes a store set up. */
export interface FirstRecords {
  readonly puts: ReadonlyArray<StoredRecord>
  readonly when: ReadonlyArray<Precondition>
}

/**
 * Sets up an empty store: the initial mounts, and in one commit the root token and the record that says that the store is set
 * up. If it stops before that, the next call continues. Nothing is changed in a store that has been set up. The root
 * token is returned only if this call has created it: it cannot be read from the store later.
 */
export const setUp = Effect.fn("Server.setUp")(function* (
  { mounts: initial = DEFAULT_MOUNTS, rootToken: wanted }: Pick<ServerOptions, "mounts" | "rootToken">,
  initialization?: FirstRecords
) {
  const { randomBytes } = yield* Crypto
  const keyring = yield* Keyring
  const mounts = yield* Mounts
  const store = yield* Store
  const tokens = yield* TokenStore
  const stored = yield* orRestore(readJson<SetUpRecord>(store, keyring, SET_UP), (texts) => texts.server)
  if (stored !== undefined) return { ...stored, rootToken: undefined }
  const setUpAtMs = yield* now
  const rights = decideRootToken(setUpAtMs)
  // In the original, the root token of a server in development mode is created by a request.
  const origin =
    initialization !== undefined
      ? { path: "auth/token/root", displayName: "root" }
      : { path: "auth/token/create", displayName: "token" }
  const made = tokens.prepare({ ...rights, ...origin, meta: null, entityId: "" }, wanted)
  for (const mount of initial) {
    if (mounts.get(mount.path) !== undefined) continue
    yield* Effect.catchTag(mounts.enable(mount), "ProtocolError", ({ errors }) =>
      Effect.die(new Error(`cannot mount ${mount.path}: ${errors.join("; ")}`))
    )
  }
  const setUpRecord: SetUpRecord = { clusterId: randomUuid(randomBytes), setUpAtMs }
  const commit = tokens.commit([made], {
    when: [...(initialization?.when ?? []), { kind: "absent", ...SET_UP }],
    puts: [...(initialization?.puts ?? []), jsonRecord(keyring, SET_UP, setUpRecord)]
  })
  yield* Effect.catchTag(commit, "Conflict", () =>
    Effect.fail(new StoreFailure({ cause: "another server has set up the store at the same moment" }))
  )
  return { ...setUpRecord, rootToken: made.token }
})
