import { setTimeout as sleep } from "node:timers/promises"
import type { Baseline } from "./baseline.ts"
import { families } from "./cases/catalogue.ts"
import type { ConformanceCase, Family, Profile } from "./conformance-case.ts"
import { makeScheduler, type TaskMode } from "./scheduler.ts"
import type { KnownFailures } from "./known-failures.ts"
import { makeReport } from "./make-report.ts"
import { makeObserver } from "./observer.ts"
import { withRetries } from "./retry.ts"
import { preflight } from "./preflight.ts"
import { makeRandom, MAX_SEED, prefixOf, randomSeed, shuffled } from "./random.ts"
import { taskModeOf, longestFirst } from "./case-order.ts"
import { RECHECK_CORE_MS, recheckTimeOf } from "./recheck-time.ts"
import { makeRedactor } from "./redactor.ts"
import type { CaseResult, Report } from "./report.ts"
import { runCase } from "./run-case.ts"
import { RunError } from "./run-error.ts"
import { select } from "./selection.ts"
import { nameOfTarget, targetOf } from "./target.ts"
import { httpTransport, TIMEOUT_MS, type TlsOptions, type Transport } from "./transport.ts"

/** How many cases run at the same time, unless the caller says otherwise. */
export const DEFAULT_JOBS = 16

/** The options of `runConformance`. */
export interface RunOptions {
  /** The address of the server, such as `http://127.0.0.1:8200`, without `/v1`. */
  readonly url: string
  /** A token that can at least wrap responses. Only a root token runs every case. */
  readonly token: string
  /** How to check the certificate of the server, and the client's own certificate. */
  readonly tls?: TlsOptions | undefined
  /** The namespace in which the suite runs; that of the root if absent. */
  readonly namespace?: string | undefined
  /** The cases to run: ids, or patterns such as `RWC-SU-*`; all cases of the profiles if absent. */
  readonly cases?: ReadonlyArray<string> | undefined
  /** Cases that do not run: ids or patterns. */
  readonly skip?: ReadonlyArray<string> | undefined
  /** The profiles to run; all but `strict` if absent, because OpenBao and Vault do not claim it. */
  readonly profiles?: ReadonlyArray<Profile> | undefined
  /** How many cases run at the same time; 16 if absent. Cases that wait for a TTL run beside them. */
  readonly jobs?: number | undefined
  /** How many milliseconds to wait for a response; 20 seconds if absent. */
  readonly timeout?: number | undefined
  /** Determines the order of the cases and the names that the run creates; random if absent. The report has it. */
  readonly seed?: number | undefined
  /** An earlier report to compare with, read by `parseBaseline`. */
  readonly baseline?: Baseline | undefined
  /**
   * How many milliseconds after its creation a token that was used, revoked or rewrapped, or that expired, is still tried:
   * 7 seconds if absent, and 4 seconds if only the profile `core` is tested.
   */
  readonly recheck?: number | undefined
  /** `false` disables the cases that wait for a TTL to elapse. */
  readonly slow?: boolean | undefined
  /** Cases that are known to fail. They run, but do not count; one that passes makes the run fail. */
  readonly knownFailures?: KnownFailures | undefined
  /** The path of the key-value mount to use; `secret/`, or a temporary one, if absent. */
  readonly kvMount?: string | undefined
  /** The prefix of every name that the run creates; `enwrap-conformance-` and a part from the seed if absent. */
  readonly prefix?: string | undefined
  /**
   * Interrupts the run: no other case starts, running cases send no more requests and clean up, and the run ends with a
   * RunError with the code `interrupted`.
   */
  readonly signal?: AbortSignal | undefined
  /** For tests of the suite: starts the cases in the order of the catalogue. */
  readonly inOrder?: boolean | undefined
  /** For tests of the suite: sends the requests. */
  readonly transport?: Transport | undefined
  /** For tests of the suite: the cases. */
  readonly families?: ReadonlyArray<Family> | undefined
  /** For tests of the suite: waits a number of milliseconds, or until the signal is aborted. */
  readonly wait?: ((milliseconds: number, over?: AbortSignal) => Promise<void>) | undefined
}

