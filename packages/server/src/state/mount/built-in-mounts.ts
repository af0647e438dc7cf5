import type { OperationGroup } from "@enwrap/protocol"
import { type MountEntry, SYSTEM_CONFIG } from "./mount-entry.ts"

/** The server's own mounts, without what is made when the store is set up. */
export const BUILT_IN: ReadonlyArray<Omit<MountEntry, "accessor" | "uuid"> & { readonly group: OperationGroup }> = [
  {
    path: "sys/",
    group: "sys",
    type: "system",
    description: "system endpoints used for control, policy and debugging",
    options: null,
    local: false,
    sealWrap: true,
    config: { ...SYSTEM_CONFIG, passthroughRequestHeaders: ["Accept"] }
  },
  {
    path: "cubbyhole/",
    group: "cubbyhole",
    type: "cubbyhole",
    description: "per-token private secret storage",
    options: null,
    local: true,
    sealWrap: false,
    config: SYSTEM_CONFIG
  },
  {
    path: "auth/token/",
    group: "token",
    type: "token",
    description: "token based credentials",
    options: null,
    local: false,
    sealWrap: false,
    config: SYSTEM_CONFIG
  }
]

/** Whether a mount type belongs to the server itself, or to the original. */
export const isBuiltInType = (type: string): boolean =>
  type === "identity" || BUILT_IN.some((mount) => mount.type === type)
