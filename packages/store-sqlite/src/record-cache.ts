import type { Batch, StoredRecord } from "@enwrap/server/store"

/** Two generations of this size are kept at most. */
const MAX_RECORDS = 2048
const MAX_BYTES = 4 * 1024 * 1024
/** A larger value would displace many others, and takes longer to use than to read. */
const MAX_VALUE = 16 * 1024

const nameOf = (space: string, key: string): string => `${space}\0${key}`

/**
 * The records that were read or committed last. They are returned as the same objects, so the server decrypts a frequently used
 * token only once.
 *
 * It agrees with the database because all commits go through it, one message at a time: while a message is on its way, each of its
 * records is either as it was before the message or as it is after it.
 *
 * There are two generations: when the young one is full, the old one is dropped.
 */
export class RecordCache {
  #young = new Map<string, StoredRecord>()
  #old = new Map<string, StoredRecord>()
  #youngBytes = 0

  get(space: string, key: string): StoredRecord | undefined {
    const name = nameOf(space, key)
    const young = this.#young.get(name)
    if (young !== undefined) return young
    const old = this.#old.get(name)
    if (old !== undefined) this.#add(name, old)
    return old
  }

  set(record: StoredRecord): void {
    const name = nameOf(record.space, record.key)
    if (record.value.length > MAX_VALUE) this.#forget(name)
    else this.#add(name, record)
  }

  /** The changes are committed. */
  apply({ deletes = [], puts = [] }: Batch): void {
    for (const { key, space } of deletes) this.#forget(nameOf(space, key))
    for (const record of puts) this.set(record)
  }

  /** It is not known whether the changes are committed. */
  drop({ deletes = [], puts = [] }: Batch): void {
    for (const { key, space } of [...deletes, ...puts]) this.#forget(nameOf(space, key))
  }

  /** Forgets what has expired. */
  sweep(now: number): void {
    for (const generation of [this.#young, this.#old])
      for (const [name, { expiresAt }] of generation)
        if (expiresAt !== undefined && expiresAt <= now) generation.delete(name)
  }

  #forget(name: string): void {
    this.#young.delete(name)
    this.#old.delete(name)
  }

  #add(name: string, record: StoredRecord): void {
    if (this.#young.size >= MAX_RECORDS || this.#youngBytes >= MAX_BYTES) {
      this.#old = this.#young
      this.#young = new Map()
      this.#youngBytes = 0
    }
    this.#young.set(name, record)
    this.#youngBytes += record.value.length
  }
}
