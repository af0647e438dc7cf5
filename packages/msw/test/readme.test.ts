import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, it } from "vitest"

const read = (...path: ReadonlyArray<string>) => readFile(join(import.meta.dirname, ...path), "utf8")

it("the README contains readme-example.test.ts", async () => {
  const blocks = [...(await read("..", "README.md")).matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code)
  assert.deepEqual(blocks, [await read("readme-example.test.ts")])
})

it("the guide contains route-to-mock.ts", async () => {
  const guide = await read("..", "..", "..", "docs", "guides", "mocks.md")
  assert.include(guide, `\`\`\`ts\n${await read("route-to-mock.ts")}\`\`\`\n`)
})
