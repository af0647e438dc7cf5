import type { OperationGroup } from "@enwrap/protocol"
import type { Mounts } from "./mounts.ts"
import type { RunningMount } from "./running-mount.ts"
import type { OperationRouter } from "./operation-router.ts"

type Routers = Readonly<Record<OperationGroup, OperationRouter>>

/** Brings a path of a mount into canonical form. The slash at the end of a list's path is part of it. @see RW-PB-21 */
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

/** Brings any path into canonical form, as a request for it would be. */
export type CanonicalPath = (path: string) => string

export const makeCanonicalPath =
  (mounts: Pick<typeof Mounts.Service, "match">, routers: Routers): CanonicalPath =>
  (path) => {
    const mount = mounts.match(path)
    return mount === undefined ? path : canonicalBelow(mount, routers, path, false)
  }
