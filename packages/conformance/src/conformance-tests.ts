import { families } from "./cases/catalogue.ts"
import type { Profile } from "./conformance-case.ts"
import { decisiveExchange } from "./finding.ts"
import { makeScheduler } from "./scheduler.ts"
import { randomSeed } from "./random.ts"
import type { CaseResult } from "./report.ts"
import { taskModeOf } from "./case-order.ts"
import { DEFAULT_JOBS, type RunOptions } from "./run-options.ts"
import { profilesOf, select } from "./selection.ts"
import { openSession, type Session } from "./session.ts"

/** The options of `conformanceCases`. */
export interface ConformanceTestOptions extends Pick<
  RunOptions,
  | "tls"
  | "namespace"
  | "cases"
  | "skip"
  | "profiles"
  | "slow"
  | "jobs"
  | "timeout"
  | "recheck"
  | "seed"
  | "kvMount"
  | "transport"
  | "wait"
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

/**
 * Returns the cases of the suite as tests that Vitest, Jest or `node:test` run one by one.
 *
 * Whether the server can be tested is checked when the first case runs. Cases may run concurrently: those that concern
 * the whole server run alone all the same.
 *
 * @param options - The server, the token, and which cases to run.
 * @returns The tests, in the order of the catalogue.
 * @throws RunError - With the code `usage`, if an option is invalid or no case is selected.
 *
 * @example
 * ```ts
 * import { conformanceCases } from "@enwrap/conformance"
 * import { test } from "node:test"
 *
 * for (const { id, title, run } of conformanceCases({ url: "http://127.0.0.1:8200", token: "s.example" }))
 *   test(`${id}: ${title}`, run)
 * ```
 */
export function conformanceCases(options: ConformanceTestOptions): ReadonlyArray<ConformanceTest> {
  const { allowSkipped = false, jobs = DEFAULT_JOBS, seed = randomSeed(), token, url } = options
  const all = families.flatMap(({ cases }) => cases)
  const selection = select(all, { ...options, profiles: profilesOf(options) })
  const scheduler = makeScheduler(jobs)
  let session: Promise<Session> | undefined
  const open = async (): Promise<Session> =>
    openSession({ ...options, url: await given(url), token: await given(token), seed })
  return all
    .filter(({ id }) => selection.has(id))
    .map((one) => ({
      id: one.id,
      title: one.title,
      profile: one.profile,
      level: one.level,
      // Rest parameters, because Jest passes a callback to a function that declares one.
      async run(...[context]) {
        const { run } = await (session ??= open())
        settle(await scheduler.run(taskModeOf(one), () => run(one)), contextOf(context), allowSkipped)
      }
    }))
}

const given = async (value: string | (() => string | Promise<string>)): Promise<string> =>
  typeof value === "string" ? value : value()

const contextOf = (context: unknown): TestContext =>
  typeof context === "object" && context !== null ? (context as TestContext) : {}

/** Ends a test with the result of its case. */
function settle(result: CaseResult, context: TestContext, allowSkipped: boolean): void {
  if (result.verdict === "passed") return
  const inapplicable = result.missing !== undefined && result.missing !== result.profile
  const tolerated = result.verdict === "failed" && result.level === "should"
  if (result.verdict === "skipped" || tolerated) {
    const reason = tolerated ? `SHOULD, not counted: ${result.reason ?? ""}` : (result.reason ?? "")
    if (typeof context.skip === "function") context.skip(reason)
    else if (!allowSkipped && !inapplicable && !tolerated) throw new Error(`${result.id} could not run: ${reason}`)
    return
  }
  throw new Error(messageOf(result))
}

function messageOf(result: CaseResult): string {
  const shown = decisiveExchange(result)
  return [
    `${result.id}: ${result.reason ?? ""}`,
    ...(result.expected === undefined ? [] : [`expected: ${result.expected}`]),
    ...(result.got === undefined ? [] : [`got: ${result.got}`]),
    `requirements: ${result.requirements.join(", ")}`,
    ...(shown === undefined ? [] : [JSON.stringify(shown, undefined, 2)])
  ].join("\n")
}
