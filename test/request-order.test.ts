import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, it } from "vitest"
import { RawClient } from "../packages/server-node/test/raw-client.ts"
import { request } from "../packages/server-node/test/requests.ts"
import { RealServer } from "./real-server.ts"

const ROUNDS = 40

let folder: string
let server: RealServer

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "enwrap-order-"))
  server = new RealServer(folder)
  await server.start()
})

afterAll(async () => {
  await server.kill()
  rmSync(folder, { recursive: true, force: true })
})

type Sent = readonly [method: string, path: string, body?: unknown]

/** Sends all requests at once on one connection, and returns the responses. */
const pipeline = async (token: string, requests: ReadonlyArray<Sent>) => {
  const client = await RawClient.connect(server.url)
  const bytes = requests.map(([method, path, body]) =>
    request(method, `/v1/${path}`, body === undefined ? undefined : JSON.stringify(body), `x-vault-token: ${token}`)
  )
  client.send(bytes.join(""))
  const responses: Array<{ readonly status: number; readonly body: string }> = []
  while (responses.length < requests.length) responses.push(await client.answer())
  client.close()
  return responses
}

// The store and the audit file have threads of their own, so a request can wait while later ones are ready.

it("each read finds the write before it on its connection, and no later one", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const values = Array.from({ length: 6 }, (_, i) => `${round}-${i}`)
    const responses = await pipeline(
      server.rootToken,
      values.flatMap((value): ReadonlyArray<Sent> => [
        ["POST", "cubbyhole/order", { value }],
        ["GET", "cubbyhole/order"]
      ])
    )
    const read = responses.flatMap(({ body }, i) => (i % 2 === 0 ? [] : [JSON.parse(body).data?.value]))
    assert.deepEqual(read, values)
    assert.strictEqual((await server.ask("GET", "cubbyhole/order"))!.json.data.value, values.at(-1))
  }
})

it("RW-SU-1: a lookup behind an unwrap on its connection finds the wrapping token used", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { json } = (await server.ask("POST", "sys/wrapping/wrap", { body: { round }, ttl: 60 }))!
    const { token } = json.wrap_info
    const [lookup, unwrap] = ["lookup", "unwrap"].map((name): Sent => ["POST", `sys/wrapping/${name}`, { token }])
    const responses = await pipeline(server.rootToken, [lookup!, unwrap!, lookup!, unwrap!])
    assert.deepEqual(JSON.parse(responses[1]!.body).data, { round })
    assert.deepEqual(
      responses.map(({ status }) => status),
      [200, 200, 400, 400]
    )
  }
})

it("no request is served behind the revocation of its token on its connection", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { json } = (await server.ask("POST", "auth/token/create", { body: {} }))!
    const lookup: Sent = ["GET", "auth/token/lookup-self"]
    const responses = await pipeline(json.auth.client_token, [
      lookup,
      ["POST", "auth/token/revoke-self"],
      lookup,
      lookup
    ])
    assert.deepEqual(
      responses.map(({ status }) => status),
      [200, 204, 403, 403]
    )
  }
})
