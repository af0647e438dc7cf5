import type { Storage, StoreFailure } from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { parseLeasedSecret } from "../kv-v1/leased-secret.ts"
import { addVersion, newSecret } from "./secret-metadata.ts"
import type { SecretStore } from "./secret-store.ts"

/** Where version 1 keeps its secrets. */
const SECRETS = "secrets/"

/**
 * Makes what version 1 left in a mount's storage the first versions of secrets; where there is nothing, it costs one list.
 * Stopped half way it goes on where it was: a secret is in one of the two places until it is in the other.
 */
export const upgradeFromV1 = (storage: Storage, store: SecretStore): Effect.Effect<void, StoreFailure> => {
  const upgrade = Effect.fnUntraced(function* (path: string) {
    const text = yield* storage.get(SECRETS + path)
    if (text === undefined) return
    const config = yield* store.config
    const now = yield* Clock.currentTimeMillis
    yield* store.change(path, (present) => {
      if (present !== undefined) return Effect.succeed({ result: undefined })
      const { added, secret } = addVersion(newSecret(now), config, now)
      const written = { version: added.version, data: parseLeasedSecret(text).data }
      return Effect.succeed({ result: undefined, metadata: { ...secret, oldestVersion: added.version }, written })
    })
    yield* storage.delete(SECRETS + path)
  })

  return Effect.gen(function* () {
    const folders = [""]
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const name of yield* storage.list(SECRETS + folder)) {
        if (name.endsWith("/")) folders.push(folder + name)
        else yield* upgrade(folder + name)
      }
    }
  })
}
