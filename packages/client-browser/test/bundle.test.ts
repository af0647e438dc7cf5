import { build, type Metafile } from "esbuild"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { describe, expect, it } from "vitest"

/** The most that the client may add to a page, in bytes, minified and gzipped. It is a promise of the README. */
const BUDGET = 3072

/** The most that the client with operations and sentences may add. Raise it only on purpose. */
const FULL_BUDGET = 10_400

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
    external: ["react"],
    metafile: true,
    write: false,
    logLevel: "silent"
  })
  return { text: outputFiles[0]?.text ?? "", inputs: usedInputs(metafile) }
}

/** The files of which the bundle contains something. */
const usedInputs = ({ outputs }: Metafile): ReadonlyArray<string> =>
  Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []))
  )

describe("what a page loads", () => {
  it(`is at most ${BUDGET} bytes, gzipped`, async () => {
    const { text } = await bundle('export { createBrowserClient } from "@enwrap/client-browser"')
    const size = gzipSync(text, { level: 9 }).length
    console.log(`@enwrap/client-browser: ${size} bytes gzipped, ${text.length} minified; the budget is ${BUDGET}`)
    expect(size).toBeLessThanOrEqual(BUDGET)
    // An empty bundle would be small, too.
    expect(text).toContain("sys/wrapping/")
    for (const call of ["wrap", "unwrap", "lookup", "rewrap"]) expect(text).toContain(`("${call}",`)
    expect(text).toContain("auth/token/revoke-accessor")
  })

  it("is little more with what else the README's first example imports", async () => {
    const readme = await readFile(join(import.meta.dirname, "..", "README.md"), "utf8")
    const [imports] = /^import .* from "@enwrap\/client-browser"$/m.exec(readme) ?? [""]
    expect(imports).toContain("isClientError")
    const { text } = await bundle(imports.replace("import", "export"))
    expect(gzipSync(text, { level: 9 }).length).toBeLessThanOrEqual(BUDGET + 20)
  })

  it("contains nothing that few pages need", async () => {
    const { inputs, text } = await bundle('export * from "@enwrap/client-browser"')
    // No Effect, no Node, no spec, no operation, no sentence of a hint, no React, no other error class.
    expect(text).not.toMatch(/node:|\bEffect\b|effect\/|openapi|RW-[A-Z]+-\d|process\.|requestFields|user-agent/)
    expect(text).not.toMatch(/\{mount\}|sys\/health|application\/merge-patch|URLSearchParams\(.*"true"/)
    expect(text).not.toMatch(/treat it as intercepted|Do not send it again|\bhint\b|CORS/)
    expect(text).not.toMatch(/react|useSyncExternalStore/i)
    expect(text.match(/extends Error/g)).toHaveLength(1)
    const used = inputs.filter((file) => /packages\/(client|protocol)\/src\//.test(file))
    expect(used.map((file) => file.split("/").slice(-3).join("/")).toSorted()).toEqual([
      "client/src/error-codes.ts",
      "client/src/raw-response.ts",
      "client/src/redacted.ts",
      "protocol/src/headers.ts"
    ])
  })

  it("of the full client are the operations that the page imports, and no others", async () => {
    const { text } = await bundle(`
      import { createBrowserClient } from "@enwrap/client-browser/full"
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
    expect(gzipSync(text, { level: 9 }).length).toBeLessThanOrEqual(FULL_BUDGET)
  })

  it.each(["", "/full", "/operations", "/hints", "/expect", "/react"])(
    "contains only packages for pages (%s)",
    async (entry) => {
      const { inputs } = await bundle(`export * from "@enwrap/client-browser${entry}"`)
      const rooms = inputs.flatMap((file) => /packages\/([^/]+)\/src\//.exec(file)?.[1] ?? [])
      expect(["client", "client-browser", "protocol"]).toEqual(expect.arrayContaining([...new Set(rooms)]))
      expect(inputs.filter((file) => file.includes("node_modules"))).toEqual([])
    }
  )

  it("is never the client for Node: a bundler rejects it", async () => {
    // Without the condition that leads to the sources, as in a bundler outside of this repository.
    await expect(bundle('export * from "@enwrap/client-node"', [])).rejects.toThrow(/@enwrap\/client-node/)
  })
})
