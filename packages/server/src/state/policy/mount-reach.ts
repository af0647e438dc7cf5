/** A node of the tree of patterns: its children, by their next segment. */
interface Node extends Map<string, Node> {}

/**
 * Finds out whether a pattern can match a path below a mount. The cost depends only on the number of segments in the mount's
 * path.
 */
export class MountReach {
  readonly #root: Node = new Map()

  constructor(patterns: Iterable<string>) {
    for (const pattern of patterns) {
      let node = this.#root
      // The last segment stands for a path below the mount, whatever it is.
      for (const segment of pattern.split("/").slice(0, -1)) {
        const child: Node = node.get(segment) ?? new Map()
        node.set(segment, child)
        node = child
      }
    }
  }

  /** It does not look for patterns that match the mount's own path. */
  below(mountPath: string): boolean {
    let nodes = [this.#root]
    for (const segment of mountPath.replace(/\/$/, "").split("/"))
      nodes = nodes.flatMap((node) => [node.get(segment) ?? [], node.get("+") ?? []].flat())
    return nodes.length > 0
  }
}
