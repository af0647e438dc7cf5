import { byCodePoint } from "../../values/code-point-order.ts"

/**
 * Finds the longest mount path that a request path begins with. The cost depends on the depth of the mounts, not on their number
 * or the length of the path.
 */
export class MountTable<M extends { readonly entry: { readonly path: string } }> {
  readonly #mounts = new Map<string, M>()
  #deepest = 0
  #sorted: ReadonlyArray<M> | undefined

  set(mount: M): void {
    this.#mounts.set(mount.entry.path, mount)
    this.#changed()
  }

  delete(path: string): void {
    this.#mounts.delete(path)
    this.#changed()
  }

  get(path: string): M | undefined {
    return this.#mounts.get(path)
  }

  /** All mounts, by path: the same array until the next change, so that results computed from it can be cached by it. */
  all(): ReadonlyArray<M> {
    this.#sorted ??= [...this.#mounts.values()].sort((a, b) => byCodePoint(a.entry.path, b.entry.path))
    return this.#sorted
  }

  match(path: string): M | undefined {
    let found: M | undefined
    let depth = 0
    for (let slash = path.indexOf("/"); slash >= 0 && depth < this.#deepest; slash = path.indexOf("/", slash + 1)) {
      found = this.#mounts.get(path.slice(0, slash + 1)) ?? found
      depth++
    }
    // The path of a mount without its trailing slash leads to the mount, too.
    return found ?? this.#mounts.get(`${path}/`)
  }

  /** A mount at this path, above it or below it: no other mount can be there. */
  conflict(path: string): M | undefined {
    for (const mount of this.#mounts.values()) {
      if (path.startsWith(mount.entry.path) || mount.entry.path.startsWith(path)) return mount
    }
    return undefined
  }

  #changed(): void {
    this.#sorted = undefined
    this.#deepest = Math.max(0, ...[...this.#mounts.keys()].map((path) => path.split("/").length - 1))
  }
}
