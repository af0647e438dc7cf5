import type { OperationGroup } from "@enwrap/protocol"
import { type MountEntry, SYSTEM_CONFIG } from "./mount-entry.ts"

const COMMON = { options: null, local: false, sealWrap: false, config: SYSTEM_CONFIG }

/** The server's own mounts, without the properties that are generated when the store is set up. */
export const BUILT_IN: ReadonlyArray<Omit<MountEntry, "accessor" | "uuid"> & { readonly group: OperationGroup }> = [
  {
    ...COMMON,
    path: "sys/",
    group: "sys",
    type: "system",
    description: "system endpoints used for control, policy and debugging",
    sealWrap: true,
    config: { ...SYSTEM_CONFIG, passthroughRequestHeaders: ["Accept"] }
  },
  {
    ...COMMON,
    path: "cubbyhole/",
    group: "cubbyhole",
    type: "cubbyhole",
    description: "per-token private secret storage",
    local: true
  },
  {
    ...COMMON,
    path: "auth/token/",
    group: "token",
    type: "token",
    description: "token based credentials"
  }
]

/** Whether a mount type belongs to the server itself, or to the original. */
export const isBuiltInType = (type: string): boolean => {
  // The original has a second type of each, for its namespaces.
  const own = type.replace(/^ns_/, "")
  return own === "identity" || BUILT_IN.some((mount) => mount.type === own)
}
