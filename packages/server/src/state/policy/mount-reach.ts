/** A node of the tree of patterns: its children, by their next segment. */
interface Node {
  readonly next: Map<string, Node>
}

const emptyNode = (): Node => ({ next: new Map() })

/**
 * Finds out whether a pattern can match a path below a mount. The cost depends only on the number of segments in the mount's
 * path.
 */
export class MountReach {
  readonly #root: Node = emptyNode()

  constructor(patterns: Iterable<string>) {
    for (const pattern of patterns) {
      let node = this.#root
      // The last segment stands for a path below the mount, whatever it is.
      for (const segment of pattern.split("/").slice(0, -1)) {
        const present = node.next.get(segment)
        const child = present ?? emptyNode()
        if (present === undefined) node.next.set(segment, child)
        node = child
      }
    }
  }

  /** It does not look for patterns that match the mount's own path. */
  below(mountPath: string): boolean {
    let nodes = [this.#root]
    for (const segment of mountPath.replace(/\/$/, "").split("/"))
      nodes = nodes.flatMap(({ next }) => [next.get(segment) ?? [], next.get("+") ?? []].flat())
    return nodes.length > 0
  }
}
