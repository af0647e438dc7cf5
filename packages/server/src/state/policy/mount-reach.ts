/** What may follow a beginning of some patterns, by the next segment. */
interface Node {
  readonly next: Map<string, Node>
}

const emptyNode = (): Node => ({ next: new Map() })

/** Tells whether any of some patterns may match something below a mount, in steps as many as the mount has segments. */
export class MountReach {
  readonly #root: Node = emptyNode()

  constructor(patterns: Iterable<string>) {
    for (const pattern of patterns) {
      let node = this.#root
      // The last segment is what would have to be below the mount, whatever it is.
      for (const segment of pattern.split("/").slice(0, -1)) {
        const present = node.next.get(segment)
        const child = present ?? emptyNode()
        if (present === undefined) node.next.set(segment, child)
        node = child
      }
    }
  }

  /** A pattern that matches the mount's own path is not looked for here. */
  below(mountPath: string): boolean {
    let nodes = [this.#root]
    for (const segment of mountPath.replace(/\/$/, "").split("/"))
      nodes = nodes.flatMap(({ next }) => [next.get(segment) ?? [], next.get("+") ?? []].flat())
    return nodes.length > 0
  }
}
