import type { TokenEntry } from "./token-entry.ts"

/** So many entries are kept at least, twice as many at most. */
const KEPT = 1024

interface Known {
  readonly value: Uint8Array
  readonly entry: TokenEntry
}

/**
 * The entries of the records that were opened or made last. What a record's bytes say never changes, so an entry counts for
 * as long as the store gives the same bytes; where it gives a copy of them, the record is opened again.
 *
 * Two generations: when the young one is full, the old one is forgotten. Nothing that waits for long is kept open.
 */
export class RecentEntries {
  #young = new Map<string, Known>()
  #old = new Map<string, Known>()

  get(id: string, value: Uint8Array): TokenEntry | undefined {
    const young = this.#young.get(id)
    if (young !== undefined) return young.value === value ? young.entry : undefined
    const old = this.#old.get(id)
    if (old?.value !== value) return undefined
    this.#add(id, old)
    return old.entry
  }

  set(id: string, value: Uint8Array, entry: TokenEntry): void {
    this.#add(id, { value, entry })
  }

  #add(id: string, known: Known): void {
    if (this.#young.size >= KEPT) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(id, known)
  }
}
