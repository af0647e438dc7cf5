import { byCodePoint } from "../../values/code-point-order.ts"

/** The most keys of a run. A key is added by moving half of them, on average. */
const LONGEST_RUN = 512

/**
 * Keys in order, for lists. They are sorted by the first list, and kept in order from then on. Most keys that come and go, such
 * as tokens, are never listed, and never cost that.
 *
 * The keys are in runs of limited length, so that adding one takes little time among a million, too.
 */
export class SortedKeys {
  readonly #unsorted: () => Iterable<string>
  /** No run is empty. */
  #runs: Array<Array<string>> | undefined

  /** @param unsorted all existing keys, in any order */
  constructor(unsorted: () => Iterable<string>) {
    this.#unsorted = unsorted
  }

  add(key: string): void {
    if (this.#runs === undefined) return
    const index = Math.max(0, firstAfter(this.#runs, key, firstOfRun) - 1)
    const run = this.#runs[index]
    if (run === undefined) return void this.#runs.push([key])
    const at = firstAfter(run, key, itself)
    if (at > 0 && run[at - 1] === key) return
    run.splice(at, 0, key)
    if (run.length > LONGEST_RUN) this.#runs.splice(index + 1, 0, run.splice(LONGEST_RUN / 2))
  }

  delete(key: string): void {
    if (this.#runs === undefined) return
    const index = firstAfter(this.#runs, key, firstOfRun) - 1
    const run = this.#runs[index]
    const at = run === undefined ? 0 : firstAfter(run, key, itself) - 1
    if (run?.[at] !== key) return
    run.splice(at, 1)
    if (run.length === 0) this.#runs.splice(index, 1)
  }

  /** The keys in order, from a prefix on or after a key. */
  *from(prefix: string, after?: string): Generator<string> {
    this.#runs ??= runsOf([...this.#unsorted()].sort(byCodePoint))
    const past = after !== undefined && byCodePoint(after, prefix) >= 0
    const start = past ? after : prefix
    let index = Math.max(0, firstAfter(this.#runs, start, firstOfRun) - 1)
    let at = firstAfter(this.#runs[index] ?? [], start, itself)
    if (!past && at > 0 && this.#runs[index]?.[at - 1] === start) at--
    for (; index < this.#runs.length; index++, at = 0) {
      const run = this.#runs[index]!
      for (; at < run.length; at++) yield run[at]!
    }
  }
}

const runsOf = (sorted: ReadonlyArray<string>): Array<Array<string>> => {
  const runs: Array<Array<string>> = []
  for (let at = 0; at < sorted.length; at += LONGEST_RUN / 2) runs.push(sorted.slice(at, at + LONGEST_RUN / 2))
  return runs
}

const itself = (key: string): string => key
const firstOfRun = ([first]: ReadonlyArray<string>): string => first!

/** The index of the first item whose key is after a key; the length of the list if there is none. */
const firstAfter = <Item>(items: ReadonlyArray<Item>, key: string, keyOf: (item: Item) => string): number => {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (byCodePoint(keyOf(items[middle]!), key) > 0) high = middle
    else low = middle + 1
  }
  return low
}
