import type { Storage, StoreFailure } from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { parseLeasedSecret, V1_SECRETS } from "../kv/leased-secret.ts"
import { scan } from "../lists.ts"
import { addVersion, newSecret } from "./secret-metadata.ts"
import type { SecretStore } from "./secret-store.ts"

/**
 * Upgrades the secrets of version 1 in a mount's storage: each becomes the first version of a secret of version 2. If there are
 * none, it costs one list. If it was interrupted, it continues when it runs again: a secret of version 1 is deleted once it is
 * stored in version 2.
 */
export const upgradeFromV1 = Effect.fnUntraced(function* (
  storage: Storage,
  store: SecretStore
): Effect.fn.Return<void, StoreFailure> {
  for (const path of yield* scan(storage.list, V1_SECRETS)) {
    const text = yield* storage.get(V1_SECRETS + path)
    if (text === undefined) continue
    const config = yield* store.config.read
    const now = yield* Clock.currentTimeMillis
    yield* store.change(path, (present) => {
      if (present !== undefined) return Effect.succeed({ result: undefined })
      const { added, secret } = addVersion(newSecret(now), config, now)
      const written = { version: added.version, data: parseLeasedSecret(text).data }
      return Effect.succeed({ result: undefined, metadata: { ...secret, oldestVersion: added.version }, written })
    })
    yield* storage.delete(V1_SECRETS + path)
  }
})
