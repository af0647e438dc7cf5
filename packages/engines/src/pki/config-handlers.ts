import type { EngineResponse, Handlers, ProtocolError } from "@enwrap/server/engine"
import { parseDuration } from "@enwrap/protocol"
import { pkiTexts, pkiWarnings } from "@enwrap/protocol/engine-texts"
import * as Effect from "effect/Effect"
import { refuse } from "../refuse.ts"
import type { StoredRecord } from "../stored-record.ts"
import { checkUrls, missingClusterPath } from "./authority-urls.ts"
import { noUrls } from "./authority.ts"
import { readFields } from "./fields.ts"
import type { PkiMount } from "./mount.ts"
import { secondsOf } from "./revocation-list.ts"
import type { ClusterConfig, CrlConfig } from "./settings.ts"

/** Rejects invalid settings of CRLs. */
const checkCrlConfig = (config: CrlConfig): Effect.Effect<void, ProtocolError> => {
  for (const name of ["expiry", "ocsp_expiry", "auto_rebuild_grace_period", "delta_rebuild_interval"] as const) {
    const parsed = parseDuration(config[name])
    if (!parsed.ok) return refuse(pkiTexts.crlDurationInvalid(name, parsed.problem))
    // Without OCSP, its responses need no validity. As in the original, it can be 0.
    const least = name === "ocsp_expiry" ? 0 : 1
    if (parsed.seconds < least || parsed.seconds > 3_155_760_000)
      return refuse(pkiTexts.crlDurationOutOfRange(name, least))
  }
  if (config.auto_rebuild && secondsOf(config.auto_rebuild_grace_period) >= secondsOf(config.expiry))
    return refuse(pkiTexts.crlGraceTooLong(config.auto_rebuild_grace_period, config.expiry))
  if (!config.enable_delta) return Effect.void
  return refuse(config.auto_rebuild ? pkiTexts.deltaCrlUnsupported : pkiTexts.deltaCrlWithoutRebuild)
}

/** Earlier versions stored `enable_delta`, although it had no effect. */
const withoutDelta = (config: CrlConfig): CrlConfig => ({ ...config, enable_delta: false })

const checkCluster = ({ aia_path, path }: ClusterConfig): Effect.Effect<void, ProtocolError> =>
  checkUrls({ ...noUrls, issuing_certificates: [path, aia_path].filter((url) => url !== "") })

/** Changes the fields of a setting that a request sets. */
const change = <A extends object>(
  setting: StoredRecord<A>,
  given: object,
  check: (changed: A) => Effect.Effect<void, ProtocolError>
) => setting.change((present) => Effect.tap(readFields(present, given), check))

/** A setting as a response shows it. */
const shown = (setting: object): EngineResponse => ({ data: { ...setting } })

/** The operations on a mount's settings: `config/urls`, `config/crl`, `config/cluster`. */
export const configHandlers = ({ settings: { cluster, crl, urls } }: PkiMount) =>
  ({
    pkiUrlsRead: () => Effect.map(urls.read, shown),
    pkiUrlsWrite: Effect.fnUntraced(function* ({ fields }) {
      const changed = yield* change(urls, fields, checkUrls)
      const missing = missingClusterPath(changed, yield* cluster.read)
      const warnings = missing === undefined ? {} : { warnings: [pkiWarnings.issuanceMayFail(missing)] }
      return { ...shown(changed), ...warnings }
    }),
    pkiCrlConfigRead: () => Effect.map(crl.read, (config) => shown(withoutDelta(config))),
    pkiCrlConfigWrite: ({ fields }) =>
      Effect.map(
        crl.change((present) => Effect.tap(readFields(withoutDelta(present), fields), checkCrlConfig)),
        shown
      ),
    pkiClusterRead: () => Effect.map(cluster.read, shown),
    pkiClusterWrite: ({ fields }) => Effect.map(change(cluster, fields, checkCluster), shown)
  }) satisfies Partial<Handlers<"pki">>
