import { engines } from "@enwrap/engines"
import { layerMemory, layerNobleCrypto, makeServer } from "@enwrap/server"
import * as Effect from "effect/Effect"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { expect, it } from "vitest"
import { layerTraces } from "../src/index.ts"

it("sends spans with the names of operations, and nothing of the requests (RW-SEC-1)", async () => {
  const received: Array<string> = []
  const collector = createServer((request, response) => {
    let text = ""
    request.on("data", (chunk: Buffer) => (text += chunk.toString()))
    request.on("end", () => {
      received.push(text)
      response.writeHead(200, { "content-type": "application/json" }).end("{}")
    })
  })
  await new Promise<void>((listening) => collector.listen(0, "127.0.0.1", listening))
  const { port } = collector.address() as AddressInfo
  const run = Effect.gen(function* () {
    const server = yield* makeServer({ engines, rootToken: "root-of-the-test" })
    yield* server.handle({
      method: "POST",
      target: "/v1/secret/data/hidden-path",
      header: (name) => (name === "x-vault-token" ? "root-of-the-test" : undefined),
      body: new TextEncoder().encode('{"data":{"hidden-key":"hidden-value"}}'),
      remoteAddress: "127.0.0.1"
    })
  }).pipe(
    Effect.provide([layerMemory, layerNobleCrypto]),
    Effect.provide(layerTraces({ url: `http://127.0.0.1:${port}/v1/traces` }))
  )
  try {
    await Effect.runPromise(run)
  } finally {
    collector.close()
  }
  const sent = received.join("\n")
  expect(sent).toContain('"name":"kvV2Write"')
  expect(sent).toContain("enwrap")
  expect(sent).not.toMatch(/hidden|root-of-the-test/)
})
