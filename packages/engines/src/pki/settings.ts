import type { Storage, StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { type AuthorityUrls, noUrls } from "./authority.ts"

/** The settings of CRLs. Durations are as the client wrote them. */
export interface CrlConfig {
  readonly expiry: string
  readonly disable: boolean
  readonly ocsp_disable: boolean
  readonly ocsp_expiry: string
  readonly auto_rebuild: boolean
  readonly auto_rebuild_grace_period: string
  readonly enable_delta: boolean
  readonly delta_rebuild_interval: string
  readonly allow_expired_cert_revocation: boolean
}

export interface ClusterConfig {
  readonly path: string
  readonly aia_path: string
}

const initialCrlConfig: CrlConfig = {
  expiry: "72h",
  disable: false,
  ocsp_disable: false,
  ocsp_expiry: "12h",
  auto_rebuild: false,
  auto_rebuild_grace_period: "12h",
  enable_delta: false,
  delta_rebuild_interval: "15m",
  allow_expired_cert_revocation: false
}

/** One setting of a mount, with its value before the first change. */
class Setting<A> {
  readonly #storage: Storage
  readonly #key: string
  readonly #decode: (text: string | undefined) => A
  readonly read: Effect.Effect<A, StoreFailure>

  constructor(storage: Storage, key: string, initial: A) {
    this.#storage = storage
    this.#key = key
    this.#decode = (text) => (text === undefined ? initial : (JSON.parse(text) as A))
    this.read = Effect.map(storage.get(key), this.#decode)
  }

  /** Changes the setting in one step, and returns the new value. */
  change<E>(decide: (present: A) => Effect.Effect<A, E>): Effect.Effect<A, E | StoreFailure> {
    return this.#storage.modify(this.#key, (text) =>
      Effect.map(decide(this.#decode(text)), (next) => [next, { puts: [[this.#key, JSON.stringify(next)]] }] as const)
    )
  }
}

/** The settings of a mount: `config/…`. */
export class Settings {
  readonly urls: Setting<AuthorityUrls>
  readonly crl: Setting<CrlConfig>
  readonly cluster: Setting<ClusterConfig>
  readonly autoTidy: Setting<Readonly<Record<string, unknown>>>

  constructor(storage: Storage) {
    this.urls = new Setting(storage, "config/urls", noUrls)
    this.crl = new Setting(storage, "config/crl", initialCrlConfig)
    this.cluster = new Setting(storage, "config/cluster", { path: "", aia_path: "" })
    this.autoTidy = new Setting(storage, "config/auto-tidy", {})
  }
}
