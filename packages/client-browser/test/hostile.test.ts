import { createBrowserClient, isClientError, type BrowserClientOptions, type ClientError } from "@enwrap/client-browser"
import { explain } from "@enwrap/client-browser/hints"
import { once } from "node:events"
import { createServer, type AddressInfo, type Socket } from "node:net"
import { inspect } from "node:util"
import { gzipSync } from "node:zlib"
import { afterAll, beforeAll, afterEach, describe, expect, it } from "vitest"
import { startEnwrap, type RunningServer } from "../../client-node/test/enwrap-server.ts"

const token = "s.TopSecretWrappingToken01"
const session = "s.SessionTokenOfTheCaller1"
const open: Array<() => Promise<unknown>> = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()))
})

/** A raw server that answers each request as a test tells it to, and a client of it. */
const hostile = async (
  respond: (socket: Socket, count: number) => void,
  options: Partial<BrowserClientOptions> = {}
) => {
  const requests: Array<string> = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let text = ""
    socket.on("error", () => {})
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1")
      const [head = "", body] = text.split("\r\n\r\n", 2)
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
      if (body === undefined || body.length < length) return
      text = ""
      requests.push(head)
      respond(socket, requests.length)
    })
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  open.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, "close")
  })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { requests, client: createBrowserClient({ address, token: session, ...options }) }
}

const failureOf = async (call: Promise<unknown>): Promise<ClientError> => {
  const error: unknown = await call.then(
    () => expect.fail("it did not fail"),
    (error: unknown) => error
  )
  if (!isClientError(error)) throw error
  const printed = `${inspect(error, { showHidden: true, depth: 9 })} ${JSON.stringify(error)} ${JSON.stringify(explain(error))}`
  expect(printed).not.toMatch(/TopSecret|SessionToken/)
  return error
}

type Respond = (socket: Socket, count: number) => void

const bodyOf =
  (head: string, body: string | Uint8Array): Respond =>
  (socket) => {
    socket.write(`HTTP/1.1 ${head}\r\ncontent-length: ${body.length}\r\n\r\n`)
    socket.write(body)
  }

describe("the browser client against hostile servers", () => {
  it.each([
    ["cuts the connection", (socket) => socket.destroy(), "OUTCOME_UNKNOWN"],
    [
      "cuts the response in the middle",
      (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"data"', () => socket.destroy()),
      "OUTCOME_UNKNOWN"
    ],
    ["sends no HTTP", (socket) => void socket.end("SSH-2.0-OpenSSH_9.9\r\n"), "OUTCOME_UNKNOWN"],
    ["hangs", () => {}, "OUTCOME_UNKNOWN"],
    [
      "hangs in the middle of the response",
      (socket) => void socket.write("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"),
      "OUTCOME_UNKNOWN"
    ],
    ["redirects", bodyOf("307 Moved\r\nlocation: http://127.0.0.1:1/", ""), "UNEXPECTED_RESPONSE"],
    ["sends a web page", bodyOf("200 OK\r\ncontent-type: text/html", "<html>"), "UNEXPECTED_RESPONSE"],
    ["sends an error page", bodyOf("502 Bad Gateway\r\ncontent-type: text/html", "<html>"), "SERVER_ERROR"],
    [
      "quotes the request",
      bodyOf("400 Bad Request", JSON.stringify({ errors: [`bad token ${token}`] })),
      "INVALID_REQUEST"
    ],
    ["sends deep JSON", bodyOf("200 OK", "[".repeat(200_000)), "UNEXPECTED_RESPONSE"]
  ] satisfies ReadonlyArray<readonly [string, Respond, ClientError["code"]]>)(
    "sends an unwrap once to a server that %s",
    async (_, respond, code) => {
      const { client, requests } = await hostile(respond, { timeoutMs: 300 })
      expect(await failureOf(client.unwrap(token))).toMatchObject({ code })
      expect(requests).toHaveLength(1)
      expect(requests[0]).toMatch(/^POST \/v1\/sys\/wrapping\/unwrap HTTP/)
    }
  )

  it("does not unpack a gzip bomb into the memory of the page", async () => {
    const bomb = gzipSync(new Uint8Array(2 ** 28))
    const { client, requests } = await hostile(bodyOf("200 OK\r\ncontent-encoding: gzip", bomb))
    const before = process.memoryUsage().arrayBuffers
    expect(await failureOf(client.unwrap(token))).toMatchObject({ code: "UNEXPECTED_RESPONSE" })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 27)
    expect(requests).toHaveLength(1)
  })

  it("does not send an unwrap again if a kept connection ends [RW-SEC-6]", async () => {
    const { client, requests } = await hostile((socket, count) =>
      count === 1 ? bodyOf("200 OK", `{"data":{}}`)(socket, count) : socket.destroy()
    )
    await client.unwrap("s.First")
    expect(await failureOf(client.unwrap(token))).toMatchObject({ code: "OUTCOME_UNKNOWN" })
    expect(requests).toHaveLength(2)
  })

  it("may call a server again that cannot be reached", async () => {
    const client = createBrowserClient({ address: "http://127.0.0.1:1" })
    expect(await failureOf(client.lookup(token))).toMatchObject({ code: "CONNECTION_FAILED" })
    expect(await client.receive({ token, expectedPath: "a" })).toMatchObject({ verdict: "unreachable", consumed: "no" })
  })
})

describe("the browser client against the server", () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startEnwrap()
  })
  afterAll(() => server.close())

  it("hands a secret over once, and detects a substituted, used or revoked token", async () => {
    const sender = createBrowserClient({ address: server.address, token: server.rootToken })
    const receiver = createBrowserClient({ address: server.address })
    const expectedPath = "sys/wrapping/wrap"
    const info = await sender.wrap({ password: "correct horse" }, { ttl: 60 })
    expect(await receiver.lookup(info.token.reveal())).toMatchObject({ creationPath: expectedPath, creationTtl: 60 })
    const rewrapped = await sender.rewrap(info)
    expect(await receiver.receive({ token: rewrapped, expectedPath: "secret/data/db" })).toMatchObject({
      verdict: "tampered"
    })
    const receipt = await receiver.receive({ token: rewrapped, expectedPath, expectedTtl: 60 })
    expect(receipt.verdict === "received" && receipt.response.data).toEqual({ password: "correct horse" })
    expect(await receiver.receive({ token: rewrapped, expectedPath })).toMatchObject({ verdict: "intercepted" })
    const revoked = await sender.wrap({})
    await sender.revoke(revoked)
    const error = await failureOf(receiver.unwrap(revoked))
    expect(error).toMatchObject({ code: "WRAPPING_TOKEN_INVALID", status: 400 })
    expect(explain(error)?.hint).toContain("treat it as intercepted")
    expect(await failureOf(receiver.wrap({}))).toMatchObject({ code: "PERMISSION_DENIED" })
  })
})
