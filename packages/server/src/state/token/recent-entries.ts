import { hexDigitAt } from "../../values/encodings.ts"
import type { TokenEntry } from "./token-entry.ts"

/** How many entries are kept at most. A power of two. */
const KEPT = 512

interface Known {
  readonly value: Uint8Array
  readonly entry: TokenEntry
}

/** The place of an id, by its first digits. Ids are keyed hashes, so each place is equally likely. */
const placeOf = (id: string): number =>
  ((hexDigitAt(id, 0) << 8) | (hexDigitAt(id, 1) << 4) | hexDigitAt(id, 2)) & (KEPT - 1)

/**
 * The entries of the records that were decrypted or created last. An entry is valid as long as the store returns the same
 * `Uint8Array`; if it returns a copy, the record is decrypted again.
 *
 * Each entry has one place, and is forgotten once another entry takes it. So no entry stays in memory for long without use, and
 * nothing has to be searched: a map with every new token would cost as much as to decrypt an entry.
 */
export class RecentEntries {
  readonly #known = Array.from({ length: KEPT }, (): Known | undefined => undefined)

  get(id: string, value: Uint8Array): TokenEntry | undefined {
    const known = this.#known[placeOf(id)]
    return known?.value === value ? known.entry : undefined
  }

  set(id: string, value: Uint8Array, entry: TokenEntry): void {
    this.#known[placeOf(id)] = { value, entry }
  }

  /**
   * Forgets an entry that is not needed any more. If it stayed until another one takes its place, V8 would have moved it to its old
   * space by then. On a busy server, that space would be full each second, and each time it is collected, requests wait for 25 ms.
   */
  forget(id: string, entry: TokenEntry): void {
    const place = placeOf(id)
    if (this.#known[place]?.entry === entry) this.#known[place] = undefined
  }
}
