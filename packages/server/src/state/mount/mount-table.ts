/**
 * Finds the longest mount path that a request path begins with. What it costs depends on how deep mounts are, not on how
 * many there are or how long the path is.
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

  /** All mounts, by path: the same list until the next change, so that what is made from it can be kept with it. */
  all(): ReadonlyArray<M> {
    this.#sorted ??= [...this.#mounts.values()].sort((a, b) => (a.entry.path < b.entry.path ? -1 : 1))
    return this.#sorted
  }

  match(path: string): M | undefined {
    let found: M | undefined
    let depth = 0
    for (let slash = path.indexOf("/"); slash >= 0 && depth < this.#deepest; slash = path.indexOf("/", slash + 1)) {
      found = this.#mounts.get(path.slice(0, slash + 1)) ?? found
      depth++
    }
    // The path of a mount leads to it without its slash, too.
    return found ?? this.#mounts.get(`${path}/`)
  }

  /** A mount that is at this path, above it or below it: there can be no other beside it. */
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
