import { isViolation, type CaseResult, type Report } from "../report.ts"

/**
 * Renders a report as JUnit XML, for CI servers. Failures that are not counted (known failures, and `should`) are
 * rendered as skipped.
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
  const results = report.families.flatMap((family) => family.results)
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name=${attribute(`Conformance of ${report.target}`)} ${counts(results)} time="${seconds(report.milliseconds)}">`
  ]
  for (const family of report.families) {
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

/** Removes the control characters that XML 1.0 cannot represent. */
const clean = (value: string): string => value.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")

const text = (value: string): string =>
  clean(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")

const attribute = (value: string): string => `"${text(value).replaceAll('"', "&quot;").replaceAll("\n", "&#10;")}"`
