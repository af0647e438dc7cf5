import { hashOf, isSameKey } from "./sized-key.ts"

/** Twice the number of slots. */
const FIRST_LENGTH = 128

/** What a table has for a key that it does not contain. */
export const NO_ENTRY = 0

const FLAG_BITS = 2

/** An entry: where its key is, and two bits of the caller. Bytes of 512 MB at most can be referred to. */
export const entryOf = (at: number, flags = 0): number => (at << FLAG_BITS) | flags
export const placeIn = (entry: number): number => entry >>> FLAG_BITS

/**
 * A hash table of keys that are parts of a block of bytes: one entry for each key. None of the keys is at the place 0.
 *
 * All of it is one array of integers, so that a hundred thousand keys cost the garbage collector nothing.
 */
export class KeyTable {
  readonly #bytes: Buffer
  /** For each slot, the hash of its key, and its entry. The keys of a hash are in the slots from the hash's own slot on. */
  #slots = new Int32Array(FIRST_LENGTH)
  #size = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** The entry of a key of any bytes. Whoever looks in more than one table computes its hash once. */
  find(bytes: Buffer, at: number, hash: number = hashOf(bytes, at)): number {
    return this.#slots[this.#slotOf(hash, bytes, at) + 1]!
  }

  /** Sets the entry of its key, and returns the one before. */
  set(entry: number, hash: number = hashOf(this.#bytes, placeIn(entry))): number {
    const at = placeIn(entry)
    const slot = this.#slotOf(hash, this.#bytes, at)
    const before = this.#slots[slot + 1]!
    this.#slots[slot] = hash
    this.#slots[slot + 1] = entry
    // Half of the slots stay empty.
    if (before === NO_ENTRY && 4 * ++this.#size > this.#slots.length) this.#grow()
    return before
  }

  /** Removes the entry of the key at a place in the table's own bytes, if there is one. */
  delete(at: number): void {
    const slots = this.#slots
    let free = this.#slotOf(hashOf(this.#bytes, at), this.#bytes, at)
    if (slots[free + 1] === NO_ENTRY) return
    this.#size--
    // Those that the entry has displaced move back, so that they are still found.
    for (let slot = this.#after(free); slots[slot + 1] !== NO_ENTRY; slot = this.#after(slot)) {
      if (this.#distance(this.#firstSlot(slots[slot]!), slot) < this.#distance(free, slot)) continue
      slots[free] = slots[slot]!
      slots[free + 1] = slots[slot + 1]!
      free = slot
    }
    slots[free + 1] = NO_ENTRY
  }

  /** All entries, in no particular order. */
  *entries(): Generator<number> {
    for (let slot = 1; slot < this.#slots.length; slot += 2)
      if (this.#slots[slot] !== NO_ENTRY) yield this.#slots[slot]!
  }

  /** The slot of a key, or the one that it would get. */
  #slotOf(hash: number, bytes: Buffer, at: number): number {
    const slots = this.#slots
    let slot = this.#firstSlot(hash)
    for (let entry = slots[slot + 1]!; entry !== NO_ENTRY; entry = slots[slot + 1]!) {
      if (slots[slot] === hash && isSameKey(bytes, at, this.#bytes, placeIn(entry))) return slot
      slot = this.#after(slot)
    }
    return slot
  }

  #firstSlot(hash: number): number {
    return (hash << 1) & (this.#slots.length - 1)
  }

  #after(slot: number): number {
    return (slot + 2) & (this.#slots.length - 1)
  }

  #distance(from: number, to: number): number {
    return (to - from) & (this.#slots.length - 1)
  }

  #grow(): void {
    const before = this.#slots
    this.#slots = new Int32Array(2 * before.length)
    for (let from = 0; from < before.length; from += 2) {
      const entry = before[from + 1]!
      if (entry === NO_ENTRY) continue
      let slot = this.#firstSlot(before[from]!)
      while (this.#slots[slot + 1] !== NO_ENTRY) slot = this.#after(slot)
      this.#slots[slot] = before[from]!
      this.#slots[slot + 1] = entry
    }
  }
}
