import type { StoredRecord } from "@enwrap/server/store"

const SLOTS = 2048

/** A record, and the next one in the same slot. */
interface Node {
  record: StoredRecord
  next: Node | undefined
}

const isOf = ({ record }: Node, space: string, key: string): boolean => record.key === key && record.space === space

/**
 * Records by their space and key. It does what a map does, but V8 keeps a copy of each text that is the key of a map in the space
 * of its long-lived objects. Most records are needed for milliseconds.
 */
export class RecordTable {
  readonly #slots: Array<Node | undefined> = Array.from({ length: SLOTS })
  #size = 0
  #bytes = 0

  get size(): number {
    return this.#size
  }

  /** The bytes of the values. */
  get bytes(): number {
    return this.#bytes
  }

  /** Whoever looks in more than one table computes the slot once. */
  get(space: string, key: string, slot: number = slotOf(key)): StoredRecord | undefined {
    let node = this.#slots[slot]
    while (node !== undefined && !isOf(node, space, key)) node = node.next
    return node?.record
  }

  set(record: StoredRecord, slot: number = slotOf(record.key)): void {
    const { key, space } = record
    const first = this.#slots[slot]
    let node = first
    while (node !== undefined && !isOf(node, space, key)) node = node.next
    this.#bytes += record.value.length
    if (node === undefined) {
      this.#slots[slot] = { record, next: first }
      this.#size++
    } else {
      this.#bytes -= node.record.value.length
      node.record = record
    }
  }

  delete(space: string, key: string, slot: number = slotOf(key)): void {
    let before: Node | undefined
    let node = this.#slots[slot]
    while (node !== undefined && !isOf(node, space, key)) {
      before = node
      node = node.next
    }
    if (node !== undefined) this.#unlink(slot, before, node)
  }

  deleteIf(isMeant: (record: StoredRecord) => boolean): void {
    for (let slot = 0; slot < SLOTS; slot++) {
      let before: Node | undefined
      for (let node = this.#slots[slot]; node !== undefined; node = node.next)
        if (isMeant(node.record)) this.#unlink(slot, before, node)
        else before = node
    }
  }

  #unlink(slot: number, before: Node | undefined, node: Node): void {
    if (before === undefined) this.#slots[slot] = node.next
    else before.next = node.next
    this.#size--
    this.#bytes -= node.record.value.length
  }
}

/** Callers can choose keys with the same slot. They only delay each other: a table has few records. */
export const slotOf = (key: string): number => {
  let hash = 0
  for (let i = 0; i < key.length; i++) hash = Math.imul(31, hash) + key.charCodeAt(i)
  return (hash ^ (hash >>> 16)) & (SLOTS - 1)
}
