import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { borderViolations, allowedImports } from "../scripts/check-borders.ts"

const root = join(import.meta.dirname, "..")
const packagesHere = Object.keys(allowedImports)

describe("the import borders", () => {
  let copy: string

  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(copy, path)), { recursive: true })
    await writeFile(join(copy, path), text)
  }

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), "enwrap-borders-"))
    for (const packageFolder of packagesHere) await mkdir(join(copy, packageFolder, "src"), { recursive: true })
  })
  afterAll(() => rm(copy, { recursive: true }))

  it("hold in this repository", () => {
    assert.deepEqual(borderViolations(root), [])
  })

  it.each([
    ["packages/server/src/values/a.ts", `import { readFile } from "node:fs"`, "node:fs"],
    ["packages/server/src/values/a.ts", `import type { kvV2 } from "@enwrap/engines"`, "@enwrap/engines"],
    ["packages/engines/src/a.ts", `import { makeServer } from "@enwrap/server"`, "@enwrap/server"],
    ["packages/client/src/a.ts", `export * as Effect from "effect/Effect"`, "effect/Effect"],
    ["packages/client-browser/src/a.ts", `export const load = () => import("effect")`, "effect"],
    ["packages/conformance/src/a.ts", `export type C = import("@enwrap/client").Client`, "@enwrap/client"],
    ["packages/protocol/src/a.ts", `export * from "../../client/src/index.ts"`, "../../client/src/index.ts"],
    ["apps/enwrap/src/a.ts", `import "@enwrap/bench"`, "@enwrap/bench"]
  ])("%s must not have %s", async (path, text, specifier) => {
    await write(path, `// one line above\n${text}\n`)
    const packageFolder = path.split("/").slice(0, 2).join("/")
    assert.deepEqual(borderViolations(copy), [`${path}:2: ${packageFolder} must not import "${specifier}"`])
    await rm(join(copy, path))
  })

  it("let through what the table allows, and leave tests alone", async () => {
    await write(
      "packages/engines/src/a.ts",
      `import { b } from "./b.ts"\nimport * as Effect from "effect/Effect"\nimport type { Engine } from "@enwrap/server/engine"\n`
    )
    await write("packages/engines/src/a.test.ts", `import { makeServer } from "@enwrap/server"\n`)
    assert.deepEqual(borderViolations(copy), [])
  })

  describe("of the layers of packages/server", () => {
    const violations = async (files: Readonly<Record<string, string>>): Promise<ReadonlyArray<string>> => {
      const paths = Object.entries(files).map(([path, text]) => [`packages/server/src/${path}`, text] as const)
      for (const [path, text] of paths) await write(path, `${text}\n`)
      const found = borderViolations(copy)
      await rm(join(copy, "packages/server/src"), { recursive: true })
      await mkdir(join(copy, "packages/server/src"))
      return found
    }

    it.each([
      ["a value", `import { c } from "../../state/token/c.ts"`],
      ["a type", `import type { C } from "../../state/token/c.ts"`],
      ["a re-export", `export { c } from "../../state/token/c.ts"`],
      ["a type in place", `export type C = import("../../state/token/c.ts").C`],
      ["a dynamic import", `export const load = () => import("../../state/token/c.ts")`]
    ])("reject an import of the layer above: %s", async (_, text) => {
      assert.deepEqual(await violations({ "ports/store/a.ts": text, "state/token/c.ts": "export {}" }), [
        `packages/server/src/ports/store/a.ts:1: the layer "ports" must not import the layer "state" above it`
      ])
    })

    it("allow imports of the same layer and of those below", async () => {
      assert.deepEqual(
        await violations({
          "state/token/a.ts": `import "../lease/b.ts"\nimport "../../ports/c.ts"`,
          "state/lease/b.ts": `import "../../values/d.ts"`,
          "ports/c.ts": "export {}",
          "values/d.ts": "export {}"
        }),
        []
      )
    })

    it("reject a file outside every layer", async () => {
      assert.deepEqual(await violations({ "new-folder/a.ts": `import "./b.ts"`, "new-folder/b.ts": "export {}" }), [
        "packages/server/src/new-folder/a.ts: is in no layer of packages/server (see scripts/check-borders.ts)"
      ])
    })

    it("reject circles of files, type-only ones too", async () => {
      assert.deepEqual(
        await violations({
          "values/a.ts": `import type { B } from "./b.ts"`,
          "values/b.ts": `export const load = () => import("./c.ts")`,
          "values/c.ts": `export * from "./a.ts"`
        }),
        [
          "packages/server/src/values/a.ts, packages/server/src/values/b.ts, packages/server/src/values/c.ts: files import each other"
        ]
      )
    })

    it("reject folders that import each other, but not a folder and its subfolder", async () => {
      assert.deepEqual(
        await violations({
          "state/token/a.ts": `import "../lease/b.ts"`,
          "state/lease/b.ts": "export {}",
          "state/lease/c.ts": `import "../token/d.ts"`,
          "state/token/d.ts": `import "../keyring.ts"`,
          "state/keyring.ts": "export {}",
          "state/index.ts": `import "./token/a.ts"`
        }),
        ["packages/server/src/state/lease, packages/server/src/state/token: folders import each other"]
      )
    })
  })

  it("name a package without a row, and a row without a package", async () => {
    await write("packages/new-package/src/a.ts", "export {}\n")
    await rm(join(copy, "packages/msw"), { recursive: true })
    assert.deepEqual(
      borderViolations(copy).map((violation: string) => violation.split(":")[0]),
      ["packages/new-package", "packages/msw"]
    )
  })

  it("are not checked at all where a source cannot be read", async () => {
    await write("packages/server/src/broken.ts", "import {")
    assert.throws(() => borderViolations(copy), /broken\.ts/)
  })
})