/** How far a run is. */
export interface Progress {
  /** How many cases have ended. */
  readonly ended: number
  /** How many cases were selected. */
  readonly total: number
}

/**
 * Runs the suite against a server, and returns the report.
 *
 * Cases run side by side, those that wait for a TTL beside the others, and those that concern the whole server alone and
 * last. A case that waits for a TTL and does not pass runs once more, when no others run; the second result counts. The
 * report is always in the order of the catalogue. Everything that the suite creates on the server is removed at the end.
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
    const result = await session.run(one)
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
  if (jobs > 1) await runAll(by("uncounted").filter(isDoubtful))

  if (signal?.aborted === true) {
    const finished = [...results.values()].filter((result) => result.verdict !== "error").length
    throw new RunError(
      "interrupted",
      `interrupted after ${finished} of ${selection.size} cases; everything that they created on the server was removed`
    )
  }
  const { prefix, operator, server, target } = session
  return makeReport({
    catalogue,
    results,
    selection: options,
    knownFailures,
    baseline,
    startedAt,
    facts: { target, server, seed, jobs, recheck, prefix, rootToken: operator.root }
  })
}

/** What a run of cases needs, once it is known that the suite can run. */
export interface Session {
  readonly target: string
  readonly operator: Awaited<ReturnType<typeof preflight>>["operator"]
  readonly server: string | null
  readonly prefix: string
  readonly run: (one: ConformanceCase) => Promise<CaseResult>
}

/** Checks that the suite can run against the server. Throws a RunError otherwise. */
export async function openSession(options: RunOptions & { readonly seed: number }): Promise<Session> {
  const {
    kvMount,
    recheck = recheckTimeOf(options),
    namespace,
    prefix = prefixOf(options.seed),
    signal,
    timeout = TIMEOUT_MS,
    tls
  } = options
  const url = targetOf(options.url)
  const redactor = makeRedactor()
  redactor.name(options.token, "the given token")
  const wait =
    options.wait ??
    (async (milliseconds, over) => {
      const ends = AbortSignal.any([signal, over].filter((one) => one !== undefined))
      await sleep(milliseconds, undefined, { signal: ends }).catch((cause: unknown) => {
        // A case that waited checks the signal itself.
        if (!ends.aborted) throw cause
      })
    })
  const transport = withRetries(options.transport ?? httpTransport(url, { tls, namespace, timeoutMs: timeout }), wait)
  const found = await preflight(
    nameOfTarget(url),
    // Nobody waits long to learn that the address is wrong.
    withRetries(
      options.transport ?? httpTransport(url, { tls, namespace, timeoutMs: Math.min(timeout, PREFLIGHT_TIMEOUT_MS) }),
      wait,
      PREFLIGHT_TIMEOUT_MS
    ),
    options.token,
    namespace
  )
  const { operator } = found
  const observer = makeObserver()
  return {
    operator,
    server: found.server === null ? null : redactor.redact(found.server),
    target: redactor.redact(nameOfTarget(url)),
    prefix,
    run: (one) =>
      runCase(one, {
        transport,
        operator,
        redactor,
        prefix: `${prefix}-${one.id.toLowerCase()}`,
        kvMount,
        wait,
        recheck,
        // What OpenBao and Vault do in cases of this profile says nothing about the others.
        observer: one.profile === "strict" ? undefined : observer,
        signal
      })
  }
}

const PREFLIGHT_TIMEOUT_MS = 5_000

function checkNumbers(jobs: number, seed: number, recheck: number): void {
  if (!Number.isInteger(jobs) || jobs < 1)
    throw new RunError("usage", `invalid number of jobs ${jobs}: pass a whole number from 1`)
  if (!Number.isInteger(seed) || seed < 0 || seed > MAX_SEED)
    throw new RunError("usage", `invalid seed ${seed}: pass a whole number from 0 to ${MAX_SEED}`)
  if (!(recheck >= RECHECK_CORE_MS))
    throw new RunError("usage", `invalid recheck time ${recheck} ms: pass at least ${RECHECK_CORE_MS / 1_000} s`)
}
