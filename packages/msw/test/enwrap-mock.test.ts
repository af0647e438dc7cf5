import { afterEach, assert, describe, expect, it, vi } from "vitest"
import { kvV1 } from "@enwrap/engines"
import { createEnwrapMock } from "@enwrap/msw"
import type { Engine } from "@enwrap/server/engine"
import { clock, errorsOf, fetch, mock, send, unwrap, wrap } from "./direct-mock.ts"
import { sendTo } from "./hand-over.ts"

const PKI_ROOT = "pki/root"

afterEach(() => mock.reset())

describe("the attacker", () => {
  it("RW-SU-2 unwraps first, and the receiver notices", async () => {
    const token = await wrap({ password: "correct horse" })
    assert.deepInclude((await mock.attacker.unwraps(token)) as object, { data: { password: "correct horse" } })
    assert.deepEqual(await errorsOf(await unwrap(token)), ["wrapping token is not valid or does not exist"])
    assert.deepEqual(
      mock.requests().map(({ path }) => path),
      ["sys/wrapping/wrap", "sys/wrapping/unwrap"]
    )
  })

  it("rewraps: the receiver's token is used up, and the attacker's has the same creation path", async () => {
    const token = await wrap({ password: "correct horse" })
    const stolen = await mock.attacker.rewraps({ reveal: () => token })
    assert.equal(stolen.creation_path, "sys/wrapping/wrap")
    assert.equal((await unwrap(token)).status, 400)
    assert.equal((await unwrap(stolen.token)).status, 200)
  })

  it("substitutes the token, and only the creation path is different", async () => {
    await send("secret/data/db", { token: mock.rootToken, body: { data: { password: "correct horse" } } })
    const read = await send("secret/data/db", { method: "GET", token: mock.rootToken, wrapTtl: "90s" })
    const { wrap_info: info } = (await read.json()) as { wrap_info: { token: string; creation_path: string } }
    assert.equal(info.creation_path, "secret/data/db")
    const substitute = await mock.attacker.substitutes(info.token)
    assert.deepInclude(substitute, { creation_path: "sys/wrapping/wrap", ttl: 90 })
    assert.include(await (await unwrap(substitute.token)).text(), "correct horse")
  })

  it("rejects if the token is used up, without quoting it", async () => {
    const token = await wrap({})
    await unwrap(token)
    const error = await mock.attacker.unwraps(token).catch((error: unknown) => error)
    assert.instanceOf(error, Error)
    assert.notInclude(String((error as Error).stack), token)
  })
})

