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

  it("rejects invalid numbers", () => {
    assert.throws(() => mock.faults.sealed({ times: 0 }), RangeError)
    assert.throws(() => mock.faults.slow(NaN), RangeError)
    assert.throws(() => mock.faults.rateLimited(-1), RangeError)
  })
})
