import type { StoredRecord } from "./port.ts"

const BUCKET_MS = 1000

/** The records that expire in one second. */
interface Bucket {
  readonly second: number
  readonly entries: Array<IndexedRecord>
}

/** A record and its place in the index. It is in no bucket if it never expires. */
export interface IndexedRecord {
  readonly record: StoredRecord
  readonly bucket: Bucket | undefined
  place: number
}

/**
 * Indexes records by the second in which they expire. The cost of finding the expired ones depends only on their number, not on
 * how many others are stored. Each record knows its place, so that it is added and deleted without a search. Most records are
 * deleted long before they expire, and leave nothing behind in the index.
 */
export class ExpiryIndex {
  readonly #buckets = new Map<number, Bucket>()
  /** All buckets before this one are empty. */
  #first = 0
  // Most records that are added at one time expire in the same second.
  #latest: Bucket | undefined

  add(record: StoredRecord): IndexedRecord {
    if (record.expiresAt === undefined) return { record, bucket: undefined, place: 0 }
    // A record that has already expired when it is added is found by the next sweep.
    const bucket = this.#bucketAt(Math.max(Math.floor(record.expiresAt / BUCKET_MS), this.#first))
    const entry = { record, bucket, place: bucket.entries.length }
    bucket.entries.push(entry)
    return entry
  }

  delete({ bucket, place }: IndexedRecord): void {
    if (bucket === undefined) return
    const last = bucket.entries.pop()!
    if (place < bucket.entries.length) {
      bucket.entries[place] = last
      last.place = place
    }
    if (bucket.entries.length > 0) return
    this.#buckets.delete(bucket.second)
    if (bucket === this.#latest) this.#latest = undefined
  }

  /**
   * Calls `free`, which deletes a record, for at most `limit` records that have expired at `now`. `false` if there are more.
   */
  sweep(now: number, limit: number, free: (record: StoredRecord) => void): boolean {
    let left = limit
    for (const second of this.#due(now)) {
      const entries = this.#buckets.get(second)?.entries ?? []
      // From the end, since the last record moves to the place of a deleted one.
      for (let place = entries.length - 1; place >= 0; place--) {
        const { record } = entries[place]!
        if (record.expiresAt! > now) continue
        if (left-- === 0) return false
        free(record)
      }
    }
    // Records of the current second may expire later.
    this.#first = Math.max(this.#first, Math.floor(now / BUCKET_MS))
    return true
  }

  #bucketAt(second: number): Bucket {
    if (second === this.#latest?.second) return this.#latest
    let bucket = this.#buckets.get(second)
    if (bucket === undefined) this.#buckets.set(second, (bucket = { second, entries: [] }))
    this.#latest = bucket
    return bucket
  }

  /** The seconds up to now that have a bucket. After a long pause there are fewer buckets than seconds. */
  #due(now: number): ReadonlyArray<number> {
    const last = Math.floor(now / BUCKET_MS)
    if (last - this.#first >= this.#buckets.size) return [...this.#buckets.keys()].filter((second) => second <= last)
    const due: Array<number> = []
    for (let second = this.#first; second <= last; second++) if (this.#buckets.has(second)) due.push(second)
    return due
  }
}
