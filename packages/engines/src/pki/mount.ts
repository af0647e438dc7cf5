import type { MountContext } from "@enwrap/server/engine"
import { type AuthorityStore, makeAuthorityStore } from "./authority.ts"
import { type CertificateStore, makeCertificateStore } from "./certificate-store.ts"
import { makeSettings, type Settings } from "./settings.ts"

/** What the operations of one mount work on. */
export interface PkiMount {
  readonly context: MountContext
  readonly authority: AuthorityStore
  readonly certificates: CertificateStore
  readonly settings: Settings
}

export const makePkiMount = (context: MountContext): PkiMount => ({
  context,
  authority: makeAuthorityStore(context.storage),
  certificates: makeCertificateStore(context.storage),
  settings: makeSettings(context.storage)
})
