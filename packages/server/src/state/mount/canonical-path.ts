import type { Mounts } from "./mounts.ts"
import { routers } from "./operation-router.ts"
import type { RunningMount } from "./running-mount.ts"

/** The canonical form of a path below a mount. The trailing slash of a list is part of it. @see RW-PB-21 */
export const canonicalBelow = ({ entry, group }: RunningMount, path: string, isListing: boolean): string => {
  const below = path.slice(entry.path.length)
  const canonical = routers[group].canonical(below, isListing)
  return canonical === below ? path : entry.path + canonical
}

/** The canonical form of a path, which is the one that a request for it would have. */
export const canonicalPath = (mounts: typeof Mounts.Service, path: string): string => {
  const mount = mounts.match(path)
  return mount === undefined ? path : canonicalBelow(mount, path, false)
}
