import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import * as ownTexts from "@enwrap/protocol"
import * as engineTexts from "@enwrap/protocol/engine-texts"
import * as lazyTexts from "@enwrap/protocol/lazy-texts"
import { assert, describe, it } from "vitest"
import { inlineErrorTexts } from "./inline-error-texts.ts"

const root = join(import.meta.dirname, "..")

/** It makes the list form of any text: `1 error occurred:…`. */
const LIST_FORM = "packages/server/src/values/protocol-error.ts"

const sourcesOf = (folder: string): ReadonlyArray<readonly [file: string, text: string]> =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith(".ts") && !/\.(?:test|d)\.ts$/.test(name))
    .map(({ name, parentPath }) => join(parentPath, name))
    .map((path) => [relative(root, path).replaceAll("\\", "/"), readFileSync(path, "utf8")] as const)
    .filter(([file]) => file !== LIST_FORM && !file.includes("/gen/"))

describe("error texts", () => {
  it("are declared in packages/protocol/src/error-texts, and nowhere in the server and the engines", () => {
    const sources = ["packages/server/src", "packages/engines/src"].flatMap(sourcesOf)
    // The texts of metrics are not error texts.
    const found = inlineErrorTexts(new Map(sources)).filter((place) => !place.includes("/operations/metrics/"))
    assert.deepEqual(found, [])
  })

  it("are all used", () => {
    const folders = readdirSync(join(root, "packages"))
    const text = folders
      .flatMap((name) => sourcesOf(`packages/${name}/src`))
      .map(([, source]) => source)
      .join("\n")
    const tables = Object.entries({ ...ownTexts, ...engineTexts, ...lazyTexts }).filter(([name]) =>
      /(?:Texts|TextFor|Prefixes|Problems|Warnings)$/.test(name)
    )
    const unused = tables.flatMap(([name, table]) =>
      Object.keys(table).flatMap((key) => (new RegExp(`\\b${name}\\.${key}\\b`).test(text) ? [] : [`${name}.${key}`]))
    )
    assert.deepEqual(unused, [])
  })

  it.each([
    ["a string", `fail(plainError(400, "bad name"))`],
    ["a template", "fail(plainError(400, `bad name`))"],
    ["the list form", `fail(listedError(400, "bad name"))`],
    ["an error that is built", `fail(new ProtocolError({ status: 400, errors: ["bad name"] }))`],
    ["a constant", `const BAD = "bad name"; fail(plainError(400, BAD))`],
    ["one of two", `fail(plainError(400, ok ? texts.a : "bad name"))`],
    ["a function that makes errors", `const refuse = (why) => plainError(400, why); refuse("bad name")`],
    [
      "a function that finds problems",
      `const problem = (x) => (x ? "bad name" : undefined); plainError(400, problem(x))`
    ],
    ["a detail of a declared text", `plainError(400, texts.fieldInvalid("ttl", "bad name"))`],
    ["a method that throws", `class A { error(text) { throw parseError(text) } }; a.error("bad name")`]
  ])("are found: %s", (_, text) => {
    assert.deepEqual(inlineErrorTexts(new Map([["a.ts", `\n${text}`]])), ["a.ts:2: bad name"])
  })

  it("are found behind an import", () => {
    const sources = new Map([
      ["a.ts", `import { plainError } from "x"\nexport const refuse = (why: string) => plainError(400, why)`],
      ["b.ts", `import { refuse } from "./a.ts"\nrefuse("bad name")`]
    ])
    assert.deepEqual(inlineErrorTexts(sources), ["b.ts:2: bad name"])
  })

  it("may be declared texts, names of fields, and what is logged", () => {
    const text = `plainError(400, texts.a); plainError(400, texts.b("ttl", 5)); log("it was here"); const a = "not an error"`
    assert.deepEqual(inlineErrorTexts(new Map([["a.ts", text]])), [])
  })
})
