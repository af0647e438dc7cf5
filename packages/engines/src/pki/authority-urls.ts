import { pkiTexts } from "@enwrap/protocol/engine-texts"
import { plainError, type ProtocolError, type StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { refuse } from "../refuse.ts"
import type { AuthorityUrls } from "./authority.ts"
import type { PkiMount } from "./mount.ts"
import type { ClusterConfig } from "./settings.ts"

const LISTS = [
  "issuing_certificates",
  "crl_distribution_points",
  "delta_crl_distribution_points",
  "ocsp_servers"
] as const

export const hasUrls = (urls: AuthorityUrls): boolean => LISTS.some((name) => urls[name].length > 0)

/** Refuses invalid URLs. Templates are checked when they are filled. */
export const checkUrls = (urls: AuthorityUrls): Effect.Effect<void, ProtocolError> => {
  if (urls.enable_templating) return Effect.void
  for (const name of LISTS) {
    const bad = urls[name].find((url) => !/^[a-z][a-z0-9+.-]*:\/\/[\x21-\x7e]+$/i.test(url))
    if (bad !== undefined) return refuse(pkiTexts.urlInvalid(name, bad))
  }
  return Effect.void
}

/** The error text for a template whose variable has no value. */
export const missingClusterPath = (urls: AuthorityUrls, cluster: ClusterConfig): string | undefined => {
  const texts = LISTS.flatMap((name) => urls[name])
  const missing = (variable: string, value: string) =>
    value === "" && texts.some((text) => text.includes(`{{${variable}}}`))
  if (!urls.enable_templating) return undefined
  if (missing("cluster_path", cluster.path)) return pkiTexts.clusterAddressMissing("path")
  return missing("cluster_aia_path", cluster.aia_path) ? pkiTexts.clusterAddressMissing("aia_path") : undefined
}

/** The URLs for a certificate: those of the issuer, else of the mount, with filled templates. @see RW-PKI-13 */
export const urlsFor = Effect.fn("pki.urlsFor")(function* (
  mount: PkiMount,
  issuer: { readonly id: string; readonly settings: AuthorityUrls }
): Effect.fn.Return<AuthorityUrls, ProtocolError | StoreFailure> {
  const urls = hasUrls(issuer.settings) ? issuer.settings : yield* mount.settings.urls.read
  if (!urls.enable_templating) return urls
  const cluster = yield* mount.settings.cluster.read
  const missing = missingClusterPath(urls, cluster)
  if (missing !== undefined) return yield* plainError(400, missing)
  const filled = (text: string) =>
    text
      .replaceAll("{{cluster_path}}", cluster.path)
      .replaceAll("{{cluster_aia_path}}", cluster.aia_path)
      .replaceAll("{{issuer_id}}", issuer.id)
  const lists = Object.fromEntries(LISTS.map((name) => [name, urls[name].map(filled)]))
  const made: AuthorityUrls = { ...urls, ...lists, enable_templating: false }
  yield* checkUrls(made)
  return made
})
