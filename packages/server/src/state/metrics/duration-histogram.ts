/** The upper bounds of the buckets, in milliseconds: from a read in memory to a login with the most expensive hash. */
export const BUCKETS_MS: ReadonlyArray<number> = [
  0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000
]

/**
 * How long something took. All events are counted, and some are timed: each of these stands for those since the last one that was
 * timed. So the buckets add up to the count, except for the few events since then. To add a duration costs a few comparisons.
 */
export class DurationHistogram {
  /** All events, timed or not: whoever has one increments it, and then adds its duration if there is one. */
  count = 0
  /** The events that the durations stand for. */
  represented = 0
  sumMs = 0
  sumOfSquares = 0
  minMs = Infinity
  maxMs = 0
  /** How many durations are in each bucket, and not in an earlier one. */
  readonly buckets: Array<number> = BUCKETS_MS.map(() => 0)

  add(ms: number): void {
    const events = this.count - this.represented
    this.represented = this.count
    this.sumMs += events * ms
    this.sumOfSquares += events * ms * ms
    if (ms < this.minMs) this.minMs = ms
    if (ms > this.maxMs) this.maxMs = ms
    for (let bucket = 0; bucket < BUCKETS_MS.length; bucket++) {
      if (ms <= BUCKETS_MS[bucket]!) {
        this.buckets[bucket]! += events
        return
      }
    }
  }
}
