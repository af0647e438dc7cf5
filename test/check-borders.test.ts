import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { borderViolations, rooms } from "../scripts/check-borders.ts"

const root = join(import.meta.dirname, "..")
const roomsHere = Object.keys(rooms)

describe("the import borders", () => {
  let copy: string

  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(copy, path)), { recursive: true })
    await writeFile(join(copy, path), text)
  }

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), "enwrap-borders-"))
    for (const room of roomsHere) await mkdir(join(copy, room, "src"), { recursive: true })
  })
  afterAll(() => rm(copy, { recursive: true }))

  it("hold in this repository", () => {
    assert.deepEqual(borderViolations(root), [])
  })

  it.each([
    ["packages/server/src/a.ts", `import { readFile } from "node:fs"`, "node:fs"],
    ["packages/server/src/a.ts", `import type { kvV2 } from "@enwrap/engines"`, "@enwrap/engines"],
    ["packages/engines/src/a.ts", `import { makeServer } from "@enwrap/server"`, "@enwrap/server"],
    ["packages/client/src/a.ts", `export * as Effect from "effect/Effect"`, "effect/Effect"],
    ["packages/client-browser/src/a.ts", `export const load = () => import("effect")`, "effect"],
    ["packages/conformance/src/a.ts", `export type C = import("@enwrap/client").Client`, "@enwrap/client"],
    ["packages/protocol/src/a.ts", `export * from "../../client/src/index.ts"`, "../../client/src/index.ts"],
    ["apps/enwrap/src/a.ts", `import "@enwrap/bench"`, "@enwrap/bench"]
  ])("%s must not have %s", async (path, text, specifier) => {
    await write(path, `// one line above\n${text}\n`)
    const room = path.split("/").slice(0, 2).join("/")
    assert.deepEqual(borderViolations(copy), [`${path}:2: ${room} must not import "${specifier}"`])
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

  it("name a room that has no row, and a row that has no room", async () => {
    await write("packages/new-room/src/a.ts", "export {}\n")
    await rm(join(copy, "packages/msw"), { recursive: true })
    assert.deepEqual(
      borderViolations(copy).map((violation: string) => violation.split(":")[0]),
      ["packages/new-room", "packages/msw"]
    )
  })

  it("are not checked at all where a source cannot be read", async () => {
    await write("packages/server/src/broken.ts", "import {")
    assert.throws(() => borderViolations(copy), /broken\.ts/)
  })
})
