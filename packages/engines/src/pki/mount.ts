import type { MountContext } from "@enwrap/server/engine"
import { AuthorityStore } from "./authority.ts"
import { CertificateStore } from "./certificate-store.ts"
import { Settings } from "./settings.ts"

/** What the operations of one mount work on. */
export class PkiMount {
  readonly context: MountContext
  readonly authority: AuthorityStore
  readonly certificates: CertificateStore
  readonly settings: Settings

  constructor(context: MountContext) {
    this.context = context
    this.authority = new AuthorityStore(context.storage)
    this.certificates = new CertificateStore(context.storage)
    this.settings = new Settings(context.storage)
  }
}
