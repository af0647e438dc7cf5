import { afterAll, beforeAll, it } from "vitest"
import { expectDetected } from "./broken-servers/broken-server.ts"
import { combinedServers } from "./broken-servers/index.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

it.each(combinedServers)("detects a server that $fault", (broken) => expectDetected(server, broken), 60_000)
