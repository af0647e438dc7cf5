import { families } from "./cases/catalogue.ts"
import type { ConformanceCase } from "./conformance-case.ts"
import { makeScheduler, type TaskMode } from "./scheduler.ts"
import { makeReport } from "./make-report.ts"
import { makeRandom, MAX_SEED, randomSeed, shuffled } from "./random.ts"
import { taskModeOf, longestFirst } from "./case-order.ts"
import { RECHECK_CORE_MS, recheckTimeOf } from "./recheck-time.ts"
import type { CaseResult, Report } from "./report.ts"
import { notRun } from "./run-case.ts"
import { RunError } from "./run-error.ts"
import { DEFAULT_JOBS, type Progress, type RunOptions } from "./run-options.ts"
import { select } from "./selection.ts"
import { openSession } from "./session.ts"

/**
 * Runs the suite against a server, and returns the report.
 *
 * Cases run side by side, those that wait for a TTL beside the others, and those that concern the whole server alone and
 * last. A case that waits for a TTL and does not pass runs once more, when no others run; the second result counts. The
 * report is always in the order of the catalogue. Everything that the suite creates on the server is removed at the end.
 * If the server goes away and does not come back, the other cases do not run, and the report is incomplete.
 *
 * @param options - The server, the token, and which cases to run.
 * @param onResult - Called with each result as soon as its case has ended.
 * @returns The report, without secrets, for `renderText`, `renderHtml`, `renderJson` and `exitCodeOf`.
 * @throws RunError - If the suite cannot run. The message says what to do next.
 *
 * @example
 * ```ts
 * import { renderText, runConformance } from "@enwrap/conformance"
 *
 * const report = await runConformance({
 *   url: "http://127.0.0.1:8200",
 *   token: "s.example",
 *   profiles: ["core", "rewrap"]
 * })
 * console.log(report.conclusion)
 * console.log(renderText(report, { colour: false }))
 * ```
 */
export async function runConformance(
  options: RunOptions,
  onResult: (result: CaseResult, progress: Progress) => void = () => undefined
): Promise<Report> {
  const startedAt = new Date()
  const {
    baseline,
    jobs = DEFAULT_JOBS,
    knownFailures = new Map<string, string>(),
    seed = randomSeed(),
    signal
  } = options
  const recheck = options.recheck ?? recheckTimeOf(options)
  checkNumbers(jobs, seed, recheck)
  const catalogue = options.families ?? families
  const cases = catalogue.flatMap((family) => family.cases)
  const selection = select(cases, options)
  const session = await openSession({ ...options, seed, recheck })

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
  const inTurn = options.inOrder === true ? chosen : longestFirst(shuffled(chosen, makeRandom(seed)))
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

function checkNumbers(jobs: number, seed: number, recheck: number): void {
  if (!Number.isInteger(jobs) || jobs < 1)
    throw new RunError("usage", `invalid number of jobs ${jobs}: pass a whole number from 1`)
  if (!Number.isInteger(seed) || seed < 0 || seed > MAX_SEED)
    throw new RunError("usage", `invalid seed ${seed}: pass a whole number from 0 to ${MAX_SEED}`)
  if (!(recheck >= RECHECK_CORE_MS))
    throw new RunError("usage", `invalid recheck time ${recheck} ms: pass at least ${RECHECK_CORE_MS / 1_000} s`)
}
