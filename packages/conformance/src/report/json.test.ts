import { readFileSync } from "node:fs"
import { Ajv2020 } from "ajv/dist/2020.js"
import addFormats from "ajv-formats"
import { expect, it } from "vitest"
import { profiles } from "../cases/catalogue.ts"
import { parseBaseline } from "../baseline.ts"
import { failure, outcome, reportOf, sample } from "../../test/sample-report.ts"
import { renderJson } from "./json.ts"

const schema: { readonly $defs: { readonly profile: { readonly enum: ReadonlyArray<string> } } } = JSON.parse(
  readFileSync(new URL("../../report.schema.json", import.meta.url), "utf8")
)
const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true })
;(addFormats as unknown as (ajv: Ajv2020) => void)(ajv)
const validate = ajv.compile(schema)

it("renders the report itself", () => {
  expect(JSON.parse(renderJson(sample))).toEqual(JSON.parse(JSON.stringify(sample)))
})

it("has no control characters that a terminal would obey, and the same values", () => {
  const report = reportOf([outcome("RWC-X-02", { ...failure, got: "\u009b2J\u202e" })])
  expect(renderJson(report)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u)
  expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(report)))
})

it("is valid under the published schema, with changes since a baseline too", () => {
  const compared = reportOf(
    [outcome("RWC-X-01"), outcome("RWC-X-05"), outcome("RWC-X-09")],
    {},
    { baseline: parseBaseline(renderJson(sample)) }
  )
  expect(compared.changes).toBeDefined()
  for (const report of [sample, compared]) {
    validate(JSON.parse(renderJson(report)))
    expect(validate.errors ?? []).toEqual([])
  }
})

it("has a schema that rejects what is not a report", () => {
  const { seed: _, ...without } = sample
  for (const wrong of [
    without,
    { ...sample, conclusion: "fine" },
    { ...sample, token: "s.x" },
    { ...sample, format: 1 }
  ])
    expect(validate(JSON.parse(JSON.stringify(wrong)))).toBe(false)
  expect(schema.$defs.profile.enum).toEqual(profiles)
})
