import type { MountContext } from "@enwrap/server/engine"
import { AuthorityStore } from "./authority.ts"
import { CertificateStore } from "./certificate-store.ts"
import { Settings } from "./settings.ts"

/** The stores and settings of one mount. */
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
