import * as Effect from "effect/Effect"
import type { Keyring } from "./keyring.ts"
import type { Store, StoreFailure } from "../ports/store/port.ts"

/** The request headers that the original allows of itself. */
export const STANDARD_HEADERS: ReadonlyArray<string> = [
  "Content-Type",
  "Authorization",
  "X-Vault-Token",
  "X-Vault-MFA",
  "X-Vault-No-Request-Forwarding",
  "X-Vault-Wrap-Format",
  "X-Vault-Wrap-TTL",
  "X-Requested-With",
  "X-Vault-AWS-IAM-Server-ID",
  "X-Vault-Policy-Override"
]

/** Which pages may call the server. */
export interface CorsSettings {
  /** Exact origins, or `*` alone; none where no page may. */
  readonly allowedOrigins: ReadonlyArray<string>
  /** Request headers that they may send beyond the protocol's own. */
  readonly allowedHeaders: ReadonlyArray<string>
}

/** The settings that hold, and a way to change them. */
export interface CorsSettingsStore {
  readonly current: () => CorsSettings
  readonly write: (settings: CorsSettings) => Effect.Effect<void, StoreFailure>
}

const SPACE = "setting"
const KEY = "cors"

/** What was written through the API counts before what the server was started with. */
export const makeCorsSettings = Effect.fnUntraced(function* (
  store: typeof Store.Service,
  keyring: typeof Keyring.Service,
  allowedOrigins: ReadonlyArray<string>
): Effect.fn.Return<CorsSettingsStore, StoreFailure> {
  const record = yield* store.get(SPACE, KEY)
  let settings: CorsSettings =
    record === undefined
      ? { allowedOrigins, allowedHeaders: [] }
      : (JSON.parse(yield* keyring.open(SPACE, KEY, record.value)) as CorsSettings)
  return {
    current: () => settings,
    write: (next) =>
      store.commit({ puts: [{ space: SPACE, key: KEY, value: keyring.seal(SPACE, KEY, JSON.stringify(next)) }] }).pipe(
        Effect.catchTag("Conflict", (conflict) => Effect.die(conflict)),
        Effect.andThen(
          Effect.sync(() => {
            settings = next
          })
        )
      )
  }
})
