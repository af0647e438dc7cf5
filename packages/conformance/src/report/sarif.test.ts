import { expect, it } from "vitest"
import { failure, outcome, reportOf, sample } from "../../test/sample-report.ts"
import { parseBaseline } from "../baseline.ts"
import { renderJson } from "./json.ts"
import { renderSarif } from "./sarif.ts"

interface Log {
  readonly version: string
  readonly runs: ReadonlyArray<{
    readonly tool: {
      readonly driver: {
        readonly version: string
        readonly rules: ReadonlyArray<{ readonly id: string; readonly helpUri: string }>
      }
    }
    readonly results: ReadonlyArray<{
      readonly ruleId: string
      readonly ruleIndex: number
      readonly level: string
      readonly baselineState?: string
      readonly suppressions?: ReadonlyArray<object>
      readonly message: { readonly text: string }
      readonly locations: ReadonlyArray<{
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } }
      }>
    }>
  }>
}
const runOf = (report: typeof sample) => {
  const log = JSON.parse(renderSarif(report)) as Log
  expect([log.version, log.runs.length]).toEqual(["2.1.0", 1])
  return log.runs[0] as Log["runs"][number]
}

it("has a result for each finding, with a rule of its requirement and a location", () => {
  const { results, tool } = runOf(sample)
  expect(results.map(({ level }) => level)).toEqual(["error", "warning", "error"])
  for (const { locations, ruleId, ruleIndex } of results) {
    expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
    expect(locations[0]?.physicalLocation.artifactLocation.uri).toBe("README.md")
  }
  expect(results[0]?.message.text).toContain(
    'RWC-X-02 title & <RWC-X-02>: the error has the wrong message; expected ["a"]'
  )
  expect(tool.driver.rules[0]?.helpUri).toMatch(/spec\/protocol\.md#/)
})

it("suppresses known failures, and only those", () => {
  expect(runOf(sample).results.map(({ suppressions }) => suppressions)).toEqual([
    undefined,
    undefined,
    [{ kind: "external", justification: "ticket 12" }]
  ])
})

it("tells new results from those of the baseline", () => {
  const baseline = parseBaseline(renderJson(sample))
  const stateOf = (id: string) => runOf(reportOf([outcome(id, failure)], {}, { baseline })).results[0]?.baselineState
  expect(stateOf("RWC-X-02")).toBe("unchanged")
  expect(stateOf("RWC-X-01")).toBe("new")
})
