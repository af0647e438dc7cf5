import type { Context } from "./context.ts"

/** A part of the protocol that an implementation can claim to support. spec/protocol.md defines the profiles. */
export type Profile =
  | "core"
  | "accessor"
  | "rewrap"
  | "tokens"
  | "cubbyhole"
  | "kv"
  | "pki"
  | "leases"
  | "policy"
  | "approle"
  | "userpass"
  | "strict"

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
  /** Whether the case waits for a TTL to elapse. `--no-slow` skips such cases. */
  readonly slow?: boolean
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
