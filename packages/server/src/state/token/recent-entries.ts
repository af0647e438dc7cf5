import type { TokenEntry } from "./token-entry.ts"

/** The minimum number of entries that are kept; the maximum is twice as many. */
const KEPT = 1024

interface Known {
  readonly value: Uint8Array
  readonly entry: TokenEntry
}

/**
 * The entries of the records that were decrypted or created last. An entry is valid as long as the store returns the same
 * `Uint8Array`; if it returns a copy, the record is decrypted again.
 *
 * There are two generations: when the young one is full, the old one is dropped. No entry stays in memory for long without use.
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
