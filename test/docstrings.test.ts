import { globSync, readFileSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import { dirname, join, relative } from "node:path"
import { parseSync } from "oxc-parser"
import { assert, describe, it } from "vitest"
import { compileFolder, execute, inFolder } from "./guides/run-guide.ts"

const root = join(import.meta.dirname, "..")

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, string | { readonly "@enwrap/source": string }>>
}

/** The source files of the packages' public entry points, by the names under which they are imported. */
const entryPoints: ReadonlyMap<string, string> = new Map(
  globSync("packages/*/package.json", { cwd: root }).flatMap((file) => {
    const manifest = JSON.parse(readFileSync(join(root, file), "utf8")) as Manifest
    return Object.entries(manifest.exports).flatMap(([path, target]) =>
      typeof target === "string"
        ? []
        : [[manifest.name + path.slice(1), join(root, dirname(file), target["@enwrap/source"])] as const]
    )
  })
)

interface Source {
  /** The file from which each export comes, and its name there; `*` lists the files whose exports are all re-exported. */
  readonly reexports: ReadonlyArray<{ readonly as: string; readonly name: string; readonly from: string }>
  /** The docstring of each exported declaration, without its asterisks. */
  readonly docs: ReadonlyMap<string, string>
  /** Every docstring of the file. */
  readonly allDocs: ReadonlyArray<string>
}

const sources = new Map<string, Source>()

const readSource = (file: string): Source => {
  const known = sources.get(file)
  if (known !== undefined) return known
  const text = readFileSync(file, "utf8")
  const { comments, errors, module } = parseSync(file, text)
  assert.deepEqual(errors, [], file)
  const docComments = comments.filter(({ type, value }) => type === "Block" && value.startsWith("*"))
  const docBefore = (start: number): string => {
    const last = docComments.findLast(({ end }) => end <= start)
    return last !== undefined && text.slice(last.end, start).trim() === "" ? withoutAsterisks(last.value) : ""
  }
  const entries = module.staticExports.flatMap(({ start, entries }) => entries.map((entry) => ({ ...entry, start })))
  const source: Source = {
    reexports: entries.flatMap(({ exportName, importName, moduleRequest }) =>
      moduleRequest === null
        ? []
        : [{ as: exportName.name ?? "*", name: importName.name ?? "*", from: resolve(file, moduleRequest.value) }]
    ),
    docs: new Map(
      entries.flatMap(({ exportName, moduleRequest, start }) =>
        moduleRequest === null && exportName.name !== null ? [[exportName.name, docBefore(start)]] : []
      )
    ),
    allDocs: docComments.map(({ value }) => withoutAsterisks(value))
  }
  sources.set(file, source)
  return source
}

const withoutAsterisks = (comment: string): string => comment.replaceAll(/^ *\* ?/gm, "")

const resolve = (file: string, specifier: string): string =>
  specifier.startsWith(".") ? join(dirname(file), specifier) : (entryPoints.get(specifier) ?? specifier)

/** The docstring of an export, wherever it is declared; `undefined` if it is not found. */
const docOf = (file: string, name: string): string | undefined => {
  const { docs, reexports } = readSource(file)
  if (docs.has(name)) return docs.get(name)
  for (const { as, from, name: original } of reexports) {
    if (as === name) return docOf(from, original)
    const found = as === "*" ? docOf(from, name) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** The names of all exports of a file: of values and of types. */
const exportsOf = (file: string): ReadonlyArray<string> => {
  const { docs, reexports } = readSource(file)
  return [...docs.keys(), ...reexports.flatMap(({ as, from }) => (as === "*" ? exportsOf(from) : [as]))]
}

const EXAMPLE = /^@example\b[^@]*?^```ts$/m
const BLOCK = /^```ts\n(.*?)^```$/gms
/** A statement with what it prints. */
const PRINTED = /^console\.log\(.*\) \/\/ (.*)$/gm

/** Runs examples one after the other, and prints what each of them printed as JSON. */
const RUN = `
import { format } from "node:util"
const { log } = console
const printed = {}
for (const file of JSON.parse(process.argv[2])) {
  const lines = []
  console.log = (...values) => lines.push(format(...values))
  await import("./" + file)
  printed[file] = lines.join("\\n")
}
log(JSON.stringify(printed))
`

describe("the docstrings", { timeout: 120_000 }, () => {
  it.each([...entryPoints.keys()])("%s has an example for each function that it exports", async (entryPoint) => {
    const exports = (await import(entryPoint)) as Readonly<Record<string, unknown>>
    const functions = Object.keys(exports).filter((name) => typeof exports[name] === "function")
    const lacking = functions.filter((name) => !EXAMPLE.test(docOf(entryPoints.get(entryPoint) ?? "", name) ?? ""))
    assert.deepEqual(lacking, [])
  })

  it.each([...entryPoints])("%s has a docstring for each of its exports, also for types", (_, file) => {
    const names = exportsOf(file)
    assert.isNotEmpty(names)
    assert.deepEqual(
      names.filter((name) => (docOf(file, name) ?? "").trim() === ""),
      []
    )
  })

  it("have examples that compile, and print what their comments say", () =>
    inFolder(async (folder) => {
      const expected: Record<string, string> = {}
      for (const file of globSync("packages/*/src/**/*.ts", { cwd: root, exclude: ["**/gen", "**/*.test.ts"] })) {
        const blocks = readSource(join(root, file)).allDocs.flatMap((doc) => [...doc.matchAll(BLOCK)])
        for (const [index, [, code = ""]] of blocks.entries()) {
          const name = `${relative("packages", file).replaceAll(/\W/g, "-")}-${index}.ts`
          await writeFile(join(folder, name), code)
          const printed = [...code.matchAll(PRINTED)].map(([, output]) => output)
          if (printed.length > 0) expected[name] = printed.join("\n")
        }
      }
      // An example may show a value that it does not use.
      await compileFolder(folder, { noUnusedLocals: false })
      await writeFile(join(folder, "run.mjs"), RUN)
      const { code, output } = await execute(
        process.execPath,
        ["run.mjs", JSON.stringify(Object.keys(expected))],
        folder
      )
      assert.equal(code, 0, output)
      assert.deepEqual(JSON.parse(output), expected)
    }))
})
