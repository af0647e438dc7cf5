import { build } from "esbuild"
import { gzipSync } from "node:zlib"
import { describe, expect, it } from "vitest"

/** The most that the client may add to a page, in bytes, minified and gzipped. Raise it only on purpose. */
const BUDGET = 9000

/** Bundles an import for pages. */
const bundle = async (statement: string, conditions: Array<string> = ["@enwrap/source"]) => {
  const { metafile, outputFiles } = await build({
    stdin: { contents: statement, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    conditions,
    metafile: true,
    write: false,
    logLevel: "silent"
  })
  return { text: outputFiles[0]?.text ?? "", inputs: Object.keys(metafile.inputs) }
}

describe("what a page loads", () => {
  it(`is at most ${BUDGET} bytes, gzipped`, async () => {
    const { text } = await bundle('export { createBrowserClient } from "@enwrap/client-browser"')
    const size = gzipSync(text, { level: 9 }).length
    console.log(`@enwrap/client-browser: ${size} bytes gzipped, ${text.length} minified; the budget is ${BUDGET}`)
    expect(size).toBeLessThanOrEqual(BUDGET)
    // An empty bundle would be small, too.
    expect(text).toContain("sys/wrapping/unwrap")
  })

  it("contains the operations that the page imports, and no others", async () => {
    const { text } = await bundle(`
      import { createBrowserClient } from "@enwrap/client-browser"
      import { kvV2Read } from "@enwrap/client-browser/operations"
      export const vault = createBrowserClient({ address: location.origin, operations: { kvV2Read } })`)
    const routes = text.match(/"(read|update|patch|delete|list) [^"]+"/g) ?? []
    expect(routes.map((route) => route.slice(1, -1)).toSorted()).toEqual([
      "read {mount}/data/{path*}",
      "update auth/token/revoke-accessor",
      "update sys/wrapping/lookup",
      "update sys/wrapping/rewrap",
      "update sys/wrapping/unwrap",
      "update sys/wrapping/wrap"
    ])
    expect(gzipSync(text, { level: 9 }).length).toBeLessThanOrEqual(BUDGET)
  })

  it("contains only the client and the protocol", async () => {
    const { inputs } = await bundle('export * from "@enwrap/client-browser"')
    const rooms = inputs.flatMap((file) => /packages\/([^/]+)\/src\//.exec(file)?.[1] ?? [])
    expect([...new Set(rooms)].toSorted()).toEqual(["client", "client-browser", "protocol"])
    expect(inputs.filter((file) => file.includes("node_modules"))).toEqual([])
  })

  it("contains no Effect, no Node, no spec, and no table but that of its routes", async () => {
    const { text } = await bundle('export { createBrowserClient } from "@enwrap/client-browser"')
    expect(text).not.toMatch(/node:|\bEffect\b|effect\/|openapi|RW-[A-Z]+-\d|process\.|requestFields|user-agent/)
  })

  it("is never the client for Node: a bundler rejects it", async () => {
    // Without the condition that leads to the sources, as in a bundler outside of this repository.
    await expect(bundle('export * from "@enwrap/client-node"', [])).rejects.toThrow(/@enwrap\/client-node/)
  })
})
