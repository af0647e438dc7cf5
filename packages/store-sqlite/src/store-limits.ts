/** How much is kept as recent changes, in memory and in the table `recent`. */
export interface StoreLimits {
  /** Changes are kept in segments of this size, each of which is settled as a whole. */
  readonly segmentBytes: number
  /** Once there is more than this, the oldest segment is settled. */
  readonly recentBytes: number
  /** If nothing can be settled, nothing is committed any more once there is this much. */
  readonly mostBytes: number
  /** The records that are read at once, so that a long list does not hold up other requests. */
  readonly listedAtOnce: number
  /** A part of a list ends with the record at which the values have this many bytes. */
  readonly listedBytes: number
}

/** At four thousand wrapped responses a second, this is what happened in the last three seconds. */
export const DEFAULT_LIMITS: StoreLimits = {
  segmentBytes: 2 * 1024 * 1024,
  recentBytes: 8 * 1024 * 1024,
  mostBytes: 64 * 1024 * 1024,
  listedAtOnce: 200,
  listedBytes: 1024 * 1024
}
