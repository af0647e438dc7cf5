import { ConnectionError, OutcomeUnknownError, RateLimitedError, UnexpectedResponseError } from "@enwrap/client"
import { type AddressInfo, createServer } from "node:net"
import { inspect } from "node:util"
import { gzipSync } from "node:zlib"
import { afterEach, describe, expect, it, vi } from "vitest"
import { failureOf } from "../../client/test/failure-of.ts"
import { createNodeClient, type NodeClientOptions } from "../src/node-client.ts"
import { createNodeFetch } from "../src/node-fetch.ts"
import { retryingFetch } from "../src/retrying-fetch.ts"
import { startScripted, type ScriptedServer } from "./scripted-server.ts"

const token = "s.TopSecretWrappingToken01"
const open: Array<ScriptedServer> = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

type Responder = Parameters<typeof startScripted>[0]

const scripted = async (respond: Responder, options: Partial<NodeClientOptions> = {}) => {
  const server = await startScripted(respond)
  open.push(server)
  return { server, client: createNodeClient({ address: server.address, token, ...options }) }
}

const envelope = JSON.stringify({ request_id: "1", data: { zip: "zap" }, wrap_info: null, auth: null })
const respondOk: Responder = (_, response) => response.end(envelope)
const cut: Responder = (request) => request.socket.destroy()
const cutHalfWay: Responder = (_, response) => {
  response.writeHead(200, { "content-length": envelope.length })
  response.write(envelope.slice(0, 20), () => response.destroy())
}
const read = { mount: "secret", path: "foo" }

