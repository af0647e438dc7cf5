import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import Ajv04 from "ajv-draft-04"
import addFormats from "ajv-formats"
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
/** The schema of SARIF 2.1.0, as its makers publish it. */
const schema: object = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"),
    "utf8"
  )
)
const ajv = new (Ajv04 as unknown as typeof Ajv04.default)({ strict: false, allErrors: true, unicodeRegExp: false })
;(addFormats as unknown as (ajv: object) => void)(ajv)
const validate = ajv.compile(schema)

const runOf = (report: typeof sample) => {
  const log = JSON.parse(renderSarif(report)) as Log
  expect([log.version, log.runs.length]).toEqual(["2.1.0", 1])
  return log.runs[0] as Log["runs"][number]
}

it("has a result for each finding, with a rule of its requirement and a location", () => {
  const { results, tool } = runOf(sample)
  expect(results.map(({ level }) => level)).toEqual(["error", "warning", "error", "error"])
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
    [{ kind: "external", justification: "ticket 12" }],
    undefined
  ])
})

it("has a result for each known failure that is out of date", () => {
  const { results, tool } = runOf(sample)
  const stale = results.filter(({ ruleId }) => ruleId === "known-failures")
  expect(stale.map(({ message }) => message.text)).toEqual([
    "RWC-X-77 matches no case: remove it from the known failures"
  ])
  expect(tool.driver.rules.map(({ id }) => id)).toContain("known-failures")
})

it("names no requirement if the cases of a finding share none", () => {
  const report = reportOf([
    outcome("RWC-X-01", failure, { requirements: ["RW-SU-1"] }),
    outcome("RWC-X-02", failure, { requirements: ["RW-TTL-1"] })
  ])
  expect(runOf(report).results.map(({ ruleId }) => ruleId)).toEqual(["several-requirements"])
})

it("tells new results from those of the baseline", () => {
  const baseline = parseBaseline(renderJson(sample))
  const stateOf = (id: string) => runOf(reportOf([outcome(id, failure)], {}, { baseline })).results[0]?.baselineState
  expect(stateOf("RWC-X-02")).toBe("unchanged")
  expect(stateOf("RWC-X-01")).toBe("new")
})

it("is valid under the JSON Schema of SARIF 2.1.0, with and without findings and a baseline", () => {
  const baseline = parseBaseline(renderJson(sample))
  for (const report of [
    sample,
    reportOf([outcome("RWC-X-01")]),
    reportOf([outcome("RWC-X-02", failure)], {}, { baseline })
  ]) {
    validate(JSON.parse(renderSarif(report)))
    expect(validate.errors ?? []).toEqual([])
  }
  expect(validate({ version: "2.1.0", runs: [{ results: [] }] })).toBe(false)
})
