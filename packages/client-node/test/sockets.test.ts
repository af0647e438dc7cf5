import { ConnectionError, OutcomeUnknownError, RateLimitedError, UnexpectedResponseError } from "@enwrap/client"
import { createServer } from "node:net"
import { inspect } from "node:util"
import { afterEach, describe, expect, it } from "vitest"
import { failureOf } from "../../client/test/failure-of.ts"
import { createNodeClient, type NodeClientOptions } from "../src/node-client.ts"
import { startScripted, type ScriptedServer } from "./scripted-server.ts"

const token = "s.TopSecretWrappingToken01"
const open: Array<ScriptedServer> = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

type Answer = Parameters<typeof startScripted>[0]

const scripted = async (answer: Answer, options: Partial<NodeClientOptions> = {}) => {
  const server = await startScripted(answer)
  open.push(server)
  return { server, client: createNodeClient({ address: server.address, token, ...options }) }
}

const envelope = JSON.stringify({ request_id: "1", data: { zip: "zap" }, wrap_info: null, auth: null })
const answerWell: Answer = (_, response) => response.end(envelope)
const cut: Answer = (request) => request.socket.destroy()
const cutHalfWay: Answer = (_, response) => {
  response.writeHead(200, { "content-length": envelope.length })
  response.write(envelope.slice(0, 20), () => response.destroy())
}
const read = { mount: "secret", path: "foo" }

describe("a call that counts once [RW-SEC-6]", () => {
  it.each([
    ["cut before the answer", cut],
    ["cut in the middle of it", cutHalfWay]
  ])("whose connection is %s is not sent again, retries or not", async (_, answer) => {
    const { server, client } = await scripted(answer, { retries: 3 })
    for (const call of [() => client.unwrap("s.W"), () => client.wrap({ a: 1 }), () => client.rewrap("s.W")]) {
      const before = server.requests.length
      const error = await failureOf(call())
      expect(error).toBeInstanceOf(OutcomeUnknownError)
      expect(server.requests.length - before).toBe(1)
      expect(inspect(error, { showHidden: true, depth: 9 })).not.toMatch(/s\.W\b|TopSecret/)
    }
  })

  it("that has no answer in time is not sent again", async () => {
    const { server, client } = await scripted(() => {}, { timeoutMs: 30, retries: 3 })
    const error = await failureOf(client.unwrap("s.W"))
    expect(error).toBeInstanceOf(OutcomeUnknownError)
    expect(error.message).toContain("got no response within 30 ms")
    expect(server.requests).toHaveLength(1)
  })

  it("may have had its effect when it is aborted under way", async () => {
    const controller = new AbortController()
    const { client } = await scripted(() => controller.abort())
    const error = await failureOf(client.unwrap("s.W", { signal: controller.signal }))
    expect(error).toBeInstanceOf(OutcomeUnknownError)
    expect(error.message).toContain("was aborted")
  })

  it("was certainly not sent where nobody listens", async () => {
    const { server, client } = await scripted(answerWell)
    await server.close()
    const error = await failureOf(client.unwrap("s.W"))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error.cause).toMatchObject({ code: "ECONNREFUSED" })
    expect(error.hint).toBeUndefined()
  })

  it("was certainly not sent where TLS is not spoken", async () => {
    const { server } = await scripted(answerWell)
    const client = createNodeClient({ address: server.address.replace("http:", "https:"), token })
    for (const call of [() => client.unwrap("s.W"), () => client.operations.sysHealth().send()]) {
      const error = await failureOf(call())
      expect(error).toBeInstanceOf(ConnectionError)
      expect(error.hint).toMatch(/plain http.*VAULT_ADDR=http:\/\//)
    }
    expect(server.requests).toHaveLength(0)
  })

  it("never goes over a connection that may be stale", async () => {
    const { server, client } = await scripted(answerWell)
    await client.operations.kvV1Read(read)
    await client.unwrap("s.W")
    await client.unwrap("s.W")
    await client.operations.kvV1Read(read)
    expect(server.connections()).toBe(3)
  })

  it("is answered all the same when the server closes kept connections without a word", async () => {
    // A server which answers, keeps the connection, and resets it when the next request comes over it.
    const sockets = new Set<unknown>()
    const { server, client } = await scripted((request, response) => {
      if (sockets.has(request.socket)) request.socket.resetAndDestroy()
      else {
        sockets.add(request.socket)
        response.end(envelope)
      }
    })
    await client.operations.kvV1Read(read)
    expect((await client.unwrap("s.W")).data).toEqual({ zip: "zap" })
    expect(server.requests).toHaveLength(2)
    const stale = await failureOf(client.operations.kvV1Read(read).send())
    expect(stale).toBeInstanceOf(ConnectionError)
    expect(server.requests).toHaveLength(3)
  })

  it("with a redirect goes nowhere else", async () => {
    const elsewhere = await scripted(answerWell)
    const { client } = await scripted((_, response) => {
      response.writeHead(307, { location: `${elsewhere.server.address}/v1/sys/wrapping/unwrap` }).end()
    })
    const error = await failureOf(client.unwrap("s.W"))
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(error.message).toContain("redirect")
    expect(elsewhere.server.requests).toHaveLength(0)
  })

  it("is not sent again for 503 with Retry-After", async () => {
    const { server, client } = await scripted(
      (_, response) => response.writeHead(503, { "retry-after": "0" }).end('{"errors":["busy"]}'),
      { retries: 3 }
    )
    await failureOf(client.unwrap("s.W"))
    await failureOf(client.operations.kvV1Read(read).wrapped("5m").send())
    await failureOf(client.operations.cubbyholeRead({ path: "response" }).send())
    expect(server.requests).toHaveLength(3)
  })
})

