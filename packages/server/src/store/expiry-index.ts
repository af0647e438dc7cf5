import type { StoredRecord } from "./port.ts"

const BUCKET_MS = 1000

/**
 * Records by the second in which they expire, so that what has expired is found at a cost of its own number, however much else
 * is stored. Adding and deleting cost a look into a map and a set; most records are deleted long before their time, and leave
 * nothing behind here.
 */
export class ExpiryIndex {
  readonly #buckets = new Map<number, Set<StoredRecord>>()
  /** All buckets before this one are empty. */
  #first = 0
  // Most of what is added and deleted at one time expires in one second.
  #latest = Number.NaN
  #latestBucket = new Set<StoredRecord>()

  add(record: StoredRecord): void {
    if (record.expiresAt !== undefined) this.#bucketAt(this.#secondOf(record.expiresAt)).add(record)
  }

  delete(record: StoredRecord): void {
    if (record.expiresAt === undefined) return
    const second = this.#secondOf(record.expiresAt)
    const bucket = second === this.#latest ? this.#latestBucket : this.#buckets.get(second)
    bucket?.delete(record)
    if (bucket?.size === 0) this.#forget(second)
  }

  /** Gives records that have expired at `now` to `free`, which deletes them; at most so many. `false` where there are more. */
  sweep(now: number, limit: number, free: (record: StoredRecord) => void): boolean {
    let left = limit
    for (const second of this.#due(now)) {
      for (const record of this.#buckets.get(second) ?? []) {
        if (record.expiresAt! > now) continue
        if (left-- === 0) return false
        free(record)
      }
    }
    // Of the second that is under way, some will expire later.
    this.#first = Math.max(this.#first, Math.floor(now / BUCKET_MS))
    return true
  }

  /** What has expired already when it is added is found by the next sweep. */
  #secondOf(expiresAt: number): number {
    return Math.max(Math.floor(expiresAt / BUCKET_MS), this.#first)
  }

  #bucketAt(second: number): Set<StoredRecord> {
    if (second === this.#latest) return this.#latestBucket
    let bucket = this.#buckets.get(second)
    if (bucket === undefined) this.#buckets.set(second, (bucket = new Set()))
    this.#latest = second
    this.#latestBucket = bucket
    return bucket
  }

  #forget(second: number): void {
    this.#buckets.delete(second)
    if (second === this.#latest) this.#latest = Number.NaN
  }

  /** The seconds up to now that have a bucket; after a long pause, there are fewer buckets than seconds. */
  #due(now: number): ReadonlyArray<number> {
    const last = Math.floor(now / BUCKET_MS)
    if (last - this.#first >= this.#buckets.size) return [...this.#buckets.keys()].filter((second) => second <= last)
    const due: Array<number> = []
    for (let second = this.#first; second <= last; second++) if (this.#buckets.has(second)) due.push(second)
    return due
  }
}
