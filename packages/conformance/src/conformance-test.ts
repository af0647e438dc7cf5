import type { Profile } from "./conformance-case.ts"
import type { RunOptions } from "./run-options.ts"

/** The options of `conformanceCases`. */
export interface ConformanceTestOptions extends Pick<
  RunOptions,
  "tls" | "namespace" | "cases" | "skip" | "profiles" | "slow" | "jobs" | "timeout" | "recheck" | "seed" | "kvMount"
> {
  /** The address of the server, or a function that returns it when the first case runs. */
  readonly url: string | (() => string | Promise<string>)
  /** A token that can wrap responses, or a function that returns it when the first case runs. */
  readonly token: string | (() => string | Promise<string>)
  /** `true` lets a case pass that cannot run, where the test runner has no way to skip it. Such a case fails otherwise. */
  readonly allowSkipped?: boolean | undefined
}

/** The part of a test runner's context that skips a test. The contexts of Vitest and `node:test` fit; Jest has none. */
export interface TestContext {
  readonly skip?: (reason?: string) => unknown
}

/** A conformance case as a test. */
export interface ConformanceTest {
  readonly id: string
  /** What a conformant server does. */
  readonly title: string
  readonly profile: Profile
  readonly level: "must" | "should"
  /** Runs the case and cleans up. Rejects if the server violates a requirement; a failed `should` is skipped. */
  readonly run: (...context: ReadonlyArray<unknown>) => Promise<void>
}