describe("the mock", () => {
  it("RW-SU-3 lets one of 50 simultaneous unwraps succeed", async () => {
    const token = await wrap({})
    const responses = await Promise.all(Array.from({ length: 50 }, () => unwrap(token)))
    assert.equal(responses.filter(({ status }) => status === 200).length, 1)
    assert.equal(responses.filter(({ status }) => status === 400).length, 49)
  })

  it("starts again when it is reset", async () => {
    const token = await wrap({})
    const { rootToken } = mock
    mock.faults.slow(1000, { times: 1 })
    const delayed = send("sys/health", { method: "GET" })
    await send("sys/seal-status", { method: "GET" })
    mock.faults.sealed()
    clock.advance("59s")
    mock.reset()
    assert.equal((await delayed).status, 200)
    assert.deepEqual(mock.requests(), [])
    assert.equal(clock.now(), Date.UTC(2030, 0, 1))
    assert.equal((await unwrap(token)).status, 400)
    assert.equal(mock.rootToken, rootToken)
    assert.equal((await send("auth/token/lookup-self", { method: "GET", token: rootToken })).status, 200)
  })

  it("has the given mounts", async () => {
    const kv1 = createEnwrapMock({ mounts: [{ path: "kv/", type: "kv", options: { version: "1" } }] })
    const token = kv1.rootToken
    assert.equal((await sendTo(kv1, "kv/a", { token, body: { x: 1 } }, kv1.fetch)).status, 204)
    assert.equal((await sendTo(kv1, "secret/data/a", { method: "GET", token }, kv1.fetch)).status, 404)
  })

  it("has a pki mount from the start, although its code is loaded lazily", async () => {
    const own: Engine = { ...kvV1, type: "own" }
    const mounts = [
      { path: "pki/", type: "pki" },
      { path: "own/", type: "own" }
    ]
    const withPki = createEnwrapMock({ engines: [own], mounts })
    withPki.faults.slow(0, { path: "pki/issue/web", times: 1 })
    const body = { common_name: "ca.example", key_type: "ec" }
    const token = withPki.rootToken
    const created = await sendTo(withPki, `${PKI_ROOT}/generate/internal`, { token, body }, withPki.fetch)
    assert.equal(created.status, 200)
    assert.equal((await sendTo(withPki, "own/a", { token, body: { x: 1 } }, withPki.fetch)).status, 204)
    withPki.reset()
    assert.equal((await sendTo(withPki, "pki/roles/web", { token, body: {} }, withPki.fetch)).status, 200)
    const twice = createEnwrapMock({ mounts: [...mounts.slice(0, 1), ...mounts.slice(0, 1)] })
    await expect(twice.fetch(`${twice.baseUrl}/v1/sys/health`)).rejects.toThrow("the mock could not mount pki/: ")
  })

  it("allows only the given origins", async () => {
    const strict = createEnwrapMock({ allowedOrigins: ["https://app.example"] })
    const from = (origin: string) => sendTo(strict, "sys/health", { method: "GET", headers: { origin } }, strict.fetch)
    assert.equal((await from("https://app.example")).headers.get("access-control-allow-origin"), "https://app.example")
    assert.isNull((await from("https://evil.example")).headers.get("access-control-allow-origin"))
  })

  it("logs requests without secrets", async () => {
    const token = await wrap({ password: "correct horse" })
    await send(`secret/data/${token}?secret=query-secret`, { method: "GET", token: mock.rootToken })
    await send(`secret/data/${encodeURIComponent(mock.rootToken)}`, {
      method: "GET",
      headers: { authorization: `Bearer ${mock.rootToken}` }
    })
    assert.deepEqual(mock.requests(), [
      { method: "POST", path: "sys/wrapping/wrap", hasToken: true, status: 200, lost: false },
      { method: "GET", path: "secret/data/[redacted]", hasToken: true, status: 404, lost: false },
      { method: "GET", path: "secret/data/[redacted]", hasToken: true, status: 404, lost: false }
    ])
  })

  it("has an address with a path", async () => {
    const below = createEnwrapMock({ baseUrl: "https://app.example/vault/" })
    assert.equal(below.baseUrl, "https://app.example/vault")
    assert.equal((await below.fetch("https://app.example/vault/v1/sys/health")).status, 200)
    await expect(below.fetch("https://app.example/v1/sys/health")).rejects.toThrow(TypeError)
    await expect(below.fetch("https://app.example/vaults/v1/sys/health")).rejects.toThrow(TypeError)
  })

  it("has a relative address: on the page's origin, and on every origin without a page", async () => {
    const relative = createEnwrapMock({ baseUrl: "/vault" })
    assert.equal(relative.baseUrl, "/vault")
    assert.equal((await relative.fetch("/vault/v1/sys/health")).status, 200)
    assert.equal((await relative.fetch("https://app.example/vault/v1/sys/health")).status, 200)
    vi.stubGlobal("location", { origin: "https://app.example" })
    assert.equal((await relative.fetch("/vault/v1/sys/health")).status, 200)
    await expect(relative.fetch("https://other.example/vault/v1/sys/health")).rejects.toThrow(TypeError)
    vi.unstubAllGlobals()
    assert.equal((await createEnwrapMock({ baseUrl: "/" }).fetch("/v1/sys/health")).status, 200)
  })

  it("rejects an invalid address", () => {
    for (const baseUrl of ["", "/v1", "127.0.0.1:8200", "ftp://127.0.0.1", "//a.example", "https://a.example?b"]) {
      assert.throws(() => createEnwrapMock({ baseUrl }), TypeError, /baseUrl/)
    }
  })

  it("has a fetch that serves only its address, and supports a signal", async () => {
    await expect(fetch("http://127.0.0.1:8200/v2/secret")).rejects.toThrow(TypeError)
    await expect(fetch("http://vault.example/v1/sys/health")).rejects.toThrow(TypeError)
    await expect(send("sys/health", { method: "GET", signal: AbortSignal.abort() })).rejects.toThrow("abort")
    assert.deepEqual(mock.requests(), [])

    const token = await wrap({})
    mock.faults.slow(1000, { times: 1 })
    const controller = new AbortController()
    const aborted = send("sys/wrapping/unwrap", { token, signal: controller.signal })
    assert.equal((await unwrap(token)).status, 400)
    controller.abort()
    await expect(aborted).rejects.toThrow("abort")
  })
})
