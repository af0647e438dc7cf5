import type { Crypto } from "../../ports/crypto/port.ts"
import { hex, randomUuid } from "../../values/encodings.ts"
import { type MountEntry, SYSTEM_CONFIG } from "./mount-entry.ts"
import { isAuthPath } from "./mount-paths.ts"
import type { MountRequest } from "./running-mount.ts"

/** The properties of a mount that are generated when it is enabled. */
export const newIdentity = (
  crypto: typeof Crypto.Service,
  { path, type }: Pick<MountEntry, "path" | "type">
): Pick<MountEntry, "accessor" | "uuid"> => ({
  accessor: `${isAuthPath(path) ? "auth_" : ""}${type}_${hex(crypto.randomBytes(4))}`,
  uuid: randomUuid(crypto.randomBytes)
})

/** A mount that is being enabled. */
export const newEntry = (crypto: typeof Crypto.Service, request: MountRequest): MountEntry => ({
  path: request.path,
  type: request.type,
  description: request.description ?? "",
  ...newIdentity(crypto, request),
  options: request.options ?? {},
  config: { ...SYSTEM_CONFIG, ...request.config },
  local: request.local ?? false,
  sealWrap: request.sealWrap ?? false
})
