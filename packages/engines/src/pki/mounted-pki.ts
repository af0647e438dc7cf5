import type { MountContext, MountedEngine } from "@enwrap/server/engine"
import { configHandlers } from "./config-handlers.ts"
import { intermediateHandlers } from "./intermediate-handlers.ts"
import { issueHandlers } from "./issue-handlers.ts"
import { issuerHandlers } from "./issuer-handlers.ts"
import { keyHandlers } from "./key-handlers.ts"
import { PkiMount } from "./mount.ts"
import { publicHandlers } from "./public-handlers.ts"
import { revocationHandlers, revokeLeasedCertificate } from "./revocation-handlers.ts"
import { roleHandlers } from "./role-handlers.ts"
import { rootHandlers } from "./root-handlers.ts"
import { inSlowLanes } from "./slow-lanes.ts"
import { tidyHandlers } from "./tidy-handlers.ts"

/** The engine on a mount: everything that needs the libraries. */
export const mountPki = (context: MountContext): MountedEngine<"pki"> => {
  const mount = new PkiMount(context)
  const handlers = {
    ...rootHandlers(mount),
    ...intermediateHandlers(mount),
    ...issuerHandlers(mount),
    ...keyHandlers(mount),
    ...roleHandlers(mount),
    ...issueHandlers(mount),
    ...revocationHandlers(mount),
    ...publicHandlers(mount),
    ...configHandlers(mount),
    ...tidyHandlers(mount)
  }
  return {
    handlers: inSlowLanes(handlers, context),
    revokeLease: (serial) => revokeLeasedCertificate(mount, serial)
  }
}
