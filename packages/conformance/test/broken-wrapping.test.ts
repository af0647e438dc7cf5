import { afterAll, beforeAll, it } from "vitest"
import { expectNoticed } from "./broken-server.ts"
import { brokenTimes } from "./broken-times.ts"
import { brokenWrapping } from "./broken-wrapping.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
beforeAll(async () => {
  server = await startEnwrap()
})
afterAll(() => server.close())

it.each([...brokenWrapping, ...brokenTimes])("a server that breaks a promise fails: $promise", (broken) =>
  expectNoticed(server, broken)
)
