import type { StoredRecord } from "./port.ts"

const BUCKET_MS = 1000

/** The records that expire in one second. */
interface Bucket {
  readonly second: number
  readonly entries: Array<IndexedRecord>
}

/** A record, and where it stands in the index: in no bucket if it never expires. */
export interface IndexedRecord {
  readonly record: StoredRecord
  readonly bucket: Bucket | undefined
  place: number
}

/**
 * Records by the second in which they expire, so that what has expired is found at a cost of its own number, however much else
 * is stored. A record knows its place: adding and deleting one look nothing up, and most records are deleted long before their
 * time, and leave nothing behind here.
 */
export class ExpiryIndex {
  readonly #buckets = new Map<number, Bucket>()
  /** All buckets before this one are empty. */
  #first = 0
  // Most of what is added at one time expires in one second.
  #latest: Bucket | undefined

  add(record: StoredRecord): IndexedRecord {
    if (record.expiresAt === undefined) return { record, bucket: undefined, place: 0 }
    const bucket = this.#bucketAt(this.#secondOf(record.expiresAt))
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

  /** Gives records that have expired at `now` to `free`, which deletes them; at most so many. `false` where there are more. */
  sweep(now: number, limit: number, free: (record: StoredRecord) => void): boolean {
    let left = limit
    for (const second of this.#due(now)) {
      const entries = this.#buckets.get(second)?.entries ?? []
      // From the end, since the last one takes the place of one that is deleted.
      for (let place = entries.length - 1; place >= 0; place--) {
        const { record } = entries[place]!
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

  #bucketAt(second: number): Bucket {
    if (second === this.#latest?.second) return this.#latest
    let bucket = this.#buckets.get(second)
    if (bucket === undefined) this.#buckets.set(second, (bucket = { second, entries: [] }))
    this.#latest = bucket
    return bucket
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
