import { assert, describe, it } from "vitest"
import { isExpected, stepsOf } from "./page-blocks.ts"

const block = (language: string, code: string) => ({ heading: "", language, code })

describe("the blocks of a page", () => {
  it("are commands with their output, files, or unknown", () => {
    const file = "# server.hcl\na = 1\n"
    const { steps, unknown } = stepsOf([
      block("sh", "one\n"),
      block("text", "1\n"),
      block("hcl", file),
      block("sh", "two\n"),
      block("text", "enwrap: no.\n"),
      block("hcl", "a = 1\n"),
      block("text", "2\n")
    ])
    assert.deepEqual(
      steps.map(({ expected, fails, script }) => [script.split("\n")[0], expected, fails]),
      [
        ["one", "1\n", false],
        ["cat >server.hcl <<'END_OF_FILE'", undefined, false],
        ["two", "enwrap: no.\n", true]
      ]
    )
    assert.deepEqual(unknown, ["a = 1\n", "2\n"])
  })

  it("have an output in which … stands for any text of a line, or for any lines", () => {
    assert.isTrue(isExpected("a (1)\nb 17 c\n", "a (1)\nb … c\n"))
    assert.isTrue(isExpected("a\nb\nc\nd\n", "a\n…\nd\n"))
    assert.isTrue(isExpected("a\nb\n", "a\n…\n"))
    for (const other of ["a\nb", "a\nb\nd\n", "b 1\n2 c\n", ""]) assert.isFalse(isExpected(other, "b … c\n"), other)
    assert.isFalse(isExpected("axb\n", "a.b\n"))
  })
})
