import { type Handlers, plainError, type ProtocolError } from "@enwrap/server/engine"
import { parseDuration, pkiTexts, pkiWarnings } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { checkUrls, missingClusterPath } from "./authority-urls.ts"
import { type AuthorityUrls, noUrls } from "./authority.ts"
import { readFields } from "./fields.ts"
import type { PkiMount } from "./mount.ts"
import { secondsOf } from "./revocation-list.ts"
import type { CrlConfig } from "./settings.ts"

/** Rejects invalid settings of CRLs. */
const checkCrlConfig = (config: CrlConfig): Effect.Effect<void, ProtocolError> => {
  const refused = (why: string) => Effect.fail(plainError(400, why))
  for (const name of ["expiry", "ocsp_expiry", "auto_rebuild_grace_period", "delta_rebuild_interval"] as const) {
    const parsed = parseDuration(config[name])
    if (!parsed.ok) return refused(pkiTexts.crlDurationInvalid(name, parsed.problem))
    if (parsed.seconds < 1 || parsed.seconds > 3_155_760_000) return refused(pkiTexts.crlDurationOutOfRange(name))
  }
  if (config.auto_rebuild && secondsOf(config.auto_rebuild_grace_period) >= secondsOf(config.expiry)) {
    return refused(pkiTexts.crlGraceTooLong(config.auto_rebuild_grace_period, config.expiry))
  }
  return config.enable_delta && !config.auto_rebuild ? refused(pkiTexts.deltaCrlWithoutRebuild) : Effect.void
}

const urlsData = (urls: AuthorityUrls) => ({
  crl_distribution_points: [...urls.crl_distribution_points],
  delta_crl_distribution_points: [...urls.delta_crl_distribution_points],
  enable_templating: urls.enable_templating,
  issuing_certificates: [...urls.issuing_certificates],
  ocsp_servers: [...urls.ocsp_servers]
})

/** The operations on a mount's settings: `config/urls`, `config/crl`, `config/cluster`. */
export const configHandlers = (mount: PkiMount) =>
  ({
    pkiUrlsRead: () => Effect.map(mount.settings.urls.read, (urls) => ({ data: urlsData(urls) })),
    pkiUrlsWrite: Effect.fnUntraced(function* ({ fields }) {
      const urls = yield* mount.settings.urls.change((present) => Effect.tap(readFields(present, fields), checkUrls))
      const missing = missingClusterPath(urls, yield* mount.settings.cluster.read)
      const warnings = missing === undefined ? {} : { warnings: [pkiWarnings.issuanceMayFail(missing)] }
      return { data: urlsData(urls), ...warnings }
    }),

    pkiCrlConfigRead: () => Effect.map(mount.settings.crl.read, (config) => ({ data: { ...config } })),
    pkiCrlConfigWrite: ({ fields }) =>
      Effect.map(
        mount.settings.crl.change((present) => Effect.tap(readFields(present, fields), checkCrlConfig)),
        (config) => ({ data: { ...config } })
      ),

    pkiClusterRead: () => Effect.map(mount.settings.cluster.read, (cluster) => ({ data: { ...cluster } })),
    pkiClusterWrite: ({ fields }) =>
      Effect.map(
        mount.settings.cluster.change((present) =>
          Effect.tap(readFields(present, fields), (cluster) =>
            checkUrls({
              ...noUrls,
              issuing_certificates: [cluster.path, cluster.aia_path].filter((url) => url !== "")
            })
          )
        ),
        (cluster) => ({ data: { ...cluster } })
      )
  }) satisfies Partial<Handlers<"pki">>
