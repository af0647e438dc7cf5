import { plainText } from "../plain-text.ts"
import { isViolation, type CaseResult, type Finding, type Report } from "../report.ts"
import { REQUIREMENTS } from "../gen/requirements.ts"
import { counted, resultsById, sharedRequirementsOf } from "./parts.ts"
import { linkTo, textOf } from "./requirement-links.ts"

/**
 * Renders a report as SARIF 2.1.0, for code hosts: a rule per requirement, and a result per finding. Known failures are
 * suppressed results, and those that are out of date have a result each. Code hosts show results beside a file; these are all beside `README.md`.
 *
 * @example
 * ```ts
 * import { renderSarif, runConformance } from "@enwrap/conformance"
 * import { writeFile } from "node:fs/promises"
 *
 * const report = await runConformance({ url: "http://127.0.0.1:8200", token: "s.example" })
 * await writeFile("conformance.sarif", renderSarif(report))
 * ```
 */
export function renderSarif(report: Report): string {
  const results = resultsById(report)
  const known = [...results.values()].filter(
    (result) => result.verdict === "failed" && result.knownFailure !== undefined && !isViolation(result)
  )
  const ruleIds = [
    ...new Set([
      ...report.findings.map((finding) => ruleOfFinding(finding, results)),
      ...known.map(({ requirements }) => requirements[0] ?? "unknown"),
      ...report.staleKnownFailures.map(() => STALE)
    ])
  ].sort()
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "@enwrap/conformance",
            version: report.suite,
            informationUri: "https://github.com/enwrap/enwrap/tree/main/packages/conformance#readme",
            rules: ruleIds.map(ruleOf)
          }
        },
        automationDetails: { id: `enwrap-conformance/${report.target}/` },
        invocations: [
          {
            executionSuccessful: report.counts.error === 0,
            startTimeUtc: report.startedAt,
            endTimeUtc: new Date(Date.parse(report.startedAt) + report.milliseconds).toISOString(),
            exitCodeDescription: report.conclusion
          }
        ],
        properties: { target: report.target, server: report.server, spec: report.spec, seed: report.seed },
        results: [
          ...report.findings.map((finding) => resultOfFinding(finding, report, results, ruleIds)),
          ...known.map((result) => resultOfKnown(result, ruleIds)),
          ...report.staleKnownFailures.map((line) => resultOfStale(line, ruleIds))
        ]
      }
    ]
  }
  return `${plainText(JSON.stringify(log, undefined, 2))}\n`
}

/** The rule of known failures that are out of date, and that of findings in which several requirements are violated. */
const STALE = "known-failures"
const SEVERAL = "several-requirements"

const OTHER_RULES: Readonly<Record<string, string>> = {
  [STALE]: "The list of known failures MUST contain only cases that fail.",
  [SEVERAL]: "Cases about different requirements fail in the same way."
}

const ruleOfFinding = (finding: Finding, results: ReadonlyMap<string, CaseResult>): string =>
  sharedRequirementsOf(finding, results)[0] ?? SEVERAL

const ruleOf = (id: string) => ({
  id,
  shortDescription: { text: shortOf(id) },
  fullDescription: { text: REQUIREMENTS[id] === undefined ? (OTHER_RULES[id] ?? id) : textOf(id) },
  helpUri: linkTo(id)
})

const shortOf = (id: string): string => textOf(id).split("\n")[0] || (OTHER_RULES[id] ?? id)

function resultOfFinding(
  finding: Finding,
  { changes }: Report,
  results: ReadonlyMap<string, CaseResult>,
  ruleIds: ReadonlyArray<string>
) {
  const [first = ""] = finding.cases
  const result = results.get(first)
  const details = result === undefined ? "" : ` ${first} ${result.title}: ${result.reason ?? ""}`
  const expected = result?.expected === undefined ? "" : `; expected ${result.expected}`
  const got = result?.got === undefined ? "" : `; got ${result.got}`
  const ruleId = ruleOfFinding(finding, results)
  return {
    ruleId,
    ruleIndex: ruleIds.indexOf(ruleId),
    level: finding.level === "must" ? "error" : "warning",
    message: { text: `${finding.title} (${counted(finding.cases.length, "case")}).${details}${expected}${got}` },
    locations: [location(finding.endpoints[0]?.endpoint ?? first)],
    partialFingerprints: { "deviation/v1": `${ruleId} ${finding.title}` },
    properties: { cases: finding.cases, requirements: finding.requirements },
    ...(changes === undefined
      ? {}
      : { baselineState: finding.cases.some((id) => changes.stillFailing.includes(id)) ? "unchanged" : "new" })
  }
}

function resultOfKnown(result: CaseResult, ruleIds: ReadonlyArray<string>) {
  const ruleId = result.requirements[0] ?? "unknown"
  return {
    ruleId,
    ruleIndex: ruleIds.indexOf(ruleId),
    level: result.level === "must" ? "error" : "warning",
    message: { text: `${result.id} ${result.title}: ${result.reason ?? ""}` },
    locations: [location(result.id)],
    partialFingerprints: { "deviation/v1": `${ruleId} ${result.id}` },
    suppressions: [{ kind: "external", justification: result.knownFailure }]
  }
}

const resultOfStale = (line: string, ruleIds: ReadonlyArray<string>) => ({
  ruleId: STALE,
  ruleIndex: ruleIds.indexOf(STALE),
  level: "error",
  message: { text: line },
  locations: [location(line.split(" ")[0] ?? "")],
  partialFingerprints: { "deviation/v1": `${STALE} ${line}` }
})

const location = (name: string) => ({
  physicalLocation: { artifactLocation: { uri: "README.md" }, region: { startLine: 1 } },
  logicalLocations: [{ fullyQualifiedName: name }]
})
