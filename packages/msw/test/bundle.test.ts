import { build } from "esbuild"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { beforeAll, describe, expect, it } from "vitest"

/** The most that a mock adds to a page with MSW, in bytes, minified and gzipped. Raise it only on purpose. */
const BUDGET = 120_000

interface Loaded {
  /** Gzipped bytes. */
  readonly size: number
  readonly inputs: ReadonlyArray<string>
}

/** What a page loads at the start, and all that it can load. MSW itself does not count. */
const bundle = async (): Promise<{ readonly start: Loaded; readonly all: ReadonlyArray<string> }> => {
  const { metafile, outputFiles } = await build({
    stdin: { contents: 'export { createEnwrapMock } from "@enwrap/msw"', resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    splitting: true,
    outdir: "/bundle",
    platform: "browser",
    target: "es2022",
    conditions: ["@enwrap/source"],
    external: ["msw"],
    metafile: true,
    write: false
  })
  const outputs = new Map(Object.entries(metafile.outputs))
  const [entry = ""] = [...outputs].find(([, { entryPoint }]) => entryPoint === "<stdin>") ?? []
  const atStart = new Set([entry])
  for (const file of atStart) {
    for (const { kind, path } of outputs.get(file)?.imports ?? []) {
      if (kind === "import-statement" && outputs.has(path)) atStart.add(path)
    }
  }
  const bytesOf = (file: string) => outputFiles.find(({ path }) => path.endsWith(file.slice(file.lastIndexOf("/"))))
  const sizes = [...atStart].map((file) => gzipSync(bytesOf(file)?.contents ?? "", { level: 9 }).length)
  const inputsOf = (file: string) =>
    Object.entries(outputs.get(file)?.inputs ?? {}).flatMap(([input, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [join(input)] : []
    )
  return {
    start: { size: sizes.reduce((sum, size) => sum + size, 0), inputs: [...atStart].flatMap(inputsOf) },
    all: [...outputs.keys()].flatMap(inputsOf)
  }
}

describe("what a page with a mock loads", () => {
  let loaded: Awaited<ReturnType<typeof bundle>>
  beforeAll(async () => {
    loaded = await bundle()
  }, 60_000)

  const LAZY = /@peculiar|asn1js|reflect-metadata|pki\/mounted-pki|openapi\.json|bcryptjs|node_modules\/jose\//

  it(`is at most ${BUDGET} bytes at the start, gzipped`, () => {
    console.log(`@enwrap/msw: ${loaded.start.size} bytes gzipped at the start; the budget is ${BUDGET}`)
    expect(loaded.start.size).toBeLessThanOrEqual(BUDGET)
    // An empty bundle would be small, too.
    expect(loaded.start.inputs.join("\n")).toContain("operations/wrapping/wrapping-operations.ts")
  })

  it("contains no pki, no OpenAPI document, no bcrypt and no JWT, which it loads when they are used", () => {
    expect(loaded.start.inputs.filter((input) => LAZY.test(input))).toEqual([])
    for (const part of ["@peculiar/x509", "openapi.json", "bcryptjs", "node_modules/jose/"]) {
      expect(loaded.all.some((input) => input.includes(part))).toBe(true)
    }
  })

  it("contains no matchers, and no test framework", () => {
    expect(
      loaded.all.filter((input) => /msw\/src\/(matchers|vitest|jest)\.ts|node_modules\/vitest/.test(input))
    ).toEqual([])
  })
})
