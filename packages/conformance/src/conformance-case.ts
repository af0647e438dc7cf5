import type { Context } from "./context.ts"

/** What an implementation can claim; the profiles are those of spec/protocol.md. */
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

/** One question put to a server. An id never changes its meaning. */
export interface ConformanceCase {
  /** `RWC-` and the family, such as `RWC-SU-01`. */
  readonly id: string
  readonly title: string
  /** Requirements of spec/protocol.md that the case shows. */
  readonly requirements: ReadonlyArray<string>
  readonly profile: Profile
  /** A `should` that fails is reported, and does not make an implementation non-conformant. */
  readonly level: "must" | "should"
  /** Waits for time to pass: left out with `--no-slow`. */
  readonly slow?: boolean
  /** Why it matters to those who use wrapping. */
  readonly why: string
  /** Plays the case: returns when the server did as it must, throws a Failure or a Skip otherwise. */
  readonly run: (context: Context) => Promise<void>
}

/** Cases about one subject, in one file. */
export interface Family {
  /** The letters in the ids: `SU`. */
  readonly name: string
  readonly title: string
  readonly cases: ReadonlyArray<ConformanceCase>
}
