import { readFile } from "node:fs/promises"
import { join } from "node:path"

export const root = join(import.meta.dirname, "../..")

/** A fenced code block of a page. */
export interface Block {
  /** The heading of the second level above it; empty before the first one. */
  readonly heading: string
  readonly language: string
  readonly code: string
}

/** The blocks of a page, in order. */
export const blocksOf = async (page: string): Promise<ReadonlyArray<Block>> =>
  (await readFile(join(root, page), "utf8")).split(/^## /m).flatMap((section, i) =>
    [...section.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language = "", code = ""]) => ({
      heading: i === 0 ? "" : section.slice(0, section.indexOf("\n")),
      language,
      code
    }))
  )

/** What a block of commands must print: the text block after it. Without one, anything. */
export interface Step {
  readonly script: string
  readonly expected: string | undefined
  /** A command of the block fails: its message is the expected output. */
  readonly fails: boolean
}

/** The languages of files. */
const FILES: ReadonlySet<string> = new Set(["hcl", "js", "yaml"])

const COMMENT = /^(?:#|\/\/) (\S+)\n/

/**
 * The steps of a page: its commands, and the files that it shows, which name themselves in their first line. Other blocks are
 * returned as `unknown`.
 */
export const stepsOf = (
  blocks: ReadonlyArray<Block>
): { readonly steps: ReadonlyArray<Step>; readonly unknown: ReadonlyArray<string> } => {
  const steps: Array<Step> = []
  const unknown: Array<string> = []
  blocks.forEach(({ code, language }, i) => {
    const before = blocks[i - 1]
    const after = blocks[i + 1]
    const file = COMMENT.exec(code)?.[1]
    if (language === "sh") {
      const expected = after?.language === "text" ? after.code : undefined
      steps.push({ script: code, expected, fails: expected !== undefined && /^enwrap: /m.test(expected) })
    } else if (FILES.has(language) && file !== undefined)
      steps.push({ script: `cat >${file} <<'END_OF_FILE'\n${code}END_OF_FILE\n`, expected: undefined, fails: false })
    else if (language !== "text" || before?.language !== "sh") unknown.push(code)
  })
  return { steps, unknown }
}

/** Whether an output is the expected one, in which `…` stands for any text of a line, and a line `…` for any lines. */
export const isExpected = (output: string, expected: string): boolean => {
  const pattern = expected
    .split(/^…\n/m)
    .map((part) =>
      part
        .split("…")
        .map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
        .join(".*")
    )
    .join("[^]*")
  return new RegExp(`^${pattern}$`).test(output)
}
