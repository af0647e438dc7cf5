import { isViolation, type CaseResult, type FamilyResult, type Report } from "../report.ts"
import { escapeMarkup } from "./markup.ts"
import { factsOf } from "./parts.ts"

/**
 * Renders a report as JUnit XML, for CI servers. Failures that are not counted (known failures, and `should`) are
 * rendered as skipped. Cases that were not selected are left out.
 *
 * @example
 * ```ts
 * import { renderJunit, runConformance } from "@enwrap/conformance"
 * import { writeFile } from "node:fs/promises"
 *
 * const report = await runConformance({ url: "http://127.0.0.1:8200", token: "s.example" })
 * await writeFile("conformance.xml", renderJunit(report))
 * ```
 */
export function renderJunit(report: Report): string {
  const families = report.families.map(played).filter(({ results }) => results.length > 0)
  const results = families.flatMap((family) => family.results)
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name=${attribute(`Conformance of ${report.target}`)} ${counts(results)} time="${seconds(report.milliseconds)}">`,
    "  <properties>",
    ...[...factsOf(report), ["conclusion", report.conclusion] as const].map(
      ([name, value]) => `    <property name=${attribute(name)} value=${attribute(value)}/>`
    ),
    "  </properties>"
  ]
  for (const family of families) {
    lines.push(
      `  <testsuite name=${attribute(family.title)} timestamp=${attribute(report.startedAt)} ${counts(family.results)} time="${seconds(sum(family.results))}">`
    )
    for (const result of family.results) lines.push(...testcase(family.title, result))
    lines.push("  </testsuite>")
  }
  if (report.staleKnownFailures.length > 0) {
    const n = report.staleKnownFailures.length
    lines.push(`  <testsuite name="Known failures" tests="${n}" failures="${n}" errors="0" skipped="0" time="0">`)
    for (const line of report.staleKnownFailures)
      lines.push(
        `    <testcase classname="Known failures" name=${attribute(line)}><failure message=${attribute(line)}/></testcase>`
      )
    lines.push("  </testsuite>")
  }
  return [...lines, "</testsuites>", ""].join("\n")
}

/** The family without the cases that were not selected. */
const played = ({ results, ...family }: FamilyResult): FamilyResult => ({
  ...family,
  results: results.filter(({ verdict }) => verdict !== "disabled")
})

function testcase(family: string, result: CaseResult): ReadonlyArray<string> {
  const open = `    <testcase classname=${attribute(family)} name=${attribute(`${result.id} ${result.title}`)} time="${seconds(result.milliseconds)}"`
  const reason = result.reason ?? ""
  switch (result.verdict) {
    case "passed":
      return [`${open}/>`]
    case "skipped":
    case "disabled":
      return [`${open}><skipped message=${attribute(`${result.verdict}: ${reason}`)}/></testcase>`]
    case "error":
      return [
        `${open}>`,
        `      <error message=${attribute(reason)}>${text(details(result))}</error>`,
        "    </testcase>"
      ]
    case "failed":
      if (!isViolation(result)) {
        const why = result.knownFailure === undefined ? "SHOULD, not counted" : `known failure: ${result.knownFailure}`
        return [`${open}><skipped message=${attribute(`failed (${why}): ${reason}`)}/></testcase>`]
      }
      return [
        `${open}>`,
        `      <failure message=${attribute(reason)}>${text(details(result))}</failure>`,
        "    </testcase>"
      ]
  }
}

function details(result: CaseResult): string {
  return [
    `requirements: ${result.requirements.join(", ")}`,
    `why: ${result.why}`,
    ...(result.expected === undefined ? [] : [`expected: ${result.expected}`]),
    ...(result.got === undefined ? [] : [`got: ${result.got}`]),
    ...(result.exchanges ?? []).map((exchange) => JSON.stringify(exchange))
  ].join("\n")
}

const sum = (results: ReadonlyArray<CaseResult>): number =>
  results.reduce((total, result) => total + result.milliseconds, 0)

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3)

function counts(results: ReadonlyArray<CaseResult>): string {
  const failures = results.filter(isViolation).length
  const errors = results.filter((result) => result.verdict === "error").length
  const passed = results.filter((result) => result.verdict === "passed").length
  return `tests="${results.length}" failures="${failures}" errors="${errors}" skipped="${results.length - failures - errors - passed}"`
}

const text = (value: string): string => escapeMarkup(value)

const attribute = (value: string): string => `"${text(value).replaceAll("\n", "&#10;")}"`
