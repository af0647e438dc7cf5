import type { OperationGroup } from "@enwrap/protocol"
import type { Mounts } from "./mounts.ts"
import type { OperationRouter } from "./operation-router.ts"

/** Brings a path below `/v1/` into canonical form. The slash at the end of a list's path is part of it. @see RW-PB-21 */
export type CanonicalPath = (path: string, isListing: boolean) => string

export const makeCanonicalPath =
  (
    mounts: Pick<typeof Mounts.Service, "match">,
    routers: Readonly<Record<OperationGroup, OperationRouter>>
  ): CanonicalPath =>
  (path, isListing) => {
    const mount = mounts.match(path)
    if (mount === undefined) return path
    const below = path.slice(mount.entry.path.length)
    const canonical = routers[mount.group].canonical(below, isListing)
    return canonical === below ? path : mount.entry.path + canonical
  }