describe("a call that must be sent at most once [RW-SEC-6]", () => {
  it.each([
    ["before the response", cut],
    ["in the middle of the response", cutHalfWay]
  ])("is not sent again if the connection is lost %s, even with retries", async (_, respond) => {
    const { server, client } = await scripted(respond, { retries: 3 })
    for (const call of [() => client.unwrap("s.W"), () => client.wrap({ a: 1 }), () => client.rewrap("s.W")]) {
      const before = server.requests.length
      const error = await failureOf(call())
      expect(error).toBeInstanceOf(OutcomeUnknownError)
      expect(server.requests.length - before).toBe(1)
      expect(inspect(error, { showHidden: true, depth: 9 })).not.toMatch(/s\.W\b|TopSecret/)
    }
  })

  it("has an unknown outcome if the server expects TLS: anyone may have read the token, and have sent this response", async () => {
    const text = "Client sent an HTTP request to an HTTPS server.\n"
    const answered = async (response: string) => {
      const server = createServer(
        (socket) => void socket.once("data", () => socket.end(response)).on("error", () => {})
      )
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
      try {
        const { port } = server.address() as AddressInfo
        return await failureOf(createNodeClient({ address: `http://127.0.0.1:${port}`, token }).unwrap("s.W"))
      } finally {
        server.close()
      }
    }
    const error = await answered(`HTTP/1.0 400 Bad Request\r\n\r\n${text}`)
    expect(error).toBeInstanceOf(OutcomeUnknownError)
    expect(error.cause).toMatchObject({ code: "TLS_EXPECTED" })
    // A gateway, which may pass on what another server has said.
    expect(await answered(`HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n${text}`)).toMatchObject({
      code: "UNEXPECTED_RESPONSE",
      status: 400
    })
  })

  it("is not sent again after a timeout, even with retries", async () => {
    const { server, client } = await scripted(() => {}, { timeoutMs: 300, retries: 3 })
    const error = await failureOf(client.unwrap("s.W"))
    expect(error).toBeInstanceOf(OutcomeUnknownError)
    expect(error.message).toContain("got no response within 300 ms")
    expect(server.requests).toHaveLength(1)
  })

  it("has an unknown outcome if it is aborted after it was sent", async () => {
    const controller = new AbortController()
    const { client } = await scripted(() => controller.abort())
    const error = await failureOf(client.unwrap("s.W", { signal: controller.signal }))
    expect(error).toBeInstanceOf(OutcomeUnknownError)
    expect(error.message).toContain("was aborted")
  })

  it("was not sent if the connection is refused", async () => {
    const { server, client } = await scripted(respondOk)
    await server.close()
    const error = await failureOf(client.unwrap("s.W"))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error.cause).toMatchObject({ code: "ECONNREFUSED" })
    expect(error.hint).toMatch(/^Nothing listens at this address/)
  })

  it("was not sent if the TLS handshake fails", async () => {
    const { server } = await scripted(respondOk)
    const client = createNodeClient({ address: server.address.replace("http:", "https:"), token })
    for (const call of [() => client.unwrap("s.W"), () => client.operations.sysHealthRead()]) {
      const error = await failureOf(call())
      expect(error).toBeInstanceOf(ConnectionError)
      expect(error.hint).toMatch(/plain http.*VAULT_ADDR=http:\/\//)
      expect(error.message).toBe(error.message.trim())
    }
    expect(server.requests).toHaveLength(0)
  })

  it("never uses a connection that may be stale: one that was idle, or that reads keep", async () => {
    const { server, client } = await scripted(respondOk)
    await client.operations.kvV1Read(read)
    await client.unwrap("s.W")
    expect(server.connections()).toBe(2)
    await client.unwrap("s.W")
    await client.operations.kvV1Read(read)
    // They read with GET, and create a token or use one up.
    await failureOf(client.operations.kvV1Read(read).wrapped("5m"))
    await client.operations.cubbyholeRead({ path: "response" })
    expect(server.connections()).toBe(2)
    const later = performance.now() + 251
    vi.spyOn(performance, "now").mockReturnValue(later)
    await client.operations.kvV1Read(read)
    expect(server.connections()).toBe(2)
    await client.unwrap("s.W")
    expect(server.connections()).toBe(3)
    vi.restoreAllMocks()
  })

  it("has a connection of its own under Deno, which sends again what a kept connection has lost", async () => {
    vi.stubGlobal("Deno", {})
    try {
      const { server, client } = await scripted(respondOk)
      await client.unwrap("s.W")
      await client.unwrap("s.W")
      expect(server.connections()).toBe(2)
      await client.operations.kvV1Read(read)
      await client.operations.kvV1Read(read)
      expect(server.connections()).toBe(3)
    } finally {
      vi.unstubAllGlobals()
    }
  })

  it("is sent once if the server closes the connection on the next request", async () => {
    // This server keeps a connection alive, and resets it when the next request arrives.
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
    const stale = await failureOf(client.operations.kvV1Read(read))
    expect(stale).toBeInstanceOf(ConnectionError)
    expect(server.requests).toHaveLength(3)
    expect(await failureOf(client.unwrap("s.W"))).toBeInstanceOf(OutcomeUnknownError)
    expect(server.requests).toHaveLength(4)
    expect((await client.unwrap("s.W")).data).toEqual({ zip: "zap" })
  })

  it("is sent on a new connection if the server has closed the last one", async () => {
    const { server, client } = await scripted((_, response) => response.setHeader("connection", "close").end(envelope))
    for (let count = 1; count < 4; count++) {
      await client.unwrap("s.W")
      expect(server.connections()).toBe(count)
    }
  })

  it.each(["999", "600", "099", "101"])("has an unknown outcome if the server responds with %s", async (status) => {
    const { server, client } = await scripted(({ socket }) => {
      const upgrade = status === "101" ? "upgrade: odd\r\nconnection: upgrade\r\n" : ""
      socket.write(`HTTP/1.1 ${status} Odd\r\n${upgrade}content-length: 2\r\n\r\n{}`)
    })
    const error = await failureOf(client.unwrap("s.W", { timeoutMs: 2_000 }))
    expect(error).toBeInstanceOf(OutcomeUnknownError)
    expect(error.message).not.toContain("no response")
    expect(error.cause).toHaveProperty("message", `The server responded with an unexpected status: ${Number(status)}`)
    expect(server.requests).toHaveLength(1)
  })

  it("does not follow a redirect", async () => {
    const elsewhere = await scripted(respondOk)
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
    await failureOf(client.operations.kvV1Read(read).wrapped("5m"))
    await failureOf(client.operations.cubbyholeRead({ path: "response" }))
    expect(server.requests).toHaveLength(3)
  })
})

