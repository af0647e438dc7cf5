import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { missingPython } from "../clients/python-environment.ts"
import { startServer, type StartedServer } from "../start-server.ts"
import { forGenerators } from "./editions.ts"
import { matchesIn } from "./matches-in.ts"
import { generateWithOpenApiGenerator } from "./openapi-generator.ts"
import { generatorsPython } from "./python.ts"
import { environmentOf, ROUND_TRIP, spelled } from "./round-trip.ts"
import { run } from "./run.ts"
import { copyProgram, inTemporaryFolder } from "./temporary-folder.ts"
import { missingGo, missingJava, skipped } from "./toolchains.ts"

const needs = [await missingPython(11), await missingGo(), await missingJava()]

describe.skipIf(skipped("OpenAPI Generator", needs))("OpenAPI Generator", { timeout: 300_000 }, () => {
  let server: StartedServer
  let python: string
  beforeAll(async () => {
    ;[python, server] = await Promise.all([generatorsPython(), startServer()])
  }, 300_000)
  afterAll(() => server.close())

  it("makes a client for Python, with every operation, which unwraps once", () =>
    inTemporaryFolder(async (folder) => {
      const env = { ...environmentOf(server), PYTHONDONTWRITEBYTECODE: "1" }
      const warnings = await generateWithOpenApiGenerator("python", forGenerators.path, folder)
      assert.deepEqual(warnings, [])
      const operations = matchesIn(folder, "openapi_client/api/*_api.py", /^ {4}def (\w+)_with_http_info\($/gm)
      assert.deepEqual(spelled(operations), spelled(forGenerators.operations))

      await copyProgram("import_all.py", folder, "import_all.py")
      await run(python, ["import_all.py", "openapi_client"], { cwd: folder, env })
      await copyProgram("openapi_generator.py", folder, "round_trip.py")
      const { stdout } = await run(python, ["round_trip.py"], { cwd: folder, env })
      assert.deepEqual(JSON.parse(stdout), ROUND_TRIP)
    }))

  it("makes a client for Go, with every operation, which unwraps once", () =>
    inTemporaryFolder(async (folder) => {
      const warnings = await generateWithOpenApiGenerator("go", forGenerators.path, join(folder, "openapi"))
      assert.deepEqual(warnings, [])
      const operations = matchesIn(folder, "openapi/api_*.go", /^func \(a \*\w+Service\) (\w+)Execute\(/gm)
      assert.deepEqual(spelled(operations), spelled(forGenerators.operations))

      await writeFile(join(folder, "go.mod"), "module example.com/secrets\n\ngo 1.24\n")
      await run("rm", ["-r", "openapi/go.mod", "openapi/test"], { cwd: folder })
      await copyProgram("openapi_generator.go", folder, "main.go")
      await run("go", ["build", "-o", "round-trip", "."], { cwd: folder })
      const { stdout } = await run(join(folder, "round-trip"), [], { cwd: folder, env: environmentOf(server) })
      assert.deepEqual(JSON.parse(stdout), ROUND_TRIP)
    }))

  it("makes a client for Java, with every operation, which compiles", () =>
    inTemporaryFolder(async (folder) => {
      const warnings = await generateWithOpenApiGenerator("java", forGenerators.path, folder)
      assert.deepEqual(warnings, [])
      const files = "src/main/java/org/openapitools/client/api/*.java"
      const operations = matchesIn(folder, files, /^ {4}public [\w<>.]+ (\w+)WithHttpInfo\(/gm)
      assert.deepEqual(spelled(operations), spelled(forGenerators.operations))
      await run("mvn", ["--batch-mode", "--quiet", "compile"], { cwd: folder })
    }))
})
