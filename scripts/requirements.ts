// The table of requirements in docs/requirements.md, from the spec, the conformance cases and the titles of the tests; and
// the requirements for the reports of the conformance suite. `node --conditions=@enwrap/source scripts/requirements.ts`
// writes both; with `--check` it fails where one is out of date.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join, relative, sep } from "node:path"
import { parseSync } from "oxc-parser"
import { allCases } from "../packages/conformance/src/cases/catalogue.ts"
import { bundle, isObject, objectAt } from "../packages/protocol/scripts/bundle.ts"
import { withoutACase } from "./without-a-case.ts"

/** A requirement of spec/protocol.md, and everything that refers to it. */
export interface Requirement {
  readonly id: string
  readonly profile: string
  /** Its first sentence. */
  readonly text: string
  /** Its other sentences, one per line. */
  readonly more: string
  /** It applies to every operation. */
  readonly onDocument: boolean
  /** The ids of the operations that it is listed on. */
  readonly operations: ReadonlyArray<string>
  /** The ids of conformance cases. */
  readonly cases: ReadonlyArray<string>
  /** Files with a test that has the id in its title, from the root of the repository. */
  readonly tests: ReadonlyArray<string>
}

const ID = /\bRW-[A-Z]+-\d+\b/g
const DECLARATION = /^- \*\*(RW-[A-Z]+-\d+)\*\* \[(\w+)\] (.*)((?:\n  \S.*)*)$/gm
const SKIPPED = new Set(["node_modules", "dist", "gen", "fixtures"])

/** The paths of all files below a folder that are not generated, sorted. */
const filesBelow = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && !SKIPPED.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))

const writtenFiles = (root: string): ReadonlyArray<string> =>
  ["apps", "docs", "packages", "scripts", "spec", "test"].flatMap((folder) => filesBelow(join(root, folder)))

const name = (root: string, file: string): string => relative(root, file).split(sep).join("/")

interface SyntaxNode {
  readonly type: string
  readonly [key: string]: unknown
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === "object" && value !== null && typeof (value as SyntaxNode).type === "string"

const childrenOf = (node: SyntaxNode): ReadonlyArray<SyntaxNode> => Object.values(node).flat().filter(isNode)

/** The name that a call begins with: `it` in `it("…")`, `it.effect("…")` and `it.each([…])("…")`. */
const calledName = (node: unknown): unknown => {
  if (!isNode(node)) return undefined
  if (node.type === "Identifier") return node["name"]
  return calledName(node.type === "MemberExpression" ? node["object"] : node["callee"])
}

const stringsIn = (node: SyntaxNode): ReadonlyArray<string> => {
  if (node.type === "Literal") return typeof node["value"] === "string" ? [node["value"]] : []
  if (node.type === "TemplateElement") return [(node["value"] as { readonly raw: string }).raw]
  return childrenOf(node).flatMap(stringsIn)
}

/** The strings in the titles of tests, and in the tables that `each` fills titles with. */
const titlesIn = (node: SyntaxNode): ReadonlyArray<string> => {
  const title = node.type === "CallExpression" ? (node["arguments"] as ReadonlyArray<unknown>)[0] : undefined
  const isTest = ["describe", "it", "test"].includes(calledName(node["callee"]) as string)
  return [...(isTest && isNode(title) ? stringsIn(title) : []), ...childrenOf(node).flatMap(titlesIn)]
}

/** The requirements that the titles of a test file name. */
export const requirementsTested = (text: string): ReadonlySet<string> => {
  const { program } = parseSync("x.test.ts", text)
  return new Set(titlesIn(program as unknown as SyntaxNode).flatMap((title) => title.match(ID) ?? []))
}

/** The requirements of each operation, second forms included, by its id. */
const operationRequirements = (document: ReturnType<typeof bundle>): ReadonlyMap<string, ReadonlyArray<string>> =>
  new Map(
    Object.values(objectAt(document, "paths"))
      .flatMap((item) => Object.values(isObject(item) ? item : {}))
      .filter((operation) => isObject(operation) && "operationId" in operation)
      .map((operation) => {
        const { operationId, "x-requirements": ids } = operation as Record<string, unknown>
        return [String(operationId), ids as ReadonlyArray<string>]
      })
  )

/** Every requirement of the spec, in its order. */
export const requirementsOf = (root: string): ReadonlyArray<Requirement> => {
  const document = bundle(join(root, "spec/openapi.yaml"))
  const onDocument = document["x-requirements"] as ReadonlyArray<string>
  const operations = operationRequirements(document)
  const tests = new Map(
    writtenFiles(root)
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => [name(root, file), requirementsTested(readFileSync(file, "utf8"))])
  )
  const prose = readFileSync(join(root, "spec/protocol.md"), "utf8")
  return [...prose.matchAll(DECLARATION)].map(([, id = "", profile = "", text = "", more = ""]) => ({
    id,
    profile,
    text,
    more: more.replaceAll(/^ +/gm, "").trim(),
    onDocument: onDocument.includes(id),
    operations: [...operations].filter(([, ids]) => ids.includes(id)).map(([operation]) => operation),
    cases: allCases.filter(({ requirements }) => requirements.includes(id)).map((one) => one.id),
    tests: [...tests].filter(([, ids]) => ids.has(id)).map(([file]) => file)
  }))
}

