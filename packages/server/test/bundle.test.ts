import { build } from "esbuild"
import { describe, expect, it } from "vitest"

/** The source files of a bundle for browsers. */
const filesOf = async (name: string): Promise<ReadonlyArray<string>> => {
  const { metafile } = await build({
    stdin: { contents: `export { ${name} } from "@enwrap/server"`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    conditions: ["@enwrap/source"],
    metafile: true,
    write: false,
    logLevel: "silent"
  })
  return Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs))
}

const isOfSealable = (file: string): boolean => /shamir|server\/sealable|ceremon|seal-store|secret-sharing/.test(file)

describe("a page with a server", () => {
  it("contains the code of a server that can be sealed only if it opens one", async () => {
    const files = await filesOf("makeServer")
    expect(files.filter(isOfSealable)).toEqual([
      // A reference, which stands for no ceremonies.
      expect.stringMatching(/actions\/key-ceremonies\/key-ceremonies\.ts$/)
    ])
    expect(files.length).toBeGreaterThan(100)
    expect((await filesOf("openSealableServer")).filter(isOfSealable).length).toBeGreaterThan(5)
  })
})
