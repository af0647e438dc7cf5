import type { OperationGroup } from "@enwrap/protocol"
import type { Mounts } from "./mounts.ts"
import type { RunningMount } from "./running-mount.ts"
import type { OperationRouter } from "./operation-router.ts"

type Routers = Readonly<Record<OperationGroup, OperationRouter>>

/** The canonical form of a path below a mount. The trailing slash of a list is part of it. @see RW-PB-21 */
export const canonicalBelow = (
  { entry, group }: RunningMount,
  routers: Routers,
  path: string,
  isListing: boolean
): string => {
  const below = path.slice(entry.path.length)
  const canonical = routers[group].canonical(below, isListing)
  return canonical === below ? path : entry.path + canonical
}

/** Returns the canonical form of a path, which is the one that a request for it would have. */
export type CanonicalPath = (path: string) => string

export const makeCanonicalPath =
  (mounts: Pick<typeof Mounts.Service, "match">, routers: Routers): CanonicalPath =>
  (path) => {
    const mount = mounts.match(path)
    return mount === undefined ? path : canonicalBelow(mount, routers, path, false)
  }
