import type { Storage } from "@enwrap/server/engine"
import { StoredRecord } from "../stored-record.ts"
import { type AuthorityUrls, noUrls } from "./authority.ts"

/** The settings of CRLs. Durations are as the client wrote them. */
const initialCrlConfig = {
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

export type CrlConfig = Readonly<typeof initialCrlConfig>

const initialClusterConfig = { path: "", aia_path: "" }

export type ClusterConfig = Readonly<typeof initialClusterConfig>

const DAY = 86_400

/** The fields of a tidy run, with their defaults. Times are in seconds. */
export const tidyFields = {
  tidy_cert_store: false,
  tidy_revoked_certs: false,
  tidy_invalid_certs: false,
  tidy_revoked_cert_issuer_associations: false,
  tidy_expired_issuers: false,
  tidy_move_legacy_ca_bundle: false,
  tidy_acme: false,
  safety_buffer: 3 * DAY,
  revoked_safety_buffer: 3 * DAY,
  issuer_safety_buffer: 365 * DAY,
  acme_account_safety_buffer: 30 * DAY,
  pause_duration: 0,
  page_size: 1000
}

const initialAutoTidy = {
  ...tidyFields,
  enabled: false,
  interval_duration: DAY / 2,
  maintain_stored_certificate_counts: false,
  publish_stored_certificate_count_metrics: false
}

export type AutoTidy = Readonly<typeof initialAutoTidy>

/** The settings of a mount: `config/…`. */
export class Settings {
  readonly urls: StoredRecord<AuthorityUrls>
  readonly crl: StoredRecord<CrlConfig>
  readonly cluster: StoredRecord<ClusterConfig>
  readonly autoTidy: StoredRecord<AutoTidy>

  constructor(storage: Storage) {
    this.urls = new StoredRecord(storage, "config/urls", noUrls)
    this.crl = new StoredRecord(storage, "config/crl", initialCrlConfig)
    this.cluster = new StoredRecord(storage, "config/cluster", initialClusterConfig)
    this.autoTidy = new StoredRecord(storage, "config/auto-tidy", initialAutoTidy)
  }
}
