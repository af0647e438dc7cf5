import sortedBTree from "sorted-btree"
import { byCodePoint } from "../../values/code-point-order.ts"

// The package is CommonJS: whether the class is below `default` depends on the module loader.
const BTree =
  (sortedBTree as unknown as { readonly default?: typeof sortedBTree.default }).default ?? (sortedBTree as never)

/**
 * Keys in order, for lists. They are sorted by the first list, and kept in order from then on. Most keys that come and go, such
 * as tokens, are never listed, and never cost that.
 */
export class SortedKeys {
  readonly #unsorted: () => Iterable<string>
  #tree: InstanceType<typeof BTree<string, undefined>> | undefined

  /** @param unsorted all existing keys, in any order */
  constructor(unsorted: () => Iterable<string>) {
    this.#unsorted = unsorted
  }

  add(key: string): void {
    this.#tree?.set(key, undefined)
  }

  delete(key: string): void {
    this.#tree?.delete(key)
  }

  /** The keys in order, from a prefix on or after a key. */
  *from(prefix: string, after?: string): Generator<string> {
    this.#tree ??= new BTree<string, undefined>(
      [...this.#unsorted()].map((key) => [key, undefined]),
      byCodePoint
    )
    const past = after !== undefined && byCodePoint(after, prefix) >= 0
    for (const key of this.#tree.keys(past ? after : prefix)) if (!past || key !== after) yield key
  }
}
