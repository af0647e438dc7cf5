import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import {
  requirementsOf,
  requirementsPage,
  requirementsTested,
  unknownRequirements,
  type Requirement
} from "../../scripts/requirements.ts"
import { withoutACase } from "../../scripts/without-a-case.ts"

const root = join(import.meta.dirname, "../..")
const requirements = requirementsOf(root)

const untested = (all: ReadonlyArray<Requirement>): ReadonlyArray<string> =>
  all.filter(({ cases, tests }) => cases.length === 0 && tests.length === 0).map(({ id }) => id)

describe("the requirements of spec/protocol.md", () => {
  it("each applies to an operation, or to all of them", () => {
    expect(requirements.length).toBeGreaterThan(300)
    const unused = requirements.filter(({ onDocument, operations }) => !onDocument && operations.length === 0)
    expect(unused.map(({ id }) => id)).toEqual([])
  })

  it("RW-EXT-1: each is named by a conformance case, or by the title of a test, those of `strict` included", () => {
    expect(requirements.filter(({ profile }) => profile === "strict").length).toBeGreaterThan(50)
    expect(untested(requirements)).toEqual([])
  })

  it("each has a conformance case, or a reason why there is none", () => {
    const without = requirements.filter(({ cases }) => cases.length === 0).map(({ id }) => id)
    expect(without.filter((id) => !withoutACase.has(id))).toEqual([])
    expect([...withoutACase.keys()].filter((id) => !without.includes(id))).toEqual([])
  })

  it("are the only ones that sources, tests and documents name", () => {
    expect(unknownRequirements(root)).toEqual([])
  })
})

describe("the search for requirements in tests", () => {
  // Put together here, so that the ids are not found in this file.
  const id = (number: number) => `RW-XX-${number}`

  it("reads titles and the tables of `each`, and ignores comments and the bodies of tests", () => {
    const text = `
      // ${id(1)}
      describe("${id(2)}", () => {
        it.effect(\`${id(3)}: \${title}\`, () => { expect("${id(4)}").toBe(1) })
        it.each([["${id(5)}"], [{ id: "${id(6)}" }]])("%s ${id(7)}", () => {})
        test.skipIf(true)("${id(8)}", () => {})
        other("${id(9)}")
      })`
    expect([...requirementsTested(text)].sort()).toEqual([2, 3, 5, 6, 7, 8].map(id))
  })

  it("finds an id that the spec does not declare", () => {
    const folder = mkdtempSync(join(tmpdir(), "enwrap-requirements-"))
    try {
      for (const room of ["apps", "docs", "packages", "scripts", "spec/components", "test"])
        mkdirSync(join(folder, room), { recursive: true })
      writeFileSync(join(folder, "spec/protocol.md"), `- **${id(1)}** [core] It MUST be tested.\n`)
      writeFileSync(join(folder, "spec/openapi.yaml"), `x-requirements: [${id(1)}]\npaths: {}\n`)
      writeFileSync(join(folder, "test/x.test.ts"), `it("${id(1)} ${id(2)}", () => {}) // ${id(3)}\n`)
      expect(unknownRequirements(folder)).toEqual([`test/x.test.ts: ${id(2)}`, `test/x.test.ts: ${id(3)}`])
      const [only] = requirementsOf(folder)
      expect(only).toMatchObject({ id: id(1), onDocument: true, cases: [], tests: ["test/x.test.ts"] })
      expect(requirementsPage([only!])).toContain(
        `| **${id(1)}** [core] It MUST be tested. | all |  | [x.test.ts](../test/x.test.ts) |`
      )
      writeFileSync(join(folder, "test/x.test.ts"), "")
      expect(untested(requirementsOf(folder))).toEqual([id(1)])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
