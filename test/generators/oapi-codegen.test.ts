import { cp, mkdir, writeFile } from "node:fs/promises"
import { basename, join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { startServer, type StartedServer } from "../start-server.ts"
import { forGenerators } from "./editions.ts"
import { matchesIn } from "./matches-in.ts"
import { forServer, readmeBlock } from "./readme-block.ts"
import { environmentOf, ROUND_TRIP, spelled } from "./round-trip.ts"
import { run } from "./run.ts"
import { copyProgram, inTemporaryFolder } from "./temporary-folder.ts"
import { missingGo, skipped } from "./toolchains.ts"

const HEADING = "A client in Go"

describe.skipIf(skipped("oapi-codegen", [await missingGo()]))("oapi-codegen", () => {
  let server: StartedServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.close())

  it("makes the client of the README, with every operation, which unwraps once", { timeout: 300_000 }, () =>
    inTemporaryFolder(async (folder) => {
      const env = environmentOf(server)
      const shell = (code: string) => run("bash", ["-ec", code], { cwd: folder, env })

      await cp(forGenerators.path, join(folder, basename(forGenerators.path)))
      const { output } = await shell(await readmeBlock(HEADING, "sh"))
      assert.notMatch(output, /warn|error/i)

      const methods = matchesIn(folder, "enwrap/client.go", /^func \(c \*ClientWithResponses\) (\w+)WithResponse\(/gm)
      // An operation with a body has a method for each type of body, such as `KvV2WriteWithBody`.
      const operations = new Set(methods.map((name) => name.replace(/With\w*Body$/, "")))
      assert.deepEqual(spelled([...operations]), spelled(forGenerators.operations))

      await writeFile(join(folder, "main.go"), forServer(await readmeBlock(HEADING, "go"), server))
      await mkdir(join(folder, "round-trip"))
      await copyProgram("oapi_codegen.go", join(folder, "round-trip"), "main.go")
      await mkdir(join(folder, "bin"))
      await shell("go build -o bin ./...")
      assert.equal((await shell("bin/secrets")).stdout, "map[password:correct horse]\n")
      assert.deepEqual(JSON.parse((await shell("bin/round-trip")).stdout), ROUND_TRIP)
    })
  )
})
