import sortedBTree from "sorted-btree"

// The package is CommonJS; what a module of it is called depends on who loads it.
const BTree =
  (sortedBTree as unknown as { readonly default?: typeof sortedBTree.default }).default ?? (sortedBTree as never)

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Keys in order, for lists. Order costs nothing until somebody lists: only then is it made, and from then on kept. Most of
 * what comes and goes (tokens) is never listed.
 */
export class SortedKeys {
  readonly #unsorted: () => Iterable<string>
  #tree: InstanceType<typeof BTree<string, undefined>> | undefined

  /** @param unsorted all the keys that there are, in any order */
  constructor(unsorted: () => Iterable<string>) {
    this.#unsorted = unsorted
  }

  add(key: string): void {
    this.#tree?.set(key, undefined)
  }

  delete(key: string): void {
    this.#tree?.delete(key)
  }

  /** The keys from a prefix on, or after a key, in order. */
  *from(prefix: string, after?: string): Generator<string> {
    this.#tree ??= new BTree<string, undefined>(
      [...this.#unsorted()].map((key) => [key, undefined]),
      byCodeUnit
    )
    const past = after !== undefined && after >= prefix
    for (const key of this.#tree.keys(past ? after : prefix)) if (!past || key !== after) yield key
  }
}
