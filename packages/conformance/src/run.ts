import { randomBytes } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { families } from "./cases/catalogue.ts"
import type { ConformanceCase, Family, Profile } from "./conformance-case.ts"
import type { KnownFailures } from "./known-failures.ts"
import { describe, runCase } from "./run-case.ts"
import { patient } from "./patience.ts"
import { preflight } from "./preflight.ts"
import { makeRedactor } from "./redactor.ts"
import { isViolation, verdicts, type CaseResult, type Report, type Verdict } from "./report.ts"
import { RunError } from "./run-error.ts"
import { profilesOf, select, whyDisabled } from "./selection.ts"
import { httpTransport, type Transport } from "./transport.ts"

/** The options of `runConformance`. */
export interface RunOptions {
  /** The address of the server, such as `http://127.0.0.1:8200`, without `/v1`. */
  readonly url: string
  /** A token that can at least wrap responses. Only a root token runs every case. */
  readonly token: string
  /** The certificates of the authorities that the server's certificate may be from, in PEM; those of Node.js if absent. */
  readonly ca?: string | undefined
  /** The ids of the cases to run; all cases of the profiles if absent. */
  readonly cases?: ReadonlyArray<string> | undefined
  /** The profiles to run; all but `strict` if absent, because OpenBao and Vault do not claim it. */
  readonly profiles?: ReadonlyArray<Profile> | undefined
  /** `false` disables the cases that wait for a TTL to elapse. */
  readonly slow?: boolean | undefined
  /** Cases that are known to fail. They run, but do not count; one that passes makes the run fail. */
  readonly knownFailures?: KnownFailures | undefined
  /** The path of the key-value mount to use; `secret/`, or a temporary one, if absent. */
  readonly kvMount?: string | undefined
  /** The prefix of every name that the run creates; `enwrap-conformance-` and a random part if absent. */
  readonly prefix?: string | undefined
  /**
   * Interrupts the run: no other case starts, running cases send no more requests and clean up, and the run ends with a
   * RunError with the code `interrupted`.
   */
  readonly signal?: AbortSignal | undefined
  /** For tests of the suite: sends the requests. */
  readonly transport?: Transport | undefined
  /** For tests of the suite: the cases. */
  readonly families?: ReadonlyArray<Family> | undefined
  /** For tests of the suite: waits a number of milliseconds. */
  readonly wait?: ((milliseconds: number) => Promise<void>) | undefined
}

/**
 * Runs the suite against a server, and returns the report.
 *
 * Cases that wait run concurrently with the others. The report is always in the order of the catalogue. Everything that
 * the suite creates on the server is removed at the end.
 *
 * @param options - The server, the token, and which cases to run.
 * @param onResult - Called with each result as soon as its case has ended.
 * @returns The report, without secrets, for `renderText`, `renderJson`, `renderJunit` and `exitCodeOf`.
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
  onResult: (result: CaseResult) => void = () => undefined
): Promise<Report> {
  const started = Date.now()
  const url = targetOf(options.url)
  const catalogue = options.families ?? families
  const cases = catalogue.flatMap((family) => family.cases)
  const selection = select(cases, options)
  const redactor = makeRedactor()
  redactor.name(options.token, "the given token")
  const prefix = options.prefix ?? makePrefix()
  const { signal } = options
  const wait =
    options.wait ??
    (async (milliseconds) => {
      await sleep(milliseconds, undefined, { signal }).catch((cause: unknown) => {
        // A case that waited checks the signal itself.
        if (signal?.aborted !== true) throw cause
      })
    })
  const transport = patient(options.transport ?? httpTransport(url, options.ca), wait)
  const operator = await preflight(url.href.replace(/\/$/, ""), transport, options.token)
  const known = options.knownFailures ?? new Map<string, string>()

  const run = async (one: ConformanceCase): Promise<CaseResult> => {
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
    const complete = knownFailure === undefined ? result : { ...result, knownFailure }
    onResult(complete)
    return complete
  }
  const running = new Map<string, Promise<CaseResult>>()
  for (const one of cases)
    if (selection.has(one.id) && one.slow === true && signal?.aborted !== true) running.set(one.id, run(one))
  for (const one of cases) {
    if (signal?.aborted === true) break
    if (!selection.has(one.id) || one.slow === true) continue
    const result = run(one)
    running.set(one.id, result)
    await result
  }

  const ended = await Promise.all(running.values())
  if (signal?.aborted === true) {
    const finished = ended.filter((result) => result.verdict !== "error").length
    throw new RunError(
      "interrupted",
      `interrupted after ${finished} of ${selection.size} cases; everything that they created on the server was removed`
    )
  }

  const familyResults = []
  for (const { name, title, cases: members } of catalogue) {
    const results = []
    for (const one of members) results.push((await running.get(one.id)) ?? disabled(one, whyDisabled(one, options)))
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

/** Returns a unique prefix, so that concurrent runs do not share names. */
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
