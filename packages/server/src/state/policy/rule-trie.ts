/** A value under a pattern that matches more than one path. */
interface Ranked<A> {
  readonly pattern: string
  readonly isGlob: boolean
  /** How many segments are `+`. */
  readonly wildcards: number
  readonly value: A
}

/** Where a walk along a path's segments stands. */
interface Node<A> {
  readonly literal: Map<string, Node<A>>
  any: Node<A> | undefined
  /** Of the pattern that ends here. */
  whole: Ranked<A> | undefined
  /** Of the patterns that end here in the beginning of one more segment and a `*`, by that beginning. */
  readonly globs: Map<string, Ranked<A>>
  /** The lengths of those beginnings, longest first. */
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
 * Finds the pattern that counts for a path, among those with a `*` at their end, or with `+` for whole segments. A search
 * walks the path's segments and looks at no pattern that does not match so far.
 *
 * Of several that match, the one counts whose first wildcard comes last; then one without a `*` at the end; then the one with
 * fewer `+`; then the longer one; then the one that sorts last.
 */
export class RuleTrie<A> {
  readonly #root: Node<A> = emptyNode()

  /** Adds a pattern, each only once. */
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

  /** What stands under the pattern that counts for a path. */
  find(path: string): A | undefined {
    const segments = path.split("/")
    const walked = [this.#root]
    for (const segment of segments) {
      const next = walked.at(-1)!.literal.get(segment)
      if (next === undefined) break
      walked.push(next)
    }
    // The further down, the later the first wildcard. A glob after some of a segment comes later than any `+` there.
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

/** The best of what matches from a node on, where the first wildcard lies behind. */
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

/** Which of two counts, where their first wildcards stand at the same place. */
const better = <A>(one: Ranked<A> | undefined, other: Ranked<A> | undefined): Ranked<A> | undefined => {
  if (one === undefined || other === undefined) return one ?? other
  if (one.isGlob !== other.isGlob) return one.isGlob ? other : one
  if (one.wildcards !== other.wildcards) return one.wildcards < other.wildcards ? one : other
  if (one.pattern.length !== other.pattern.length) return one.pattern.length > other.pattern.length ? one : other
  return one.pattern > other.pattern ? one : other
}
