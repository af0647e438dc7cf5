import { randomBytes } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { families } from "./cases/catalogue.ts"
import type { ConformanceCase, Family, Profile } from "./conformance-case.ts"
import type { KnownFailures } from "./known-failures.ts"
import { describe, runCase } from "./run-case.ts"
import { preflight } from "./preflight.ts"
import { makeRedactor } from "./redactor.ts"
import { isViolation, verdicts, type CaseResult, type Report, type Verdict } from "./report.ts"
import { RunError } from "./run-error.ts"
import { profilesOf, select, whyDisabled } from "./selection.ts"
import { httpTransport, type Transport } from "./transport.ts"

export interface RunOptions {
  /** Such as `http://127.0.0.1:8200`, without `/v1`. */
  readonly url: string
  /** A token that may at least wrap; a root token plays every case. */
  readonly token: string
  /** Only these cases, by id. All cases of the profiles, if absent. */
  readonly cases?: ReadonlyArray<string> | undefined
  /** Only cases of these profiles. All but `strict`, if absent: OpenBao and Vault do not claim it. */
  readonly profiles?: ReadonlyArray<Profile> | undefined
  /** false leaves out the cases that wait. */
  readonly slow?: boolean | undefined
  readonly knownFailures?: KnownFailures | undefined
  /** A key-value mount to use where one is needed, instead of `secret/` or one that the suite makes. */
  readonly kvMount?: string | undefined
  /** Begins every name that the run gives on the server; `enwrap-conformance-` and something random, if absent. */
  readonly prefix?: string | undefined
  /**
   * Ends the run early: no further case is begun, those under way ask no more and clean up behind themselves, and then
   * a RunError `interrupted` is thrown.
   */
  readonly signal?: AbortSignal | undefined
  /** For tests: how to speak to the server, what to play, how to wait. */
  readonly transport?: Transport | undefined
  readonly families?: ReadonlyArray<Family> | undefined
  readonly wait?: ((milliseconds: number) => Promise<void>) | undefined
}

/**
 * Plays the suite against a server and judges it. `onResult` is told of each case as it ends.
 * Cases that wait are played beside the others; the order of the report is always that of the catalogue.
 *
 * Throws a RunError, which says what to do next, if the suite cannot be run at all.
 */
export async function runConformance(
  options: RunOptions,
  onResult: (result: CaseResult) => void = () => undefined
): Promise<Report> {
  const started = Date.now()
  const url = targetOf(options.url)
  const catalogue = options.families ?? families
  const cases = catalogue.flatMap((family) => family.cases)
  const selection = select(cases, options)
  const redactor = makeRedactor()
  redactor.name(options.token, "the given token")
  const transport = options.transport ?? httpTransport(url)
  const operator = await preflight(url.href.replace(/\/$/, ""), transport, options.token)
  const prefix = options.prefix ?? makePrefix()
  const { signal } = options
  const wait =
    options.wait ??
    (async (milliseconds) => {
      await sleep(milliseconds, undefined, { signal }).catch((cause: unknown) => {
        // What waits finds out itself that the run is over.
        if (signal?.aborted !== true) throw cause
      })
    })
  const known = options.knownFailures ?? new Map<string, string>()

  const play = async (one: ConformanceCase): Promise<CaseResult> => {
    const result = await runCase(one, {
      transport,
      operator,
      redactor,
      prefix: `${prefix}-${one.id.toLowerCase()}`,
      kvMount: options.kvMount,
      wait,
      signal
    })
    const knownFailure = known.get(one.id)
    const whole = knownFailure === undefined ? result : { ...result, knownFailure }
    onResult(whole)
    return whole
  }
  const played = new Map<string, Promise<CaseResult>>()
  for (const one of cases)
    if (selection.has(one.id) && one.slow === true && signal?.aborted !== true) played.set(one.id, play(one))
  for (const one of cases) {
    if (signal?.aborted === true) break
    if (!selection.has(one.id) || one.slow === true) continue
    const result = play(one)
    played.set(one.id, result)
    await result
  }

  const ended = await Promise.all(played.values())
  if (signal?.aborted === true) {
    const decided = ended.filter((result) => result.verdict !== "error").length
    throw new RunError(
      "interrupted",
      `interrupted after ${decided} of ${selection.size} cases; everything that they created on the server was removed`
    )
  }

  const familyResults = []
  for (const { name, title, cases: members } of catalogue) {
    const results = []
    for (const one of members) results.push((await played.get(one.id)) ?? disabled(one, whyDisabled(one, options)))
    familyResults.push({ name, title, results })
  }
  const results = familyResults.flatMap((family) => family.results)
  const violations = results.filter(isViolation).length
  const staleKnownFailures = stale(known, results)
  const counts = Object.fromEntries(
    verdicts.map((verdict) => [verdict, results.filter((result) => result.verdict === verdict).length])
  ) as Record<Verdict, number>
  return {
    format: 1,
    target: redactor.redact(url.href.replace(/\/$/, "")),
    startedAt: new Date(started).toISOString(),
    milliseconds: Date.now() - started,
    prefix,
    rootToken: operator.root,
    profiles: profilesOf(options),
    conclusion:
      violations > 0 || staleKnownFailures.length > 0
        ? "not conformant"
        : counts.error > 0 || counts.passed === 0
          ? "unknown"
          : "conformant",
    counts,
    violations,
    staleKnownFailures,
    families: familyResults
  }
}

/** Begins the names of one run, so that two at the same time do not meet. */
export const makePrefix = (): string => `enwrap-conformance-${randomBytes(4).toString("hex")}`

function targetOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new RunError("usage", `invalid server address "${text}": pass one such as http://127.0.0.1:8200`)
  }
  if (url.username !== "" || url.password !== "")
    throw new RunError(
      "usage",
      "the address must not contain a user name or password: pass the token with --token or VAULT_TOKEN"
    )
  url.search = ""
  url.hash = ""
  url.pathname = url.pathname.replace(/\/+$/, "").replace(/\/v1$/, "")
  return url
}

function disabled(one: ConformanceCase, reason = "not requested"): CaseResult {
  return { ...describe(one), verdict: "disabled", milliseconds: 0, reason }
}

function stale(known: KnownFailures, results: ReadonlyArray<CaseResult>): ReadonlyArray<string> {
  return [...known.keys()].flatMap((id) => {
    const result = results.find((one) => one.id === id)
    if (result === undefined) return [`${id} matches no case: remove it from the known failures`]
    return result.verdict === "passed" ? [`${id} passes: remove it from the known failures`] : []
  })
}
