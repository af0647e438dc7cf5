/** A value and its pattern, which has wildcards. */
interface Ranked<A> {
  readonly pattern: string
  readonly isGlob: boolean
  /** The number of `+` segments. */
  readonly wildcards: number
  readonly value: A
}

/** A node of the trie: the beginning of some patterns. */
interface Node<A> {
  readonly literal: Map<string, Node<A>>
  any: Node<A> | undefined
  /** The value of the pattern that ends here. */
  whole: Ranked<A> | undefined
  /** Values of patterns that end with the beginning of one more segment and a `*`, by that beginning. */
  readonly globs: Map<string, Ranked<A>>
  /** The lengths of these beginnings, longest first. */
  readonly globLengths: Array<number>
}

const emptyNode = <A>(): Node<A> => ({
  literal: new Map(),
  any: undefined,
  whole: undefined,
  globs: new Map(),
  globLengths: []
})

/**
 * Finds the best match for a path among patterns that end with `*` or have `+` for whole segments. A search follows the segments
 * of the path, and never visits patterns that do not match them.
 *
 * The best match is the pattern whose first wildcard is farthest to the right; among equals, one without a trailing `*`; then the
 * one with fewer `+`; then the longer one; then the one that sorts last.
 */
export class RuleTrie<A> {
  readonly #root: Node<A> = emptyNode()

  /** Adds a pattern. Each pattern can be added only once. */
  add(pattern: string, value: A): void {
    const isGlob = pattern.endsWith("*")
    const segments = (isGlob ? pattern.slice(0, -1) : pattern).split("/")
    const beginning = isGlob ? segments.pop()! : undefined
    let node = this.#root
    for (const segment of segments) node = segment === "+" ? (node.any ??= emptyNode()) : childOf(node, segment)
    const ranked = { pattern, isGlob, wildcards: segments.filter((segment) => segment === "+").length, value }
    if (beginning === undefined) {
      node.whole = ranked
    } else {
      node.globs.set(beginning, ranked)
      const place = node.globLengths.findIndex((length) => length <= beginning.length)
      if (place < 0) node.globLengths.push(beginning.length)
      else if (node.globLengths[place] !== beginning.length) node.globLengths.splice(place, 0, beginning.length)
    }
  }

  /** The value of the best match for a path. */
  find(path: string): A | undefined {
    const segments = path.split("/")
    const walked = [this.#root]
    for (const segment of segments) {
      const next = walked.at(-1)!.literal.get(segment)
      if (next === undefined) break
      walked.push(next)
    }
    // The deeper the node, the later the first wildcard. A `*` inside a segment is later than a `+` in its place.
    for (let depth = Math.min(walked.length, segments.length) - 1; depth >= 0; depth--) {
      const node = walked[depth]!
      const glob = longestGlob(node, segments[depth]!)
      if (glob !== undefined && glob !== node.globs.get("")) return glob.value
      const found = node.any === undefined ? glob : better(glob, best(node.any, segments, depth + 1))
      if (found !== undefined) return found.value
    }
    return undefined
  }
}

const childOf = <A>(node: Node<A>, segment: string): Node<A> => {
  const present = node.literal.get(segment)
  if (present !== undefined) return present
  const child = emptyNode<A>()
  node.literal.set(segment, child)
  return child
}

/** The best match from a node on, below the first wildcard. */
const best = <A>(node: Node<A>, segments: ReadonlyArray<string>, depth: number): Ranked<A> | undefined => {
  const segment = segments[depth]
  if (segment === undefined) return node.whole
  let found = longestGlob(node, segment)
  const literal = node.literal.get(segment)
  if (literal !== undefined) found = better(found, best(literal, segments, depth + 1))
  if (node.any !== undefined) found = better(found, best(node.any, segments, depth + 1))
  return found
}

const longestGlob = <A>(node: Node<A>, segment: string): Ranked<A> | undefined => {
  for (const length of node.globLengths) {
    if (length > segment.length) continue
    const found = node.globs.get(segment.slice(0, length))
    if (found !== undefined) return found
  }
  return undefined
}

/** The better of two matches whose first wildcards are at the same place. */
const better = <A>(one: Ranked<A> | undefined, other: Ranked<A> | undefined): Ranked<A> | undefined => {
  if (one === undefined || other === undefined) return one ?? other
  if (one.isGlob !== other.isGlob) return one.isGlob ? other : one
  if (one.wildcards !== other.wildcards) return one.wildcards < other.wildcards ? one : other
  if (one.pattern.length !== other.pattern.length) return one.pattern.length > other.pattern.length ? one : other
  return one.pattern > other.pattern ? one : other
}
