import { expect, it } from "vitest"
import { durationOf } from "./flag-values.ts"

const read = (value: string): number | undefined =>
  durationOf({ positionals: [], has: () => true, value: () => value, values: () => [value] }, "recheck")

it.each([
  ["500ms", 500],
  ["20", 20_000],
  ["2m", 120_000],
  ["60m", 3_600_000],
  ["1h", 3_600_000],
  ["0.5h", 1_800_000]
])("reads the duration %s", (value, milliseconds) => expect(read(value)).toBe(milliseconds))

it.each(["0s", "61m", "1.1h", "1d", "soon", ""])("refuses the duration %j, and names the limit", (value) => {
  expect(() => read(value)).toThrow("up to 1h")
})
