import { existsSync, globSync, readFileSync, readdirSync } from "node:fs"
import { dirname, join } from "node:path"
import { assert, describe, it } from "vitest"
import { layers, allowedImports } from "../scripts/check-borders.ts"
import { importsOf } from "../scripts/imports.ts"

const root = join(import.meta.dirname, "..")
const read = (path: string): string => readFileSync(join(root, path), "utf8")

/** The rows of the first table below a heading of ARCHITECTURE.md, without the header. */
const tableBelow = (heading: string): ReadonlyArray<string> => {
  const section = read("ARCHITECTURE.md")
    .split(/^##+ /m)
    .find((part) => part.startsWith(`${heading}\n`))
  assert(section !== undefined, `ARCHITECTURE.md has no heading "${heading}"`)
  return section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
}

/** A row of the table of imports. A prefix such as `effect/` is written `effect/*`. */
const importRow = ([packageFolder, allowed]: [string, ReadonlyArray<string> | "any"]): string => {
  const names = allowed === "any" ? [] : allowed.map((name) => `\`${/[/:]$/.test(name) ? `${name}*` : name}\``)
  const none = allowed === "any" ? "everything but other apps" : "nothing"
  return `| \`${packageFolder}\` | ${names.join(" ") || none} |`
}

describe("ARCHITECTURE.md", () => {
  it("has the table of imports that lint enforces", () => {
    assert.deepEqual(tableBelow("Allowed imports"), Object.entries(allowedImports).map(importRow))
  })

  it("has a row for each layer of packages/server, in the order that lint enforces", () => {
    const described = tableBelow("The layers of `packages/server`").map((row) => /^\| `([^`]+)` \|/.exec(row)?.[1])
    const folders = readdirSync(join(root, "packages/server/src"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
    assert.deepEqual(
      described,
      layers["packages/server"]?.filter((name) => folders.includes(name))
    )
  })
})

/** Paths in code spans that start with a folder of the repository or of `packages/server/src`. */
const pathsIn = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/`([\w./-]+\/[\w./-]*)`/g)].map(([, path = ""]) => path)

describe.each(["ARCHITECTURE.md", "CONTRIBUTING.md"])("%s", (page) => {
  it("names only files and folders that exist", () => {
    const inRepository = /^(?:apps|docs|packages|scripts|spec|test)\//
    const inServer = new RegExp(`^(?:${layers["packages/server"]?.join("|")})/`)
    const missing = pathsIn(read(page)).filter((path) =>
      inRepository.test(path)
        ? !existsSync(join(root, path))
        : inServer.test(path) && !existsSync(join(root, "packages/server/src", path))
    )
    assert.deepEqual(missing, [])
  })
})

/** Names of source files in code spans, with or without their folders. */
const sourceFilesIn = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/`([\w./-]+\.(?:ts|mjs|yaml))`/g)].map(([, name = ""]) => name)

/** Whether a page means an existing file: in its package, in `packages` or, without a folder, anywhere in a `src` or `scripts`. */
const isSourceFile = (page: string, name: string): boolean =>
  name.includes("/")
    ? [".", "packages", dirname(page), join(dirname(page), "src")].some((base) => existsSync(join(root, base, name)))
    : globSync([`{packages,apps}/*/{src,scripts}/**/${name}`, `scripts/${name}`], { cwd: root }).length > 0

describe("the decisions and the READMEs", () => {
  const missingIn = (page: string, text: string): ReadonlyArray<string> =>
    sourceFilesIn(text).filter((name) => !isSourceFile(page, name))

  it("name only source files that exist", () => {
    const pages = globSync(["docs/decisions/*.md", "{packages,apps}/*/README.md"], { cwd: root })
    const named = pages.flatMap((page) => sourceFilesIn(read(page)))
    assert.isAbove(named.length, 20)
    assert.deepEqual(
      pages.flatMap((page) => missingIn(page, read(page)).map((name) => `${page}: ${name}`)),
      []
    )
  })

  it("would fail if they named another one", () => {
    const text = "See `src/no-such-file.ts`, `no-such-file.ts` and `server-node/src/connection/inlet.ts`."
    assert.deepEqual(missingIn("packages/server/README.md", text), ["src/no-such-file.ts", "no-such-file.ts"])
  })
})

/** Relative links of a page, without their fragments. */
const linksIn = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/\]\((?!https?:|#)([^)\s#]+)/g)].map(([, link = ""]) => link)

describe("the documents", () => {
  it("link only to files that exist", () => {
    const pages = globSync(["*.md", "docs/**/*.md", "{packages,apps}/*/README.md", "spec/*.md"], { cwd: root })
    assert.isAbove(pages.length, 20)
    const broken = pages.flatMap((page) =>
      linksIn(read(page))
        .filter((link) => !existsSync(join(root, dirname(page), link)))
        .map((link) => `${page}: ${link}`)
    )
    assert.deepEqual(broken, [])
  })
})

describe("tests in src", () => {
  it("test modules of their own folder", () => {
    const others = globSync("{packages,apps}/*/src/**/*.test.ts", { cwd: root }).filter(
      (file) => !importsOf(join(root, file)).some(({ specifier }) => specifier.startsWith("./"))
    )
    assert.deepEqual(others, [])
  })
})
