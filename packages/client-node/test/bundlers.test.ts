import { build as esbuild } from "esbuild"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { rollup } from "rollup"
import { build as vite } from "vite"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const reason =
  /client-node is not for web pages\. Use @enwrap\/client-browser instead\.|not-for-web-pages-use-client-browser\.js/
const entry = new URL("../not-for-web-pages-use-client-browser.js", import.meta.url).pathname

/** Imports of a page: of a name, which the package does not have there, and of everything. */
const imports = {
  "a name": 'import { createNodeClient } from "@enwrap/client-node"\ncreateNodeClient({ address: "" })\n',
  everything: 'export * from "@enwrap/client-node"\n'
} as const

/** In the package, so that the bundlers resolve its own name from there. */
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(import.meta.dirname, "bundled-"))
  for (const [name, text] of Object.entries(imports)) await writeFile(join(folder, `${name}.js`), text)
})
afterAll(() => rm(folder, { recursive: true }))

describe("the client for Node in a web page", () => {
  it.each(Object.keys(imports))("is rejected by esbuild, with the reason: import of %s", async (name) => {
    const entryPoints = [join(folder, `${name}.js`)]
    const building = esbuild({ entryPoints, bundle: true, platform: "browser", write: false, logLevel: "silent" })
    await expect(building).rejects.toThrow(reason)
  })

  it.each(Object.keys(imports))("is rejected by Vite, with the reason: import of %s", async (name) => {
    const input = join(folder, `${name}.js`)
    const building = vite({
      configFile: false,
      logLevel: "silent",
      root: folder,
      build: { write: false, rollupOptions: { input, preserveEntrySignatures: "strict" } }
    })
    await expect(building).rejects.toThrow(reason)
  })

  it("is reported by Rollup, with the reason, which treats it as an error of the page", async () => {
    const warnings: Array<string> = []
    const resolve = { name: "browser", resolveId: (id: string) => (id === "@enwrap/client-node" ? entry : null) }
    const input = join(folder, "a name.js")
    const bundling = rollup({ input, plugins: [resolve], onwarn: ({ message }) => warnings.push(message) })
    await expect(bundling).rejects.toThrow(
      /"createNodeClient" is not exported by .*not-for-web-pages-use-client-browser\.js/
    )
    await rollup({
      input: join(folder, "everything.js"),
      plugins: [resolve],
      onwarn: ({ message }) => warnings.push(message)
    })
    expect(warnings.join("\n")).toMatch(reason)
  })

  it("fails in a page that has no bundler, with the reason", async () => {
    await expect(import(entry)).rejects.toThrow(reason)
  })
})
