import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { assert } from "vitest"
import type { StartedServer } from "../start-server.ts"
import { root } from "./temporary-folder.ts"

/** The code block in a language below a heading of the README of `@enwrap/protocol`. */
export const readmeBlock = async (heading: string, language: string): Promise<string> => {
  const readme = await readFile(join(root, "packages/protocol/README.md"), "utf8")
  const section = readme.split(/^#+ /m).find((text) => text.startsWith(`${heading}\n`)) ?? ""
  const [, code] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "ms").exec(section) ?? []
  assert(code !== undefined, `the README has no ${language} block below "${heading}"`)
  return code
}

/** The code with the address and the token of the server that the test started. */
export const forServer = (code: string, { address, rootToken }: StartedServer): string => {
  for (const text of ["http://127.0.0.1:8200", "s.ew…"]) assert.include(code, text)
  return code.replaceAll("http://127.0.0.1:8200", address).replaceAll("s.ew…", rootToken)
}
