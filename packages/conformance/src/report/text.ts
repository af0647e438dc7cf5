import { styleText } from "node:util"
import { isViolation, type CaseResult, type Report, type ReportedExchange, type Verdict } from "../report.ts"

type Style = Parameters<typeof styleText>[0]

const MARKS: Readonly<Record<Verdict, { readonly mark: string; readonly style: Style }>> = {
  passed: { mark: "✔", style: "green" },
  failed: { mark: "✘", style: "red" },
  skipped: { mark: "-", style: "yellow" },
  disabled: { mark: "·", style: "gray" },
  error: { mark: "!", style: "magenta" }
}

/**
 * Renders a report as text, for people: a line per case, the details of each failure, and the conclusion at the end.
 *
 * @param options - `colour` adds ANSI colours, for a terminal.
 *
 * @example
 * ```ts
 * import { renderText, runConformance } from "@enwrap/conformance"
 *
 * const report = await runConformance({ url: "http://127.0.0.1:8200", token: "s.example" })
 * console.log(renderText(report, { colour: false }))
 * ```
 */
export function renderText(report: Report, { colour }: { readonly colour: boolean }): string {
  const paint = (style: Style, text: string): string =>
    colour ? styleText(style, text, { validateStream: false }) : text
  const lines = [
    paint("bold", `Conformance of ${report.target}`),
    `${report.startedAt}; profiles: ${report.profiles.join(", ")}; ${report.rootToken ? "root token" : "not a root token: some cases may be skipped"}`
  ]
  for (const family of report.families) {
    const played = family.results.filter((result) => result.verdict !== "disabled")
    if (played.length === 0) continue
    lines.push("", paint("bold", family.title))
    for (const result of played) lines.push(...caseLines(result, paint))
  }
  lines.push("", ...summary(report, paint), "")
  return lines.join("\n")
}

function caseLines(result: CaseResult, paint: (style: Style, text: string) => string): ReadonlyArray<string> {
  const counts = result.verdict !== "failed" || isViolation(result)
  const { mark, style } = counts ? MARKS[result.verdict] : { mark: "~", style: "yellow" as const }
  const lines = [`  ${paint(style, mark)} ${paint("gray", result.id)}  ${result.title}`]
  if (result.verdict === "skipped") lines.push(`      skipped: ${result.reason ?? ""}`)
  if (result.verdict !== "failed" && result.verdict !== "error") return lines
  const why =
    result.knownFailure !== undefined
      ? ` (known failure: ${result.knownFailure})`
      : result.level === "should"
        ? " (SHOULD, not counted)"
        : ""
  lines.push(...indented(6, `${paint(style, result.verdict)}${why}: ${result.reason ?? ""}`))
  if (result.expected !== undefined) lines.push(...indented(6, `expected  ${shortened(result.expected)}`))
  if (result.got !== undefined) lines.push(...indented(6, `got       ${shortened(result.got)}`))
  lines.push(...indented(6, `why       ${result.why} [${result.requirements.join(", ")}]`))
  const exchanges = result.exchanges ?? []
  const shown = exchanges.find((exchange) => exchange.decisive) ?? exchanges.at(-1)
  if (shown !== undefined) lines.push(...exchangeLines(shown).flatMap((line) => indented(6, paint("gray", line))))
  return lines
}

function exchangeLines({ request, response, noResponse }: ReportedExchange): ReadonlyArray<string> {
  const lines = [`> ${request.method} /v1/${request.path}`]
  for (const [name, value] of Object.entries(request.headers))
    if (name !== "x-vault-request") lines.push(`> ${name}: ${value}`)
  if (request.body !== undefined) lines.push(`> ${shortened(request.body)}`)
  if (response !== undefined)
    lines.push(`< ${response.status}`, ...(response.body === "" ? [] : [`< ${shortened(response.body.trimEnd())}`]))
  if (noResponse !== undefined) lines.push(`< no response: ${noResponse}`)
  return lines
}

function summary(report: Report, paint: (style: Style, text: string) => string): ReadonlyArray<string> {
  const results = report.families.flatMap((family) => family.results)
  const failed = results.filter((result) => result.verdict === "failed")
  const known = failed.filter((result) => result.knownFailure !== undefined).length
  const should = failed.filter((result) => result.knownFailure === undefined && result.level === "should").length
  const { passed, skipped, error, disabled } = report.counts
  const parts = [
    `${passed} passed`,
    `${report.violations} failed`,
    ...(should > 0 ? [`${should} failed (SHOULD, not counted)`] : []),
    ...(known > 0 ? [`${known} known to fail`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(error > 0 ? [`${error} inconclusive`] : []),
    ...(disabled > 0 ? [`${disabled} not requested`] : [])
  ]
  return [
    ...report.staleKnownFailures.map((line) => paint("red", `Known failures: ${line}`)),
    `${parts.join(", ")}, in ${(report.milliseconds / 1000).toFixed(1)} s`,
    report.conclusion === "conformant"
      ? paint("green", "Conformant.")
      : report.conclusion === "not conformant"
        ? paint("red", "Not conformant.")
        : paint("magenta", "Inconclusive: run the suite again. If the result is the same, report a bug in the suite.")
  ]
}

const WIDTH = 400

const shortened = (text: string): string =>
  text.length <= WIDTH ? text : `${text.slice(0, WIDTH)}… (${text.length} characters; --format json has more)`

const indented = (by: number, text: string): ReadonlyArray<string> =>
  text.split("\n").map((line) => `${" ".repeat(by)}${line}`)