describe("a read", () => {
  const failTwice =
    (fail: Responder): Responder =>
    (request, response, count) =>
      count < 3 ? fail(request, response, count) : respondOk(request, response, count)
  const limited: Responder = (_, response) =>
    response.writeHead(429, { "retry-after": "0" }).end('{"errors":["slow down"]}')

  it.each([
    ["a lost connection", cut],
    ["429", limited]
  ])("is sent again after %s if retries are set", async (_, fail) => {
    const { server, client } = await scripted(failTwice(fail), { retries: 2 })
    expect((await client.operations.kvV1Read(read)).data).toEqual({ zip: "zap" })
    expect(server.requests).toHaveLength(3)
  })

  it("is sent again on the same connection, also over the fetch of the platform", async () => {
    const respond: Responder = (_, response, count) =>
      count < 6 ? response.writeHead(503, { "retry-after": "0" }).end('{"errors":["busy"]}') : response.end(envelope)
    const fetch = retryingFetch((url, init) => globalThis.fetch(url, init), { retries: 5, waitMs: 20 })
    const { server, client } = await scripted(respond, { fetch })
    await client.operations.kvV1Read(read)
    expect(server.requests).toHaveLength(6)
    expect(server.connections()).toBe(1)
  })

  it("is not sent again by default", async () => {
    const { server, client } = await scripted(failTwice(limited))
    expect(await failureOf(client.operations.kvV1Read(read))).toBeInstanceOf(RateLimitedError)
    expect(server.requests).toHaveLength(1)
  })

  it("keeps its connection alive for the next one", async () => {
    const { server, client } = await scripted(respondOk)
    for (let count = 0; count < 3; count++) await client.operations.kvV1Read(read)
    expect(server.connections()).toBe(1)
  })

  it("times out if the server does not respond", async () => {
    const deaf = createServer((socket) => socket.pause())
    await new Promise<void>((resolve) => {
      deaf.listen(0, "127.0.0.1", resolve)
    })
    const { port } = deaf.address() as { port: number }
    const client = createNodeClient({ address: `http://127.0.0.1:${port}`, timeoutMs: 30 })
    const error = await failureOf(client.operations.sysHealthRead())
    expect(error).toMatchObject({ code: "TIMED_OUT", cause: { name: "TimeoutError" } })
    expect(error.message).toContain("got no response within 30 ms")
    deaf.close()
  })
})

