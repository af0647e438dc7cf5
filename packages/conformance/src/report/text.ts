import { styleText } from "node:util"
import { decisiveExchange } from "../finding.ts"
import { plainText, shortened } from "../plain-text.ts"
import {
  isViolation,
  type CaseResult,
  type Changes,
  type Finding,
  type ProfileVerdict,
  type Report,
  type ReportedExchange,
  type Verdict
} from "../report.ts"
import {
  conclusionOf,
  counted,
  factsOf,
  needsOf,
  noResponseOf,
  resultsById,
  sharedRequirementsOf,
  shownVerdictOf,
  summaryOf,
  toleratedOf,
  untestedOf
} from "./parts.ts"
import { textOf } from "./requirement-links.ts"

type Style = Parameters<typeof styleText>[0]
type Paint = (style: Style, text: string) => string

/** How a report is rendered as text. */
export interface TextOptions {
  /** Adds ANSI colours, for a terminal. */
  readonly colour: boolean
  /** Adds a line for each case that ran. */
  readonly verbose?: boolean | undefined
}

const MARKS: Readonly<Record<Verdict, readonly [mark: string, style: Style]>> = {
  passed: ["✔", "green"],
  failed: ["✘", "red"],
  skipped: ["-", "yellow"],
  disabled: ["·", "gray"],
  error: ["!", "magenta"]
}

const PROFILE_MARKS: Readonly<Record<ReturnType<typeof shownVerdictOf>, readonly [mark: string, style: Style]>> = {
  conformant: ["✔", "green"],
  "not conformant": ["✘", "red"],
  incomplete: ["?", "yellow"],
  "no verdict": ["·", "gray"],
  "not claimed": ["·", "gray"]
}

/**
 * Renders a report as text, for people: what is wrong, with the request and the response of one failure; what would let
 * skipped cases run; the verdict on each profile; and the conclusion.
 *
 * @example
 * ```ts
 * import { renderText, runConformance } from "@enwrap/conformance"
 *
 * const report = await runConformance({ url: "http://127.0.0.1:8200", token: "s.example" })
 * console.log(renderText(report, { colour: false, verbose: true }))
 * ```
 */
export function renderText(report: Report, { colour, verbose = false }: TextOptions): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text)
  const section = (title: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
    lines.length === 0 ? [] : ["", paint("bold", title), ...lines]
  const results = resultsById(report)
  return [
    paint("bold", `Conformance of ${report.target}`),
    factsOf(report)
      .map(([name, value]) => `${name}: ${value}`)
      .join("; "),
    ...(verbose ? families(report, paint) : []),
    ...section(
      "What is wrong (the likely cause of most failures first)",
      report.findings.flatMap((finding, i) => findingLines(finding, i + 1, results, paint))
    ),
    ...section(
      "Inconclusive",
      [...results.values()].filter(({ verdict }) => verdict === "error").flatMap((result) => caseLines(result, paint))
    ),
    ...section("Known failures", [
      ...toleratedOf(report).map(({ result, reason }) => `  ${result.id}  ${result.title}: ${reason}`),
      ...report.staleKnownFailures.map((line) => paint("red", `  ${line}`))
    ]),
    ...section(
      "Skipped",
      needsOf(report).map(({ need, cases }) => `  ${counted(cases.length, "case")}: ${need}`)
    ),
    ...(report.changes === undefined ? [] : section("Changes", changeLines(report.changes))),
    ...section("Profiles", profileLines(report.verdicts, paint)),
    "",
    `${summaryOf(report)}, in ${(report.milliseconds / 1000).toFixed(1)} s`,
    paint(
      report.conclusion === "conformant" || report.conclusion === "passed"
        ? "green"
        : report.conclusion === "not conformant"
          ? "red"
          : "yellow",
      conclusionOf(report)
    ),
    ""
  ].join("\n")
}

function families(report: Report, paint: Paint): ReadonlyArray<string> {
  return report.families.flatMap(({ results, title }) => {
    const played = results.filter(({ verdict }) => verdict !== "disabled")
    if (played.length === 0) return []
    return ["", paint("bold", title), ...played.map((result) => caseLine(result, paint))]
  })
}

function caseLine(result: CaseResult, paint: Paint): string {
  const [mark, style] =
    result.verdict !== "failed" || isViolation(result) ? MARKS[result.verdict] : (["~", "yellow"] as const)
  const reason = result.reason === undefined ? "" : paint("gray", `: ${plainText(result.reason).split("\n")[0]}`)
  return `  ${paint(style, mark)} ${paint("gray", result.id)}  ${result.title}${reason}`
}

function findingLines(
  finding: Finding,
  number: number,
  results: ReadonlyMap<string, CaseResult>,
  paint: Paint
): ReadonlyArray<string> {
  const [first, ...others] = finding.cases
  const result = results.get(first ?? "")
  const should = finding.level === "should" ? " (SHOULD, not counted)" : ""
  return [
    ...(number > 1 ? [""] : []),
    `  ${paint(should === "" ? "red" : "yellow", `${number}. ${plainText(finding.title)}`)}${should}: ${counted(finding.cases.length, "case")}`,
    ...sharedRequirementsOf(finding, results)
      .slice(0, 2)
      .map((id) => `     ${id}: ${shortened(textOf(id).split("\n")[0] ?? "", 200)}`),
    ...(finding.endpoints.length > 1
      ? [`     at ${finding.endpoints.map(({ cases, endpoint }) => `${plainText(endpoint)} (${cases})`).join(", ")}`]
      : []),
    ...(result === undefined ? [] : caseLines(result, paint)),
    ...(others.length === 0 ? [] : [`     also ${shortened(others.join(", "), 300)}`])
  ]
}

