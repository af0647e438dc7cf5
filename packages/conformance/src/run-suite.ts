import { families } from "./cases/catalogue.ts"
import { checkRunOptions } from "./check-options.ts"
import type { ConformanceCase } from "./conformance-case.ts"
import { makeScheduler, type TaskMode } from "./scheduler.ts"
import { makeReport } from "./make-report.ts"
import { makeRandom, randomSeed, shuffled } from "./random.ts"
import { taskModeOf, longestFirst } from "./case-order.ts"
import { recheckTimeOf } from "./recheck-time.ts"
import type { CaseResult, Report } from "./report.ts"
import { notRun } from "./run-case.ts"
import { RunError } from "./run-error.ts"
import type { RunHooks } from "./run-hooks.ts"
import { DEFAULT_JOBS, type Progress, type RunOptions } from "./run-options.ts"
import { select } from "./selection.ts"
import { openSession } from "./session.ts"

/** Runs the suite like `runConformance`, with what a test replaces. */
export async function runSuite(
  options: RunOptions,
  hooks: RunHooks,
  onResult: (result: CaseResult, progress: Progress) => void = () => undefined
): Promise<Report> {
  checkRunOptions(options)
  const startedAt = new Date()
  const {
    baseline,
    jobs = DEFAULT_JOBS,
    knownFailures = new Map<string, string>(),
    seed = randomSeed(),
    signal
  } = options
  const recheck = options.recheck ?? recheckTimeOf(options)
  const catalogue = hooks.families ?? families
  const cases = catalogue.flatMap((family) => family.cases)
  const selection = select(cases, options)
  const session = await openSession({ ...options, seed, recheck }, hooks)

  const scheduler = makeScheduler(jobs)
  const results = new Map<string, CaseResult>()
  const runOne = async (one: ConformanceCase): Promise<void> => {
    if (signal?.aborted === true) return
    const before = session.outage()
    const result = before === undefined ? await session.run(one) : notRun(one, before)
    const knownFailure = knownFailures.get(one.id)
    const complete = knownFailure === undefined ? result : { ...result, knownFailure }
    results.set(one.id, complete)
    onResult(complete, { ended: results.size, total: selection.size })
  }
  const chosen = cases.filter(({ id }) => selection.has(id))
  const inTurn = hooks.inOrder === true ? chosen : longestFirst(shuffled(chosen, makeRandom(seed)))
  const runAll = (of: ReadonlyArray<ConformanceCase>): Promise<unknown> =>
    Promise.all(of.map((one) => scheduler.run(taskModeOf(one), () => runOne(one))))
  const by = (mode: TaskMode): ReadonlyArray<ConformanceCase> => inTurn.filter((one) => taskModeOf(one) === mode)
  await runAll([...by("uncounted"), ...by("counted"), ...by("alone")])
  // Under load, a response may come after the moment that a case waited for. Without load, only a fault is left.
  const isDoubtful = ({ id }: ConformanceCase): boolean => {
    const result = results.get(id)
    return result?.verdict === "failed" || (result?.verdict === "skipped" && result.missing === undefined)
  }
  if (jobs > 1 && session.outage() === undefined) await runAll(by("uncounted").filter(isDoubtful))

  if (signal?.aborted === true) {
    const finished = [...results.values()].filter((result) => result.verdict !== "error").length
    throw new RunError(
      "interrupted",
      `interrupted after ${finished} of ${selection.size} cases; everything that they created on the server was removed`
    )
  }
  const { prefix, operator, server, target } = session
  const outage = session.outage()
  return makeReport({
    catalogue,
    results,
    selection: options,
    knownFailures,
    baseline,
    startedAt,
    facts: {
      target,
      server,
      seed,
      jobs,
      recheck,
      prefix,
      rootToken: operator.root,
      ...(outage === undefined ? {} : { outage: outage.message })
    }
  })
}
