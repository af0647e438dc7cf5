import { expect, it } from "vitest"
import { completed } from "./audit-devices-options.ts"

it("an option of an audit device that is undefined is absent", () => {
  const absent = { path: "to-stdout/", type: "file", description: "", options: {}, local: false }
  expect(completed({ path: "to-stdout", type: "file" })).toEqual(absent)
  const given = { description: undefined, options: undefined, local: undefined }
  expect(completed({ path: "to-stdout/", type: "file", ...given })).toEqual(absent)
  const whole = { ...absent, description: "Entries", options: { file_path: "stdout" }, local: true }
  expect(completed(whole)).toEqual(whole)
})
