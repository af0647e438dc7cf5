import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "vitest"

const root = join(import.meta.dirname, "..")

/** A row of the threat model: `| attacker | wants to | defence | tests |`. A test is a link with its title as the text. */
interface Row {
  readonly attack: string
  readonly tests: ReadonlyArray<{ readonly title: string; readonly file: string }>
}

const LINK = /\[([^\]]+)\]\(([^)]+\.test\.ts)\)/g

const rowsOf = (page: string): ReadonlyArray<Row> => {
  const section = page.split(/^## /m).find((part) => part.startsWith("Attacks")) ?? ""
  return section
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^\|[-| ]*\|$/.test(line))
    .filter((line) => !line.startsWith("| attacker |"))
    .map((line) => {
      const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim())
      return {
        attack: `${cells[1]}: ${cells[2]}`,
        tests: [...(cells[4] ?? "").matchAll(LINK)].map(([, title = "", file = ""]) => ({ title, file }))
      }
    })
}

/** The problems of a row: it names no test, or a test that does not exist. */
const problemsOf = ({ attack, tests }: Row, read: (file: string) => string | undefined): ReadonlyArray<string> =>
  tests.length === 0
    ? [`${attack}: no test`]
    : tests.flatMap(({ file, title }) => {
        const text = read(file)
        if (text === undefined) return [`${attack}: ${file} does not exist`]
        return text.includes(title) ? [] : [`${attack}: ${file} has no test "${title}"`]
      })

const readTest = (file: string): string | undefined =>
  existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : undefined

describe("SECURITY.md", () => {
  it("names an existing test for each attack", () => {
    const rows = rowsOf(readFileSync(join(root, "SECURITY.md"), "utf8"))
    assert.isAbove(rows.length, 20)
    assert.deepEqual(
      rows.flatMap((row) => problemsOf(row, readTest)),
      []
    )
  })

  it("fails the check if a test is missing, renamed or not named", () => {
    const page = `## Attacks\n\n| attacker | wants | stopped by | test |\n|---|---|---|---|\n| a | b | c | [title](x.test.ts) |\n| d | e | f | - |\n`
    const [first, second] = rowsOf(page)
    assert.deepEqual(
      problemsOf(first!, () => `it("title", …)`),
      []
    )
    assert.lengthOf(
      problemsOf(first!, () => `it("another", …)`),
      1
    )
    assert.lengthOf(
      problemsOf(first!, () => undefined),
      1
    )
    assert.lengthOf(
      problemsOf(second!, () => ""),
      1
    )
  })
})
