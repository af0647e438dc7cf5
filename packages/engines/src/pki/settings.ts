import type { Storage, StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { type AuthorityUrls, noUrls } from "./authority.ts"

/** How CRLs are made; durations as they were written. */
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

/** One setting of a mount, that is what it is until it is changed. */
const setting = <A>(storage: Storage, key: string, initial: A) => ({
  read: Effect.map(storage.get(key), (text) => (text === undefined ? initial : (JSON.parse(text) as A))),
  /** Changes it in one step, and gives what it is then. */
  change: <E>(decide: (present: A) => Effect.Effect<A, E>): Effect.Effect<A, E | StoreFailure> =>
    storage.modify(key, (text) =>
      Effect.map(decide(text === undefined ? initial : (JSON.parse(text) as A)), (next) => [
        next,
        { puts: [[key, JSON.stringify(next)]] as const }
      ])
    )
})

/** The settings of a mount: `config/…`. */
export const makeSettings = (storage: Storage) => ({
  urls: setting<AuthorityUrls>(storage, "config/urls", noUrls),
  crl: setting<CrlConfig>(storage, "config/crl", initialCrlConfig),
  cluster: setting<ClusterConfig>(storage, "config/cluster", { path: "", aia_path: "" }),
  autoTidy: setting<Readonly<Record<string, unknown>>>(storage, "config/auto-tidy", {})
})

export type Settings = ReturnType<typeof makeSettings>