describe("createNodeFetch", () => {
  const upgrade = "upgrade: odd\r\nconnection: upgrade\r\n"
  it.each([
    ["that switches the protocol", "GET", `101 Odd\r\n${upgrade}\r\nodd`, "unexpected status: 101"],
    ["with 101 and without a protocol", "POST", "101 Odd\r\n\r\n", "unexpected status: 101"],
    ["to CONNECT", "CONNECT", "200 OK\r\n\r\n", "closed without a response"],
    ["that offers a protocol", "GET", `200 OK\r\n${upgrade}content-length: 2\r\n\r\nok`, undefined],
    ["after informational ones", "GET", "103 Odd\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", undefined]
  ])("a response %s ends the call", async (_, method, response, problem) => {
    const server = createServer((socket) => {
      socket.on("error", () => {}).once("data", () => socket.write(`HTTP/1.1 ${response}`))
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const { port } = server.address() as AddressInfo
    const sending = createNodeFetch()(`http://127.0.0.1:${port}/`, { method })
    if (problem === undefined) expect(await (await sending).text()).toBe("ok")
    else expect(await failureOf(sending)).toMatchObject({ sent: true, message: expect.stringContaining(problem) })
    server.close()
  })
})

describe("receiving a token from a hostile server", () => {
  const lookup = {
    request_id: "1",
    data: { creation_path: "secret/foo", creation_time: "2026-08-21T18:58:13Z", creation_ttl: 300 }
  }
  const html: Responder = (_, response) => response.setHeader("content-type", "text/html").end("<html>")
  const redirect: Responder = (_, response) => response.writeHead(307, { location: "http://localhost:1/" }).end()
  const hang: Responder = () => {}

  it.each([
    ["cuts the connection", cut, "unreachable", "unknown"],
    ["cuts the response", cutHalfWay, "unreachable", "unknown"],
    ["hangs", hang, "unreachable", "unknown"],
    ["redirects", redirect, "refused", "unknown"],
    ["sends HTML", html, "refused", "unknown"]
  ] as const)("says what to do, and sends no unwrap twice, if it %s", async (_, respond, atLookup, atUnwrap) => {
    for (const [verdict, consumed, requests, answerLookup] of [
      [atLookup, "no", 1, false],
      [atUnwrap, "maybe", 2, true]
    ] as const) {
      const { server, client } = await scripted(
        (request, response, count) =>
          answerLookup && count === 1 ? response.end(JSON.stringify(lookup)) : respond(request, response, count),
        { timeoutMs: respond === hang ? 200 : 5_000, retries: 0 }
      )
      const receipt = await client.receive({ token: "s.TopSecretReceived", expectedPath: "secret/foo" })
      expect(receipt).toMatchObject({ verdict, consumed, advice: expect.stringMatching(/\w/) })
      expect(server.requests).toHaveLength(requests)
      expect(inspect(receipt, { depth: 9 }) + JSON.stringify(receipt)).not.toContain("TopSecret")
    }
  })
})

describe("a body that is too long", () => {
  const long: Responder = (_, response) => {
    response.writeHead(200, { "content-type": "application/json" })
    const pump = (): void => {
      while (!response.destroyed && response.write("x".repeat(65_536)));
      response.once("drain", pump)
    }
    pump()
  }

  it("is not read further, and the connection is closed", async () => {
    const closed: Array<boolean> = []
    const { client } = await scripted(
      (request, response, count) => {
        request.socket.once("close", () => closed.push(true))
        long(request, response, count)
      },
      { maxResponseBytes: 2 ** 20, retries: 3 }
    )
    for (const call of [() => client.unwrap("s.W"), () => client.kvV1.read(read)]) {
      const error = await failureOf(call())
      expect(error).toBeInstanceOf(UnexpectedResponseError)
      expect(error.message).toMatch(/longer than 1048576 bytes/)
    }
    await expect.poll(() => closed).toHaveLength(2)
  })

  it("is limited after its decompression if the fetch of the platform is used", async () => {
    const bomb = gzipSync(Buffer.alloc(2 ** 26))
    const respond: Responder = (_, response) => response.setHeader("content-encoding", "gzip").end(bomb)
    const { server, client } = await scripted(respond, {
      maxResponseBytes: 2 ** 20,
      fetch: (url, init) => fetch(url, init)
    })
    expect(await failureOf(client.unwrap("s.W"))).toBeInstanceOf(UnexpectedResponseError)
    const own = createNodeClient({ address: server.address, maxResponseBytes: 2 ** 20 })
    const before = process.memoryUsage().arrayBuffers
    expect(await failureOf(own.unwrap("s.W"))).toBeInstanceOf(UnexpectedResponseError)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 25)
    expect(server.requests.map(({ headers }) => headers["accept-encoding"]).at(-1)).toBeUndefined()
  })

  it("is no error if it is as long as allowed", async () => {
    const { client } = await scripted(respondOk, { maxResponseBytes: envelope.length })
    expect((await client.unwrap("s.W")).data).toEqual({ zip: "zap" })
  })
})

describe("an envelope that was made to do harm", () => {
  const levels = 10_000
  const deep = `{"request_id":"1","data":${'{"a":'.repeat(levels)}"TopSecretValue"${"}".repeat(levels)}}`
  const polluting = '{"request_id":"1","__proto__":{"polluted":1},"data":{"__proto__":{"polluted":"TopSecretValue"}}}'

  it.each([
    ["is deep", deep],
    ["has the field __proto__", polluting]
  ])("is read and printed if it %s", async (_, text) => {
    const { client } = await scripted((_, response) => response.end(text))
    const content = await client.unwrap("s.W")
    expect(inspect(content, { depth: Infinity, showHidden: true })).not.toContain("TopSecretValue")
    expect("polluted" in {} || "polluted" in content || "polluted" in (content.data ?? {})).toBe(false)
  })
})

describe("a client with a proxy", () => {
  it("reaches what the rules except, and this machine, without it", async () => {
    const { server: proxy } = await scripted(respondOk)
    const { server, client } = await scripted(respondOk, { proxy: { http: proxy.address, https: proxy.address } })
    await client.unwrap("s.W")
    expect(server.requests).toHaveLength(1)
    const elsewhere = "http://vault.example"
    const rules = { http: proxy.address, except: "other.example" }
    const far = createNodeClient({ address: elsewhere, allowInsecureHttp: true, proxy: rules })
    await far.unwrap("s.W")
    expect(proxy.requests.map(({ url }) => url)).toEqual([`${elsewhere}/v1/sys/wrapping/unwrap`])
  })

  it("sends its requests to the proxy, and to nobody else", async () => {
    const { server: proxy } = await scripted(respondOk)
    const { server, client } = await scripted(respondOk, { proxy: proxy.address })
    await client.unwrap("s.W")
    expect(proxy.requests.map(({ url }) => url)).toEqual([`${server.address}/v1/sys/wrapping/unwrap`])
    expect(server.requests).toHaveLength(0)
  })
})

describe("a client with a rate limit", () => {
  it("sends as many requests as its burst at once, and lets the next one wait", async () => {
    const { server, client } = await scripted(respondOk, { rateLimit: { perSecond: 0.001, burst: 2 } })
    await Promise.all([client.operations.kvV1Read(read), client.operations.kvV1Read(read)])
    const error = await failureOf(client.unwrap("s.W", { timeoutMs: 20 }))
    expect(error).toMatchObject({ code: "TIMED_OUT" })
    expect(server.requests).toHaveLength(2)
  })
})

describe("the headers of a request", () => {
  it("are those of the options, and the one that some servers require", async () => {
    const { server, client } = await scripted(respondOk, { namespace: "team", headers: { "x-trace": "7" } })
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
