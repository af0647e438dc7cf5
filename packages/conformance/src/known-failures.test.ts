import { expect, it } from "vitest"
import { parseKnownFailures } from "./known-failures.ts"
import { RunError } from "./run-error.ts"

it("reads an id and a reason from each line, and skips comments", () => {
  const known = parseKnownFailures("# Vault 1.x\n\nRWC-AC-04  answers 204 \r\n  RWC-SU-07 see ticket 12 # soon\n")
  expect([...known]).toEqual([
    ["RWC-AC-04", "answers 204"],
    ["RWC-SU-07", "see ticket 12"]
  ])
})

it.each([
  ["RWC-AC-04", "no reason"],
  ["RWC-AC-04 # why", "no reason"],
  ["RWC-AC-04 a\nRWC-AC-04 b", "line 2"]
])("rejects %j", (text, message) => {
  expect(() => parseKnownFailures(text)).toThrow(RunError)
  expect(() => parseKnownFailures(text)).toThrow(message)
})