function caseLines(result: CaseResult, paint: Paint): ReadonlyArray<string> {
  const [mark, style] = MARKS[result.verdict]
  const lines = [`     ${paint(style, mark)} ${paint("gray", result.id)}  ${result.title}`]
  const add = (name: string, text: string): void =>
    void lines.push(...indented(7, `${name.padEnd(10)}${shortened(plainText(text), WIDTH)}`))
  add("reason", result.reason ?? "")
  if (result.expected !== undefined) add("expected", result.expected)
  if (result.got !== undefined) add("got", result.got)
  add("why", result.why)
  const shown = decisiveExchange(result)
  if (shown !== undefined) {
    const exchanges = [...earlierLines(result.exchanges ?? [], shown), ...exchangeLines(shown)]
    lines.push(...exchanges.flatMap((line) => indented(7, paint("gray", line))))
  }
  return lines
}

/** How many of the requests before the one that is shown are named. */
const EARLIER = 3

/** What led to the request that is shown, in a line each. Reports in other formats have everything. */
function earlierLines(exchanges: ReadonlyArray<ReportedExchange>, shown: ReportedExchange): ReadonlyArray<string> {
  const earlier = exchanges.slice(0, Math.max(0, exchanges.indexOf(shown)))
  const more = earlier.length - EARLIER
  return [
    ...(more > 0 ? [`(${counted(more, "earlier request")})`] : []),
    ...earlier.slice(-EARLIER).map(({ request, response }) => {
      const ttl = request.headers["x-vault-wrap-ttl"]
      const wrapped = ttl === undefined ? "" : ` with x-vault-wrap-ttl: ${plainText(ttl)}`
      return `> ${request.method} /v1/${plainText(request.path)}${wrapped}: ${response?.status ?? "no response"}`
    })
  ]
}

function exchangeLines({ request, response, noResponse }: ReportedExchange): ReadonlyArray<string> {
  const lines = [`> ${request.method} /v1/${plainText(request.path)}`]
  for (const [name, value] of Object.entries(request.headers))
    if (name !== "x-vault-request") lines.push(`> ${name}: ${plainText(value)}`)
  if (request.body !== undefined) lines.push(`> ${shortened(plainText(request.body), WIDTH)}`)
  if (response !== undefined) {
    lines.push(`< ${response.status}`)
    if (response.body !== "") lines.push(`< ${shortened(plainText(response.body.trimEnd()), WIDTH)}`)
  }
  if (noResponse !== undefined) lines.push(`< ${noResponseOf(noResponse)}`)
  return lines
}

function changeLines(changes: Changes): ReadonlyArray<string> {
  const { added, baseline, broken, fixed, other, stillFailing, verdicts } = changes
  const ids = (name: string, all: ReadonlyArray<string>): ReadonlyArray<string> =>
    all.length === 0 ? [] : [`  ${name}: ${all.join(", ")}`]
  const lines = [
    ...verdicts.map(({ before, now, profile }) => `  ${profile}: ${plainText(before)}, now ${now}`),
    ...ids("fail now", broken),
    ...ids("fixed", fixed),
    ...ids("still fail", stillFailing),
    ...ids("new cases", added),
    ...other.map(({ before, id, now }) => `  ${id}: ${before}, now ${now}`)
  ]
  const since = `  since ${plainText(baseline.startedAt)} (${plainText(baseline.target)}, suite ${plainText(baseline.suite)})`
  return [since, ...(lines.length === 0 ? ["  nothing changed"] : lines)]
}

/** A line for each profile that was tested; one for all that were not requested, and one for those without a selected case. */
function profileLines(verdicts: ReadonlyArray<ProfileVerdict>, paint: Paint): ReadonlyArray<string> {
  const { unclaimed, unselected } = untestedOf(verdicts)
  const together = (name: string, all: ReadonlyArray<ProfileVerdict>): ReadonlyArray<string> =>
    all.length === 0 ? [] : [paint("gray", `  · ${name}: ${all.map(({ profile }) => profile).join(", ")}`)]
  return [
    ...verdicts
      .filter((one) => !unclaimed.includes(one) && !unselected.includes(one))
      .map((one) => profileLine(one, paint)),
    ...together("no case selected", unselected),
    ...together("not claimed", unclaimed)
  ]
}

function profileLine(one: ProfileVerdict, paint: Paint): string {
  const { counts, profile, reason } = one
  const verdict = shownVerdictOf(one)
  const [mark, style] = PROFILE_MARKS[verdict]
  const inapplicable = counts.notApplicable > 0 ? `, ${counts.notApplicable} not applicable` : ""
  return `  ${paint(style, `${mark} ${profile.padEnd(10)}${verdict.padEnd(15)}`)} ${paint("gray", plainText(reason) + inapplicable)}`
}

const WIDTH = 400

const indented = (by: number, text: string): ReadonlyArray<string> =>
  text.split("\n").map((line) => `${" ".repeat(by)}${line}`)
