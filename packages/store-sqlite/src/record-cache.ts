import type { Batch, RecordKey, StoredRecord } from "@enwrap/server/store"
import { RecordTable, slotOf } from "./record-table.ts"

/** Two generations of this size are kept at most. */
const MAX_RECORDS = 2048
const MAX_BYTES = 4 * 1024 * 1024
/** A larger value would displace many others, and takes longer to use than to read. */
const MAX_VALUE = 16 * 1024

const NONE: ReadonlyArray<never> = []

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
  #young = new RecordTable()
  #old = new RecordTable()

  get(space: string, key: string): StoredRecord | undefined {
    const slot = slotOf(key)
    const young = this.#young.get(space, key, slot)
    if (young !== undefined) return young
    const old = this.#old.get(space, key, slot)
    if (old !== undefined) this.#add(old, slot)
    return old
  }

  set(record: StoredRecord): void {
    if (record.value.length > MAX_VALUE) this.#forget(record)
    else this.#add(record, slotOf(record.key))
  }

  /** The changes are committed. */
  apply({ deletes = NONE, puts = NONE }: Batch): void {
    for (const key of deletes) this.#forget(key)
    for (const record of puts) this.set(record)
  }

  /** It is not known whether the changes are committed. */
  drop({ deletes = NONE, puts = NONE }: Batch): void {
    for (const key of deletes) this.#forget(key)
    for (const record of puts) this.#forget(record)
  }

  /** Forgets what has expired. */
  sweep(now: number): void {
    const hasExpired = ({ expiresAt }: StoredRecord): boolean => expiresAt !== undefined && expiresAt <= now
    this.#young.deleteIf((record) => {
      if (!hasExpired(record)) return false
      // There may be an earlier version of it, which has not expired.
      this.#old.delete(record.space, record.key)
      return true
    })
    this.#old.deleteIf(hasExpired)
  }

  #forget({ key, space }: RecordKey): void {
    const slot = slotOf(key)
    this.#young.delete(space, key, slot)
    this.#old.delete(space, key, slot)
  }

  #add(record: StoredRecord, slot: number): void {
    if (this.#young.size >= MAX_RECORDS || this.#young.bytes >= MAX_BYTES) {
      this.#old = this.#young
      this.#young = new RecordTable()
    }
    this.#young.set(record, slot)
  }
}
