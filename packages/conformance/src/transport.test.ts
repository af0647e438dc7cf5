import { createServer as createHttp } from "node:http"
import { createServer, type AddressInfo, type Server } from "node:net"
import { afterEach, expect, it } from "vitest"
import { httpTransport, NoResponse } from "./transport.ts"

const open: Array<Server> = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

const listen = async (server: Server): Promise<URL> => {
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

/** A server that sends these bytes on every connection, and records what it receives. */
const raw = async (response: string): Promise<{ readonly url: URL; readonly received: Array<string> }> => {
  const received: Array<string> = []
  const url = await listen(
    createServer((socket) => {
      let text = ""
      socket.on("error", () => undefined)
      socket.on("data", (chunk) => {
        text += chunk.toString()
        if (!text.includes("\r\n\r\n")) return
        received.push(text)
        socket.end(response)
      })
    })
  )
  return { url, received }
}

const OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"

it("sends the method LIST, the path and the headers unchanged", async () => {
  const { url, received } = await raw(OK)
  const response = await httpTransport(url).send({
    method: "LIST",
    path: "cubbyhole/a..b?x=1",
    headers: { "x-vault-token": "t" }
  })
  expect(response).toMatchObject({ status: 200, headers: { "content-type": "application/json" }, text: "{}" })
  expect(received).toHaveLength(1)
  expect(received[0]).toMatch(/^LIST \/v1\/cubbyhole\/a\.\.b\?x=1 HTTP\/1\.1\r\n/)
  expect(received[0]).toContain("x-vault-token: t\r\n")
})

it("uses the path of the address as a prefix", async () => {
  const { url, received } = await raw(OK)
  await httpTransport(new URL(`${url.href}vault/`)).send({ method: "GET", path: "sys/health", headers: {} })
  expect(received[0]).toMatch(/^GET \/vault\/v1\/sys\/health /)
})

it("does not follow redirects", async () => {
  const { url, received } = await raw(
    "HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
  )
  expect((await httpTransport(url).send({ method: "GET", path: "x", headers: {} })).status).toBe(307)
  expect(received).toHaveLength(1)
})

it.each([
  ["", "ECONNRESET"],
  ["garbage\r\n\r\n", "HPE_INVALID_CONSTANT"]
])("reports no response, without a retry, if a server sends %j", async (response, code) => {
  const { url, received } = await raw(response)
  const asked = httpTransport(url).send({ method: "POST", path: "x", headers: {}, body: "{}" })
  await expect(asked).rejects.toThrow(NoResponse)
  await expect(asked).rejects.toMatchObject({ code })
  expect(received).toHaveLength(1)
})

it("reports no response if nothing listens on the port", async () => {
  const { url } = await raw(OK)
  await new Promise((resolve) => open.pop()?.close(resolve))
  await expect(httpTransport(url).send({ method: "GET", path: "x", headers: {} })).rejects.toMatchObject({
    code: "ECONNREFUSED"
  })
})

it("sends all requests before the first response", async () => {
  const waiting: Array<() => void> = []
  const url = await listen(
    createHttp((request, response) => {
      request.resume().on("end", () => {
        waiting.push(() => response.end("{}"))
        if (waiting.length === 8) for (const answer of waiting) answer()
      })
    })
  )
  const responses = await httpTransport(url).sendTogether(
    Array.from({ length: 8 }, (_, i) => ({
      method: "POST",
      path: `x/${i}`,
      headers: {},
      ...(i % 2 === 0 ? { body: "{}" } : {})
    }))
  )
  expect(responses.map((response) => response.status)).toEqual(Array(8).fill(200))
})

it("a response that switches the protocol ends the request", async () => {
  const { url } = await raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: odd\r\nConnection: upgrade\r\n\r\n")
  await expect(httpTransport(url).send({ method: "GET", path: "sys/health", headers: {} })).rejects.toThrow(
    /switched the protocol \(101\)/
  )
})
