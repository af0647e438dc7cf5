/** The upper bounds of the buckets, in milliseconds: from a read in memory to a login with the most expensive hash. */
export const BUCKETS_MS: ReadonlyArray<number> = [
  0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000
]

/** How long something took, each time that it happened. To add a duration costs a few comparisons. */
export class DurationHistogram {
  count = 0
  sumMs = 0
  sumOfSquares = 0
  minMs = Infinity
  maxMs = 0
  /** How many durations are in each bucket, and not in an earlier one. */
  readonly buckets: Array<number> = BUCKETS_MS.map(() => 0)

  add(ms: number): void {
    this.count++
    this.sumMs += ms
    this.sumOfSquares += ms * ms
    if (ms < this.minMs) this.minMs = ms
    if (ms > this.maxMs) this.maxMs = ms
    for (let bucket = 0; bucket < BUCKETS_MS.length; bucket++) {
      if (ms <= BUCKETS_MS[bucket]!) {
        this.buckets[bucket]!++
        return
      }
    }
  }
}
