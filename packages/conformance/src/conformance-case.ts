import type { Context } from "./context.ts"
import type { Profile } from "./profile.ts"

export type { Profile } from "./profile.ts"

/** A test of one property of a server. */
export interface ConformanceCase {
  /** `RWC-`, the name of the family and a number, such as `RWC-SU-01`. An id never changes its meaning. */
  readonly id: string
  /** What a conformant server does, with the server as the implied subject: "rejects a second unwrap by header". */
  readonly title: string
  /** The requirements of spec/protocol.md that the case tests. */
  readonly requirements: ReadonlyArray<string>
  readonly profile: Profile
  /** A `should` that fails is reported, but does not make the server non-conformant. */
  readonly level: "must" | "should"
  /**
   * How many milliseconds the case waits on a conformant server, for a TTL to elapse; absent if it does not wait. Cases with the
   * longest waits start first. `--no-slow` skips such cases.
   */
  readonly waits?: number
  /** Whether the case sends many requests, or slow ones, one after the other: it starts before the others. */
  readonly long?: boolean
  /** Whether the case reads or changes what other cases share, such as a count of all leases: it runs alone. */
  readonly exclusive?: boolean
  /** Why the property matters to users of wrapping. */
  readonly why: string
  /** Runs the case: returns if the server conforms, and throws a Failure or a Skip otherwise. */
  readonly run: (context: Context) => Promise<void>
}

/** The cases about one subject, in one file. */
export interface Family {
  /** The letters in the ids, such as `SU`. */
  readonly name: string
  readonly title: string
  readonly cases: ReadonlyArray<ConformanceCase>
}
