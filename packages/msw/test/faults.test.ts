import { afterEach, assert, describe, expect, it } from "vitest"
import { clock, errorsOf, fetch, mock, send, unwrap, wrap } from "./direct-mock.ts"
import { sendTo } from "./hand-over.ts"

afterEach(() => mock.reset())

describe("faults", () => {
  it("seals the server, which rejects requests and reports the seal", async () => {
    const token = await wrap({})
    mock.faults.sealed()
    const refused = await unwrap(token)
    assert.equal(refused.status, 503)
    assert.equal(refused.headers.get("content-type"), "application/json")
    assert.deepEqual(await errorsOf(refused), ["Vault is sealed"])
    const health = await send("sys/health", { method: "GET" })
    assert.equal(health.status, 503)
    assert.include((await health.json()) as object, { sealed: true, initialized: true })
    const status = await send("sys/seal-status", { method: "GET" })
    assert.equal(status.status, 200)
    assert.include((await status.json()) as object, { sealed: true })
    mock.faults.clear()
    assert.equal((await unwrap(token)).status, 200)
  })

  it("limits the rate for the given number of requests", async () => {
    const token = await wrap({})
    mock.faults.rateLimited(7, { times: 2 })
    for (let i = 0; i < 2; i++) {
      const refused = await sendTo(
        mock,
        "sys/wrapping/unwrap",
        { body: { token }, headers: { origin: "https://app.example" } },
        fetch
      )
      assert.equal(refused.status, 429)
      assert.equal(refused.headers.get("retry-after"), "7")
      assert.equal(refused.headers.get("access-control-allow-origin"), "*")
      assert.deepEqual(await errorsOf(refused), ['request path "sys/wrapping/unwrap": rate limit quota exceeded'])
    }
    assert.equal((await unwrap(token)).status, 200)
  })

  it("delays a response until the clock is advanced", async () => {
    const token = await wrap({})
    mock.faults.slow(2000, { times: 1 })
    let arrived = false
    const slow = unwrap(token).then((response) => {
      arrived = true
      return response
    })
    assert.equal((await unwrap(token)).status, 400, "the slow one was first")
    clock.advance("1999ms")
    assert.equal((await send("sys/health", { method: "GET" })).status, 200)
    assert.isFalse(arrived)
    assert.equal(mock.requests()[1]?.status, undefined)
    clock.advance("1ms")
    assert.equal((await slow).status, 200)
  })

  it("loses a response of the mock's fetch", async () => {
    const token = await wrap({})
    mock.faults.lostResponse({ times: 1 })
    await expect(unwrap(token)).rejects.toThrow(TypeError)
    assert.equal((await unwrap(token)).status, 400)
  })

  it("combines faults, and affects only the given path", async () => {
    const token = await wrap({})
    mock.faults.lostResponse({ path: "sys/wrapping/unwrap", times: 1 })
    mock.faults.sealed({ times: 1 })
    assert.equal((await send("sys/wrapping/lookup", { body: { token } })).status, 503)
    await expect(unwrap(token)).rejects.toThrow(TypeError)
  })

  it("never lets a request arrive: the token stays valid", async () => {
    const token = await wrap({})
    mock.faults.neverArrived({ path: "sys/wrapping/unwrap", times: 1 })
    await expect(unwrap(token)).rejects.toThrow(TypeError)
    assert.deepInclude(mock.requests().at(-1), { path: "sys/wrapping/unwrap", lost: true })
    assert.equal((await unwrap(token)).status, 200)
  })

  it("cuts a response off in the middle: the token is used up, and the body fails", async () => {
    const token = await wrap({ password: "correct horse" })
    mock.faults.cutOff({ path: "sys/wrapping/unwrap", times: 1 })
    const response = await unwrap(token)
    assert.equal(response.status, 200)
    await expect(response.json()).rejects.toThrow(TypeError)
    assert.equal(mock.state(token), "unwrapped")
  })

  it.each([
    ["a 204", "auth/token/revoke-accessor", "POST"],
    ["HEAD", "sys/health", "HEAD"]
  ])("a fault of a response without a body never fails in the mock itself: %s", async (_, path, method) => {
    const { wrapInfo } = mock.wrap({})
    const sent = { method, token: mock.rootToken, ...(method === "POST" && { body: { accessor: wrapInfo.accessor } }) }
    mock.faults.cutOff({ path, times: 1 })
    const whole = await send(path, sent)
    assert.equal(whole.status, method === "POST" ? 204 : 200)
    assert.equal(await whole.text(), "")
    if (method === "POST") assert.equal(mock.state(wrapInfo), "revoked")
    const statuses = [
      [() => mock.faults.sealed({ times: 1 }), 503],
      [() => mock.faults.rateLimited(1, { times: 1 }), 429],
      [() => mock.faults.failing(502, { times: 1 }), 502],
      [() => mock.faults.redirected("https://active.example/", { times: 1 }), 307],
      ...[200, 204, 205, 304, 404].map((status) => [() => mock.faults.html({ status, times: 1 }), status] as const)
    ] as const
    for (const [fail, status] of statuses) {
      for (const isCut of [false, true]) {
        fail()
        if (isCut) mock.faults.cutOff({ times: 1 })
        assert.equal((await send(path, sent)).status, status)
      }
    }
    for (const lose of [() => mock.faults.lostResponse({ times: 1 }), () => mock.faults.neverArrived({ times: 1 })]) {
      lose()
      await expect(send(path, sent)).rejects.toThrow(TypeError)
    }
  })

  it("fails with a status of the server or of a gateway, without effect", async () => {
    const token = await wrap({})
    for (const status of [500, 502, 503]) {
      mock.faults.failing(status, { times: 1 })
      const refused = await unwrap(token)
      assert.equal(refused.status, status)
      assert.deepEqual(await errorsOf(refused), ["internal error"])
    }
    assert.equal(mock.state(token), "pending")
  })

  it("redirects, or answers with a page, without effect", async () => {
    const token = await wrap({})
    mock.faults.redirected("https://active.example/v1/sys/wrapping/unwrap", { times: 1 })
    const redirect = await unwrap(token)
    assert.equal(redirect.status, 307)
    assert.equal(redirect.headers.get("location"), "https://active.example/v1/sys/wrapping/unwrap")
    mock.faults.html({ times: 1 })
    mock.faults.html({ status: 502, times: 1 })
    for (const status of [200, 502]) {
      const page = await unwrap(token)
      assert.equal(page.status, status)
      assert.equal(page.headers.get("content-type"), "text/html")
      assert.include(await page.text(), "<!doctype html>")
    }
    assert.equal(mock.state(token), "pending")
  })

  it("is rejected at once if no operation has its path", async () => {
    const wrong = [
      "sys/wrapping/unwarp",
      "/sys/wrapping/unwrap",
      "v1/sys/wrapping/unwrap",
      "kv/data/db",
      "secret/db",
      ""
    ]
    for (const path of wrong) {
      assert.throws(
        () => mock.faults.lostResponse({ path }),
        `faults.lostResponse: no operation has the path "${path}"`
      )
    }
    const right = [
      "sys/wrapping/unwrap",
      "secret/data/a/b",
      "secret/metadata",
      "secret/metadata/a/",
      "cubbyhole/response"
    ]
    for (const path of right) mock.faults.slow(0, { path })
    const root = { token: mock.rootToken }
    assert.throws(() => mock.faults.sealed({ path: "auth/web/login" }), TypeError)
    await send("sys/auth/web", { ...root, body: { type: "approle" } })
    await send("sys/mounts/old", { ...root, body: { type: "kv" } })
    mock.faults.sealed({ path: "auth/web/login", times: 1 })
    mock.faults.sealed({ path: "old/any/path", times: 1 })
    assert.equal((await send("auth/web/login")).status, 503)
    assert.equal((await send("old/any/path", { ...root, method: "GET" })).status, 503)
  })

  it("rejects unknown options", () => {
    assert.throws(
      () => mock.faults.slow(5, { time: 1 } as object),
      "faults.slow: unknown option time. The options are path, times"
    )
    assert.throws(() => mock.faults.html({ code: 200 } as object), "The options are path, times, status")
    const wrong = () => {
      // @ts-expect-error -- the option is named times
      mock.faults.lostResponse({ time: 1 })
      // @ts-expect-error -- only an HTML page has a status of its own
      mock.faults.cutOff({ status: 500 })
    }
    assert.isFunction(wrong)
  })

  it("rejects invalid numbers", () => {
    assert.throws(() => mock.faults.sealed({ times: 0 }), RangeError)
    assert.throws(() => mock.faults.slow(NaN), RangeError)
    assert.throws(() => mock.faults.rateLimited(-1), RangeError)
    for (const status of [200, 499, 600, 500.5]) assert.throws(() => mock.faults.failing(status), RangeError)
    assert.throws(() => mock.faults.html({ status: 199 }), RangeError)
  })
})