/** Where a file names a requirement that the spec does not declare: `file: id`. */
export const unknownRequirements = (root: string): ReadonlyArray<string> => {
  const known = new Set(requirementsOf(root).map(({ id }) => id))
  return writtenFiles(root)
    .filter((file) => /\.(ts|mjs|md|ya?ml)$/.test(file))
    .flatMap((file) => {
      const unknown = (readFileSync(file, "utf8").match(ID) ?? []).filter((id) => !known.has(id))
      return [...new Set(unknown)].map((id) => `${name(root, file)}: ${id}`)
    })
}

const HEADER = `# Requirements

<!-- Generated by scripts/requirements.ts. Do not edit; after a merge conflict, run \`npm run generate\`. -->

Every requirement of [spec/protocol.md](../spec/protocol.md), the operations of [spec/openapi.yaml](../spec/openapi.yaml) that list it, and what tests it. The conformance cases run against any server (\`npx enwrap conformance --list\`), and where there is none, the table says why; the tests are those of this repository.

| requirement | operations | conformance cases | tests |
|---|---|---|---|
`

const code = (names: ReadonlyArray<string>): string => names.map((one) => `\`${one}\``).join(" ")

/** A cell lists at most this many operations; of more it gives the number. */
const MAX_LISTED = 12

const reasonOf = (id: string): string => {
  const reason = withoutACase.get(id)
  return reason === undefined ? "" : `none: ${reason}`
}

const row = ({ id, profile, text, onDocument, operations, cases, tests }: Requirement): string => {
  const listed = operations.length > MAX_LISTED ? `${operations.length} operations` : code(operations)
  const files = tests.map((file) => `[${file.split("/").at(-1)}](../${file})`).join(", ")
  const cells = [
    `**${id}** [${profile}] ${text}`,
    onDocument ? "all" : listed,
    cases.length > 0 ? cases.join(" ") : reasonOf(id),
    files
  ]
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`
}

/** The text of docs/requirements.md. */
export const requirementsPage = (requirements: ReadonlyArray<Requirement>): string =>
  HEADER + requirements.map(row).join("")

/** The anchor of a heading of a Markdown file on GitHub. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, "")
    .trim()
    .replaceAll(/\s/g, "-")

/** The text of packages/conformance/src/gen/requirements.ts. */
export const requirementsModule = (root: string): string => {
  const prose = readFileSync(join(root, "spec/protocol.md"), "utf8")
  const version = /^Version (\S+)/m.exec(prose)?.[1] ?? ""
  const entries = prose.split(/^## /m).flatMap((section) => {
    const anchor = anchorOf(section.split("\n", 1)[0] ?? "")
    return [...section.matchAll(DECLARATION)].map(([, id, , text = "", more = ""]) => {
      const whole = text + more.replaceAll(/^ +/gm, "")
      return `  ${JSON.stringify(id)}: { section: ${JSON.stringify(anchor)}, text: ${JSON.stringify(whole)} }`
    })
  })
  return `// Generated by scripts/requirements.ts from spec/protocol.md. Do not edit; run \`npm run generate\`.

/** The version of spec/protocol.md. */
export const SPEC_VERSION = ${JSON.stringify(version)}

/** The requirements of spec/protocol.md by id: the anchor of their section, and their text in Markdown. */
export const REQUIREMENTS: Readonly<Record<string, { readonly section: string; readonly text: string }>> = {
${entries.join(",\n")}
}
`
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..")
  for (const [name, text] of [
    ["docs/requirements.md", requirementsPage(requirementsOf(root))],
    ["packages/conformance/src/gen/requirements.ts", requirementsModule(root)]
  ] as const) {
    const file = join(root, name)
    if (!process.argv.includes("--check")) writeFileSync(file, text)
    else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
      console.error(`${name} is out of date: run \`npm run generate\`.`)
      process.exitCode = 1
    }
  }
}
