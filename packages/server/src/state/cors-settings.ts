import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Store, type StoreFailure } from "../ports/store/port.ts"
import { orElseLogged } from "./damaged-records.ts"
import { jsonRecord, readJson } from "./json-records.ts"
import { Keyring } from "./keyring.ts"
import { settingKey } from "./records.ts"

/** The request headers that the original allows by default. */
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

/** Which web pages may call the server. */
export interface CorsSettings {
  /** Exact origins, or `*` alone; empty if no page may. */
  readonly allowedOrigins: ReadonlyArray<string>
  /** Request headers that pages may send beyond the protocol's own. */
  readonly allowedHeaders: ReadonlyArray<string>
}

const NO_PAGE: CorsSettings = { allowedOrigins: [], allowedHeaders: [] }

/** The CORS settings in effect. Those that were written through the API replace those that the server was started with. */
export class CorsSettingsStore extends Context.Service<
  CorsSettingsStore,
  {
    readonly current: () => CorsSettings
    readonly write: (settings: CorsSettings) => Effect.Effect<void, StoreFailure>
  }
>()("@enwrap/server/CorsSettingsStore") {
  static readonly layer = (
    allowedOrigins: ReadonlyArray<string>
  ): Layer.Layer<CorsSettingsStore, StoreFailure, Store | Keyring> => Layer.effect(this, make(allowedOrigins))
}

const make = Effect.fnUntraced(function* (allowedOrigins: ReadonlyArray<string>) {
  const store = yield* Store
  const keyring = yield* Keyring
  const at = settingKey("cors")
  const stored = yield* orElseLogged(readJson<CorsSettings>(store, keyring, at), NO_PAGE, (texts) => texts.cors)
  let settings = stored ?? { allowedOrigins, allowedHeaders: [] }
  return CorsSettingsStore.of({
    current: () => settings,
    write: (next) =>
      Effect.map(store.commit({ puts: [jsonRecord(keyring, at, next)] }), () => {
        settings = next
      })
  })
})