describe("a read", () => {
  const failTwice =
    (fail: Answer): Answer =>
    (request, response, count) =>
      count < 3 ? fail(request, response, count) : answerWell(request, response, count)
  const limited: Answer = (_, response) =>
    response.writeHead(429, { "retry-after": "0" }).end('{"errors":["slow down"]}')

  it.each([
    ["a cut connection", cut],
    ["429", limited]
  ])("is tried again after %s, if retries are asked for", async (_, fail) => {
    const { server, client } = await scripted(failTwice(fail), { retries: 2 })
    expect((await client.operations.kvV1Read(read)).data).toEqual({ zip: "zap" })
    expect(server.requests).toHaveLength(3)
  })

  it("is not tried again by default", async () => {
    const { server, client } = await scripted(failTwice(limited))
    expect(await failureOf(client.operations.kvV1Read(read).send())).toBeInstanceOf(RateLimitedError)
    expect(server.requests).toHaveLength(1)
  })

  it("keeps its connection for the next one", async () => {
    const { server, client } = await scripted(answerWell)
    for (let count = 0; count < 3; count++) await client.operations.kvV1Read(read)
    expect(server.connections()).toBe(1)
  })

  it("gives up where nobody accepts", async () => {
    const deaf = createServer((socket) => socket.pause())
    await new Promise<void>((resolve) => {
      deaf.listen(0, "127.0.0.1", resolve)
    })
    const { port } = deaf.address() as { port: number }
    const client = createNodeClient({ address: `http://127.0.0.1:${port}`, timeoutMs: 30 })
    const error = await failureOf(client.operations.sysHealth().send())
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error.message).toContain("got no response within 30 ms")
    deaf.close()
  })
})

describe("what is sent", () => {
  it("is what was asked for, with the header that some servers want", async () => {
    const { server, client } = await scripted(answerWell, { namespace: "team", headers: { "x-trace": "7" } })
    await client.operations.tokenLookupSelf()
    const [request] = server.requests
    expect(request?.headers).toMatchObject({
      "x-vault-token": token,
      "x-vault-namespace": "team",
      "x-vault-request": "true",
      "x-trace": "7"
    })
    expect(request?.headers["user-agent"]).toBeUndefined()
  })
})
