import { globSync } from "node:fs"
import { cp, mkdir, writeFile } from "node:fs/promises"
import { basename, delimiter, dirname, join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { missingPython } from "../clients/python-environment.ts"
import { startServer, type StartedServer } from "../start-server.ts"
import { forGenerators } from "./editions.ts"
import { generatorsPython } from "./python.ts"
import { forServer, readmeBlock } from "./readme-block.ts"
import { environmentOf, ROUND_TRIP, spelled } from "./round-trip.ts"
import { run } from "./run.ts"
import { copyProgram, inTemporaryFolder } from "./temporary-folder.ts"
import { skipped } from "./toolchains.ts"

const HEADING = "A client in Python"

/** The start script in a virtual environment names the folder in which the environment was built, so this is another one. */
const commandIn = async (folder: string, python: string): Promise<string> => {
  const bin = join(folder, "bin")
  await mkdir(bin)
  const script = `#!/bin/sh\nexec "${python}" -m openapi_python_client "$@"\n`
  await writeFile(join(bin, "openapi-python-client"), script, { mode: 0o755 })
  return [bin, dirname(python), process.env["PATH"]].join(delimiter)
}

describe.skipIf(skipped("openapi-python-client", [await missingPython(11)]))("openapi-python-client", () => {
  let server: StartedServer
  let python: string
  beforeAll(async () => {
    ;[python, server] = await Promise.all([generatorsPython(), startServer()])
  }, 300_000)
  afterAll(() => server.close())

  it("makes the client of the README, with every operation, which unwraps once", { timeout: 300_000 }, () =>
    inTemporaryFolder(async (folder) => {
      const env = { ...environmentOf(server), PATH: await commandIn(folder, python), PYTHONDONTWRITEBYTECODE: "1" }
      const shell = (code: string) => run("bash", ["-ec", code], { cwd: folder, env })
      const runPython = (...args: ReadonlyArray<string>) => run(python, args, { cwd: folder, env })

      await cp(forGenerators.path, join(folder, basename(forGenerators.path)))
      const { output } = await shell(await readmeBlock(HEADING, "sh"))
      assert.notMatch(output, /warning|error|unable|skipping/i)

      const modules = globSync("enwrap_client/api/*/*.py", { cwd: folder }).map((path) => basename(path, ".py"))
      assert.deepEqual(spelled(modules.filter((name) => name !== "__init__")), spelled(forGenerators.operations))
      await copyProgram("import_all.py", folder, "import_all.py")
      await runPython("import_all.py", "enwrap_client")

      await writeFile(join(folder, "readme.py"), forServer(await readmeBlock(HEADING, "python"), server))
      assert.equal((await runPython("readme.py")).stdout, "{'password': 'correct horse'}\n")

      await copyProgram("openapi_python_client.py", folder, "round_trip.py")
      assert.deepEqual(JSON.parse((await runPython("round_trip.py")).stdout), ROUND_TRIP)
    })
  )
})
