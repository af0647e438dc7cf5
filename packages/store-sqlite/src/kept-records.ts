import { entryOf, KeyTable, NO_ENTRY, placeIn } from "./key-table.ts"
import { endOfKey, hashOf } from "./sized-key.ts"

/** A record of the tree, which may have expired. */
export interface TreeRecord {
  readonly expires: number | null
  readonly value: Uint8Array
}

const MAX_RECORDS = 1024
const MAX_VALUE = 4096
/** A longer key is not kept. */
const MAX_KEY = 1024
const KEY_BYTES = 64 * 1024
/** No key is at the place 0. */
const FIRST = 1

/** Records that were read last. When there are too many, all are forgotten. */
export class KeptRecords {
  /** The keys, one after the other. */
  readonly #bytes = Buffer.alloc(KEY_BYTES)
  #end = FIRST
  #table = new KeyTable(this.#bytes)
  /** By the places of their keys. */
  readonly #records = new Map<number, TreeRecord>()

  get(bytes: Buffer, key: number, hash: number = hashOf(bytes, key)): TreeRecord | undefined {
    const entry = this.#table.find(bytes, key, hash)
    return entry === NO_ENTRY ? undefined : this.#records.get(placeIn(entry))
  }

  add(bytes: Buffer, key: number, record: TreeRecord, hash: number = hashOf(bytes, key)): void {
    const size = endOfKey(bytes, key) - key
    if (record.value.length > MAX_VALUE || size > MAX_KEY) return
    if (this.#records.size >= MAX_RECORDS || this.#end + size > KEY_BYTES) this.clear()
    bytes.copy(this.#bytes, this.#end, key, key + size)
    this.#table.set(entryOf(this.#end), hash)
    this.#records.set(this.#end, record)
    this.#end += size
  }

  forget(bytes: Buffer, key: number): void {
    const entry = this.#table.find(bytes, key)
    if (entry !== NO_ENTRY) this.#records.delete(placeIn(entry))
  }

  forgetExpired(now: number): void {
    for (const [key, { expires }] of this.#records) if (expires !== null && expires <= now) this.#records.delete(key)
  }

  clear(): void {
    this.#end = FIRST
    this.#table = new KeyTable(this.#bytes)
    this.#records.clear()
  }
}
