import { families } from "./cases/catalogue.ts"
import { taskModeOf } from "./case-order.ts"
import { checkServer, checkTestOptions } from "./check-options.ts"
import type { ConformanceTest, ConformanceTestOptions, TestContext } from "./conformance-test.ts"
import { decisiveExchange } from "./finding.ts"
import { randomSeed } from "./random.ts"
import type { CaseResult } from "./report.ts"
import type { RunHooks } from "./run-hooks.ts"
import { DEFAULT_JOBS } from "./run-options.ts"
import { makeScheduler } from "./scheduler.ts"
import { profilesOf, select } from "./selection.ts"
import { openSession, type Session } from "./session.ts"

/** Returns the same tests as `conformanceCases`, with what a test replaces. */
export function testsOfCases(
  options: ConformanceTestOptions,
  hooks: Pick<RunHooks, "transport" | "wait">
): ReadonlyArray<ConformanceTest> {
  checkTestOptions(options)
  const { allowSkipped = false, jobs = DEFAULT_JOBS, seed = randomSeed(), token, url } = options
  const all = families.flatMap(({ cases }) => cases)
  const selection = select(all, { ...options, profiles: profilesOf(options) })
  const scheduler = makeScheduler(jobs)
  let session: Promise<Session> | undefined
  const open = async (): Promise<Session> => {
    const found = { url: await given(url), token: await given(token) }
    checkServer(found)
    return openSession({ ...options, ...found, seed }, hooks)
  }
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
