// What each source file imports, read with a parser: the statements, `import()`, and types such as `import("x").T`.
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { parseSync } from "oxc-parser"

export interface Import {
  readonly specifier: string
  readonly line: number
}

/** The source files below a folder, tests left out. */
export const sourcesBelow = (path: string): ReadonlyArray<string> =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()

export const importsOf = (file: string): ReadonlyArray<Import> => {
  const text = readFileSync(file, "utf8")
  const { module, program, errors } = parseSync(file, text)
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`)
  const requests = [
    ...module.staticImports.map((statement) => statement.moduleRequest),
    ...module.staticExports.flatMap(
      (statement) => statement.entries.find((entry) => entry.moduleRequest)?.moduleRequest ?? []
    ),
    ...importExpressions(program)
  ]
  return requests.map(({ value, start }) => ({ specifier: value, line: text.slice(0, start).split("\n").length }))
}

interface Request {
  readonly value: string
  readonly start: number
}

const importExpressions = (node: unknown): ReadonlyArray<Request> => {
  if (node === null || typeof node !== "object") return []
  return [...importExpression(node), ...Object.values(node).flatMap(importExpressions)]
}

const importExpression = (node: object): ReadonlyArray<Request> => {
  const { type, source, start } = node as { type?: string; source?: { value?: string }; start: number }
  if (type !== "ImportExpression" && type !== "TSImportType") return []
  return [{ value: source?.value ?? "an expression", start }]
}
