import http from "node:http"
import { getResponse } from "msw"
import { setupServer } from "msw/node"
import { afterAll, assert, beforeAll, beforeEach, describe, expect, it, vi } from "vitest"
import { createEnwrapMock } from "@enwrap/msw"
import { listenOptions, sendTo, unwrapIn, wrapIn } from "./hand-over.ts"

const INVALID_TOKEN = { errors: ["wrapping token is not valid or does not exist"] }

describe("behind MSW in Node", () => {
  const mock = createEnwrapMock()
  const other = createEnwrapMock({ baseUrl: "https://vault.example/prefix/", rootToken: "root" })
  const server = setupServer(...mock.handlers, ...other.handlers)

  beforeAll(() => server.listen(listenOptions))
  beforeEach(() => {
    mock.reset()
    other.reset()
  })
  afterAll(() => server.close())

  it("RW-SU-1 hands a secret over once", async () => {
    const token = await wrapIn(mock, { password: "correct horse" })
    const first = await unwrapIn(mock, token)
    assert.equal(first.status, 200)
    assert.deepEqual(((await first.json()) as { data: unknown }).data, { password: "correct horse" })
    const second = await unwrapIn(mock, token)
    assert.equal(second.status, 400)
    assert.deepEqual(await second.json(), INVALID_TOKEN)
  })

  it("RW-SU-3 lets one of 50 simultaneous unwraps succeed", async () => {
    const token = await wrapIn(mock, { password: "correct horse" })
    const responses = await Promise.all(Array.from({ length: 50 }, () => unwrapIn(mock, token)))
    assert.deepEqual(responses.map(({ status }) => status).sort(), [200, ...Array.from({ length: 49 }, () => 400)])
    const texts = await Promise.all(responses.map((response) => response.text()))
    assert.equal(texts.filter((text) => text.includes("correct horse")).length, 1)
  })

  it("RW-TTL-2 lets a wrapping token expire by the mock's clock", async () => {
    const [early, late] = [await wrapIn(mock, { n: 1 }, "60s"), await wrapIn(mock, { n: 2 }, "60s")]
    mock.clock.advance("59s")
    assert.equal((await unwrapIn(mock, early)).status, 200)
    mock.clock.advance(1)
    assert.equal((await unwrapIn(mock, late)).status, 400)
  })

  it("supports every method", async () => {
    const token = mock.rootToken
    assert.equal((await sendTo(mock, "secret/data/a/b", { token, body: { data: { x: 1 } } })).status, 200)
    const query = await sendTo(mock, "secret/metadata/a?list=true", { method: "GET", token })
    assert.deepEqual(((await query.json()) as { data: unknown }).data, { keys: ["b"] })
    const patch = await sendTo(mock, "secret/data/a/b", {
      method: "PATCH",
      token,
      headers: { "content-type": "application/merge-patch+json" },
      body: { data: { y: 2 } }
    })
    assert.equal(patch.status, 200)
    assert.equal((await sendTo(mock, "secret/metadata/a/b", { method: "DELETE", token })).status, 204)
    assert.equal(await (await sendTo(mock, "sys/health", { method: "HEAD" })).text(), "")
    assert.equal((await sendTo(mock, "sys/no-such-thing", { method: "PURGE", token })).status, 405)
  })

  it("supports LIST where MSW intercepts it, and in its own fetch", async () => {
    const token = mock.rootToken
    await sendTo(mock, "secret/data/a/b", { token, body: { data: { x: 1 } } })
    const request = new Request(`${mock.baseUrl}/v1/secret/metadata/a`, {
      method: "LIST",
      headers: { "x-vault-token": token }
    })
    const seen = await getResponse([...mock.handlers], request)
    assert.include(await seen?.text(), '{"keys":["b"]}')
    const list = await sendTo(mock, "secret/metadata/a", { method: "LIST", token }, mock.fetch)
    assert.deepEqual(((await list.json()) as { data: unknown }).data, { keys: ["b"] })
  })

  it("allows every origin in a preflight by default", async () => {
    const preflight = await sendTo(mock, "sys/wrapping/unwrap", {
      method: "OPTIONS",
      headers: { origin: "https://app.example", "access-control-request-method": "POST" }
    })
    assert.equal(preflight.status, 204)
    assert.equal(preflight.headers.get("access-control-allow-origin"), "*")
    assert.include(preflight.headers.get("access-control-allow-headers") ?? "", "x-vault-token")
    assert.deepEqual(mock.requests(), [])
  })

  it("serves requests of node:http", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = http.request(`${mock.baseUrl}/v1/sys/health`, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      request.on("error", reject).end()
    })
    assert.equal(status, 200)
  })

  it("keeps two mocks separate", async () => {
    const token = await wrapIn(mock, { password: "correct horse" })
    assert.equal((await unwrapIn(other, token)).status, 400)
    assert.equal((await sendTo(other, "auth/token/lookup-self", { method: "GET", token: mock.rootToken })).status, 403)
    other.clock.advance("1h")
    other.faults.sealed()
    assert.equal((await unwrapIn(mock, token)).status, 200)
    assert.equal(other.rootToken, "root")
    assert.deepEqual(
      other.requests().map(({ path, status }) => [path, status]),
      [
        ["sys/wrapping/unwrap", 400],
        ["auth/token/lookup-self", 403]
      ]
    )
  })

  it("returns data byte for byte, with its numbers and keys", async () => {
    const payload = '{"big":12345678901234567890,"one":1.0,"__proto__":{"a":"\u{1f511}"}}'
    const wrapped = await fetch(`${mock.baseUrl}/v1/sys/wrapping/wrap`, {
      method: "PUT",
      headers: { "x-vault-token": mock.rootToken, "x-vault-wrap-ttl": "60" },
      body: payload
    })
    const { wrap_info: info } = (await wrapped.json()) as { wrap_info: { token: string } }
    assert.include(await (await unwrapIn(mock, info.token)).text(), payload)
  })

  it("loses a response after the request took effect", async () => {
    const token = await wrapIn(mock, { password: "correct horse" })
    mock.faults.lostResponse({ times: 1, path: "sys/wrapping/unwrap" })
    assert.equal((await sendTo(mock, "sys/wrapping/lookup", { body: { token } })).status, 200)
    await expect(unwrapIn(mock, token)).rejects.toThrow(TypeError)
    const again = await unwrapIn(mock, token)
    assert.deepEqual(await again.json(), INVALID_TOKEN)
    assert.deepEqual(
      mock
        .requests()
        .slice(-2)
        .map(({ lost, status }) => ({ lost, status })),
      [
        { lost: true, status: 200 },
        { lost: false, status: 400 }
      ]
    )
  })

  it("warns about a request without a handler, without its query, body and tokens", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined)
    const secret = "s.ewAbcdefghijklmnopqrstuvwx012345"
    await fetch(`http://127.0.0.1:65535/hand-over/${secret}?token=query-secret`, {
      method: "POST",
      body: "body-secret"
    }).catch(() => undefined)
    assert.deepEqual(warn.mock.calls, [
      ["[enwrap] Warning: no handler for POST http://127.0.0.1:65535/hand-over/[redacted]"]
    ])
    await fetch("http://127.0.0.1:65535/app.css").catch(() => undefined)
    assert.equal(warn.mock.calls.length, 1)
    warn.mockRestore()
  })
})
