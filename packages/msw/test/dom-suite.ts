import { http, HttpResponse } from "msw"
import { setupServer } from "msw/node"
import { afterAll, afterEach, assert, beforeAll, expect, it, vi } from "vitest"
import { createBrowserClient } from "@enwrap/client-browser"
import { createEnwrapMock } from "@enwrap/msw"
import { listenOptions, sendTo } from "./hand-over.ts"

/** What a page does in a simulated DOM, whose `fetch` and origin are not those of Node. */
export const domSuite = (): void => {
  // On another origin than the page: a DOM that follows CORS sends preflights.
  const mock = createEnwrapMock({ baseUrl: "https://vault.example" })
  const relative = createEnwrapMock({ baseUrl: "/vault" })
  const api = "https://shop.example/api/orders/17/key"
  const cors = { "access-control-allow-origin": "*" }
  const server = setupServer(
    ...mock.handlers,
    ...relative.handlers,
    ...mock.wrappable([http.get(api, () => HttpResponse.json({ key: "order-key-of-17" }, { headers: cors }))])
  )
  const address = mock.baseUrl

  beforeAll(async () => {
    server.listen(listenOptions)
    await import("@enwrap/msw/vitest")
  })
  afterEach(() => {
    localStorage.clear()
    mock.reset()
    relative.reset()
  })
  afterAll(() => server.close())

  it("RW-SU-1 hands a secret over once", async () => {
    const sender = createBrowserClient({ address, token: mock.rootToken })
    const { token } = await sender.wrap({ password: "correct horse" }, { ttl: "60s" })
    const receiver = createBrowserClient({ address })
    assert.deepEqual((await receiver.unwrap(token)).data, { password: "correct horse" })
    await expect(receiver.unwrap(token)).rejects.toMatchObject({ code: "WRAPPING_TOKEN_INVALID" })
    mock.expire(token)
    expect(mock).toHaveLeakedNothing()
  })

  it("reads the response of a backend of its own, wrapped", async () => {
    const response = await fetch(api, { headers: { "x-vault-wrap-ttl": "1m" } })
    const { wrap_info: info } = (await response.json()) as { wrap_info: { token: string; creation_path: string } }
    assert.equal(info.creation_path, "api/orders/17/key")
    const unwrapped = await sendTo(mock, "sys/wrapping/unwrap", { token: info.token })
    assert.deepEqual(await unwrapped.json(), { key: "order-key-of-17" })
    expect(info).toBeUnwrappedOnce()
  })

  it("lists, and gets errors and lost responses as a page does", async () => {
    const token = mock.rootToken
    await sendTo(mock, "secret/data/db", { token, body: { data: {} } })
    const list = await sendTo(mock, "secret/metadata?list=true", { method: "GET", token })
    assert.include(await list.text(), '"keys":["db"]')
    mock.faults.lostResponse({ times: 1, path: "sys/wrapping/unwrap" })
    const { wrapInfo } = mock.wrap({})
    const lost = createBrowserClient({ address }).unwrap(wrapInfo.token)
    await expect(lost).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" })
    expect(wrapInfo).toBeUnwrappedOnce()
  })

  it("serves a relative address on the page's origin", async () => {
    const response = await fetch("/vault/v1/sys/health")
    assert.include((await response.json()) as object, { sealed: false })
    const { wrapInfo } = relative.wrap({ password: "correct horse" })
    const unwrapped = await fetch("/vault/v1/sys/wrapping/unwrap", {
      method: "POST",
      headers: { "x-vault-token": wrapInfo.token }
    })
    assert.equal(unwrapped.status, 200)
  })

  it("finds secrets in storage", () => {
    const { wrapInfo } = mock.wrap({ password: "correct horse" })
    localStorage.setItem("draft", `correct horse ${wrapInfo.token}`)
    expect(mock).not.toHaveLeakedNothing()
    assert.throws(() => expect(mock).toHaveLeakedNothing(), /storage: localStorage: draft=\[redacted\] \[redacted\]$/m)
  })

  it("expires tokens while timers are faked", async () => {
    vi.useFakeTimers()
    try {
      const { wrapInfo } = mock.wrap({}, { ttl: "60s" })
      vi.advanceTimersByTime(60_000)
      assert.equal(mock.state(wrapInfo), "expired")
      assert.equal((await sendTo(mock, "sys/wrapping/unwrap", { token: wrapInfo.token })).status, 400)
    } finally {
      vi.useRealTimers()
    }
  })
}
