import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { build } from "esbuild"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { startServer, type StartedServer } from "../start-server.ts"
import { environmentOf, ROUND_TRIP, spelled } from "./round-trip.ts"
import { run } from "./run.ts"
import { copyProgram, inTemporaryFolder, linkPackages, root } from "./temporary-folder.ts"
import { typescriptGenerators } from "./typescript-generators.ts"

const CONFIG = {
  compilerOptions: {
    strict: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    target: "es2024",
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["es2024", "dom", "dom.iterable"],
    types: ["node"]
  },
  include: ["program.ts", "generated"]
}

let server: StartedServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

describe("a client that is generated for TypeScript", { timeout: 180_000 }, () => {
  for (const { name, editions, program, generate, operations } of typescriptGenerators) {
    for (const edition of editions) {
      it(`${name}, from ${edition.name}: compiles, has every operation, and unwraps once`, () =>
        inTemporaryFolder(async (folder) => {
          const env = environmentOf(server)
          await linkPackages(folder)
          await generate(folder, edition, env)
          assert.deepEqual(spelled(operations(folder)), spelled(edition.operations))

          await copyProgram(program, folder, "program.ts")
          await writeFile(join(folder, "tsconfig.json"), JSON.stringify(CONFIG))
          await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "."], { cwd: folder })

          const bundle = join(folder, "bundle.mjs")
          await build({
            absWorkingDir: folder,
            entryPoints: ["program.ts"],
            outfile: bundle,
            bundle: true,
            platform: "node",
            format: "esm"
          })
          const { stdout } = await run(process.execPath, [bundle], { cwd: folder, env })
          assert.deepEqual(JSON.parse(stdout), ROUND_TRIP)
        }))
    }
  }
})
