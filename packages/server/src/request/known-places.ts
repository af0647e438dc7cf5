import type { Mounts } from "../state/mount/mounts.ts"
import type { RunningMount } from "../state/mount/running-mount.ts"
import { isPathOfSpec } from "./parse-target.ts"

/** The mount of a path, and the path below it. */
interface Place {
  readonly mount: RunningMount
  readonly below: string
}

/**
 * Finds the mounts of paths. It keeps those of the paths of the spec without variables, which nearly all requests of a busy server have:
 * to cut such a path into pieces and to look them up costs ten times as much.
 */
export class KnownPlaces {
  readonly #places = new Map<string, Place>()

  find(mounts: typeof Mounts.Service, path: string): Place | undefined {
    const known = this.#places.get(path)
    // No mount is below another one. So the path leads to the same mount as long as that is there.
    if (known !== undefined && mounts.get(known.mount.entry.path) === known.mount) return known
    const mount = mounts.match(path)
    if (mount === undefined) return undefined
    const place = { mount, below: path.slice(mount.entry.path.length) }
    if (isPathOfSpec(path)) this.#places.set(path, place)
    return place
  }
}
