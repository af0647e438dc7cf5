import { afterEach, assert, describe, expect, it, vi } from "vitest"
import { createEnwrapMock } from "@enwrap/msw"
import { sendTo, type Sent, unwrapIn, wrapIn } from "./hand-over.ts"

const mock = createEnwrapMock({ startTime: Date.UTC(2030, 0, 1) })
const { clock, fetch } = mock
const send = (path: string, sent?: Sent) => sendTo(mock, path, sent, fetch)
const wrap = (payload: object, ttl?: string) => wrapIn(mock, payload, ttl, fetch)
const unwrap = (token: string) => unwrapIn(mock, token, fetch)
const errorsOf = async (response: Response) => ((await response.json()) as { errors: ReadonlyArray<string> }).errors

afterEach(() => mock.reset())

describe("the clock", () => {
  it("starts where it is told, and is what the server lives by", async () => {
    assert.equal(clock.now(), Date.UTC(2030, 0, 1))
    clock.advance("1h30m")
    const wrapped = await send("sys/wrapping/wrap", { token: mock.rootToken, wrapTtl: "60", body: {} })
    const { wrap_info: info } = (await wrapped.json()) as { wrap_info: { creation_time: string } }
    assert.equal(Date.parse(info.creation_time), Date.UTC(2030, 0, 1, 1, 30))
  })

  it("is set, forwards and back", async () => {
    const token = await wrap({}, "60s")
    clock.set(new Date("2030-01-01T00:00:59.999Z"))
    assert.equal((await send("sys/wrapping/lookup", { body: { token } })).status, 200)
    clock.set(Date.UTC(2030, 0, 1, 0, 1))
    assert.equal((await send("sys/wrapping/lookup", { body: { token } })).status, 400)
    clock.set(Date.UTC(2029, 0, 1))
    assert.equal(clock.now(), Date.UTC(2029, 0, 1))
  })

  it("lets everything expire at once, tokens of callers too", async () => {
    const created = await send("auth/token/create", {
      token: mock.rootToken,
      body: { ttl: "1h", policies: ["default"] }
    })
    const { auth } = (await created.json()) as { auth: { client_token: string } }
    const self = () => send("auth/token/lookup-self", { method: "GET", token: auth.client_token })
    clock.advance(3599)
    assert.equal((await self()).status, 200)
    clock.advance(1)
    assert.equal((await self()).status, 403)
  })

  it("RW-LE-11: takes back what ends with a token before the next answer", async () => {
    const root = mock.rootToken
    const json = async <A>(response: Promise<Response>) => (await (await response).json()) as A
    await send("sys/mounts/pki", { token: root, body: { type: "pki" } })
    await send("pki/root/generate/internal", { token: root, body: { common_name: "ca.example", key_type: "ec" } })
    const role = { allow_any_name: true, generate_lease: true, key_type: "ec" }
    await send("pki/roles/web", { token: root, body: role })
    await send("sys/policies/acl/web", {
      token: root,
      body: { policy: `path "pki/issue/web" { capabilities = ["update"] }` }
    })
    const { auth } = await json<{ auth: { client_token: string } }>(
      send("auth/token/create", { token: root, body: { policies: ["web"], ttl: "60s" } })
    )
    const { data } = await json<{ data: { serial_number: string } }>(
      send("pki/issue/web", { token: auth.client_token, body: { common_name: "web.example", ttl: "1h" } })
    )
    const revoked = async () => {
      const certificate = send(`pki/cert/${data.serial_number}`, { method: "GET", token: root })
      return (await json<{ data: { revocation_time: number } }>(certificate)).data.revocation_time
    }
    clock.advance("59s")
    assert.equal(await revoked(), 0)
    clock.advance("1s")
    assert.equal(await revoked(), Date.UTC(2030, 0, 1, 0, 1) / 1000)
  })

  it("refuses what is no time", () => {
    for (const wrong of ["", "soon", "-1s", -1, NaN]) assert.throws(() => clock.advance(wrong), RangeError)
    assert.throws(() => clock.set(new Date(NaN)), RangeError)
    assert.throws(() => createEnwrapMock({ startTime: Infinity }), RangeError)
    assert.equal(clock.now(), Date.UTC(2030, 0, 1))
  })

  it("goes on by itself if it is real, and can be turned as well", async () => {
    vi.useFakeTimers({ now: Date.UTC(2031, 0, 1) })
    try {
      const real = createEnwrapMock({ clock: "real" })
      vi.setSystemTime(Date.UTC(2031, 0, 1, 0, 0, 5))
      assert.equal(real.clock.now(), Date.UTC(2031, 0, 1, 0, 0, 5))
      real.clock.advance("1m")
      assert.equal(real.clock.now(), Date.UTC(2031, 0, 1, 0, 1, 5))
    } finally {
      vi.useRealTimers()
    }
  })

  it("needs no timers: all works while a test fakes them", async () => {
    vi.useFakeTimers()
    try {
      const answers = await Promise.all(Array.from({ length: 20 }, async () => (await unwrap(await wrap({}))).status))
      assert.deepEqual(new Set(answers), new Set([200]))
    } finally {
      vi.useRealTimers()
    }
  })
})

describe("faults", () => {
  it("seals the server: nothing happens, and it says so", async () => {
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

  it("limits the rate, so many times", async () => {
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

  it("keeps an answer back until the clock is turned", async () => {
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

  it("loses an answer, for whoever is given the mock's fetch", async () => {
    const token = await wrap({})
    mock.faults.lostResponse({ times: 1 })
    await expect(unwrap(token)).rejects.toThrow(TypeError)
    assert.equal((await unwrap(token)).status, 400)
  })

  it("adds faults up, and befalls only the path that it is told", async () => {
    const token = await wrap({})
    mock.faults.lostResponse({ path: "sys/wrapping/unwrap", times: 1 })
    mock.faults.sealed({ times: 1 })
    assert.equal((await send("sys/wrapping/lookup", { body: { token } })).status, 503)
    await expect(unwrap(token)).rejects.toThrow(TypeError)
  })

  it("refuses numbers that mean nothing", () => {
    assert.throws(() => mock.faults.sealed({ times: 0 }), RangeError)
    assert.throws(() => mock.faults.slow(NaN), RangeError)
    assert.throws(() => mock.faults.rateLimited(-1), RangeError)
  })
})

describe("the attacker", () => {
  it("RW-SU-2 unwraps first: the receiver notices", async () => {
    const token = await wrap({ password: "correct horse" })
    assert.deepInclude((await mock.attacker.unwrap(token)) as object, { data: { password: "correct horse" } })
    assert.deepEqual(await errorsOf(await unwrap(token)), ["wrapping token is not valid or does not exist"])
    assert.deepEqual(
      mock.requests().map(({ path }) => path),
      ["sys/wrapping/wrap", "sys/wrapping/unwrap"]
    )
  })

  it("rewraps: the receiver's token is dead, the attacker's has the same creation path", async () => {
    const token = await wrap({ password: "correct horse" })
    const stolen = await mock.attacker.rewrap({ reveal: () => token })
    assert.equal(stolen.creation_path, "sys/wrapping/wrap")
    assert.equal((await unwrap(token)).status, 400)
    assert.equal((await unwrap(stolen.token)).status, 200)
  })

  it("substitutes: only the creation path gives it away", async () => {
    await send("secret/data/db", { token: mock.rootToken, body: { data: { password: "correct horse" } } })
    const read = await send("secret/data/db", { method: "GET", token: mock.rootToken, wrapTtl: "90s" })
    const { wrap_info: info } = (await read.json()) as { wrap_info: { token: string; creation_path: string } }
    assert.equal(info.creation_path, "secret/data/db")
    const substitute = await mock.attacker.substitute(info.token)
    assert.deepInclude(substitute, { creation_path: "sys/wrapping/wrap", ttl: 90 })
    assert.include(await (await unwrap(substitute.token)).text(), "correct horse")
  })

  it("fails aloud when it comes too late, without the token", async () => {
    const token = await wrap({})
    await unwrap(token)
    const error = await mock.attacker.unwrap(token).catch((error: unknown) => error)
    assert.instanceOf(error, Error)
    assert.notInclude(String((error as Error).stack), token)
  })
})

describe("the mock", () => {
  it("RW-SU-3 lets one of 50 unwraps at the same time win", async () => {
    const token = await wrap({})
    const answers = await Promise.all(Array.from({ length: 50 }, () => unwrap(token)))
    assert.equal(answers.filter(({ status }) => status === 200).length, 1)
    assert.equal(answers.filter(({ status }) => status === 400).length, 49)
  })

  it("begins anew when it is reset", async () => {
    const token = await wrap({})
    const { rootToken } = mock
    mock.faults.slow(1000, { times: 1 })
    const onItsWay = send("sys/health", { method: "GET" })
    await send("sys/seal-status", { method: "GET" })
    mock.faults.sealed()
    clock.advance("59s")
    mock.reset()
    assert.equal((await onItsWay).status, 200)
    assert.deepEqual(mock.requests(), [])
    assert.equal(clock.now(), Date.UTC(2030, 0, 1))
    assert.equal((await unwrap(token)).status, 400)
    assert.equal(mock.rootToken, rootToken)
    assert.equal((await send("auth/token/lookup-self", { method: "GET", token: rootToken })).status, 200)
  })

  it("mounts what it is told", async () => {
    const kv1 = createEnwrapMock({ mounts: [{ path: "kv/", type: "kv", options: { version: "1" } }] })
    const token = kv1.rootToken
    assert.equal((await sendTo(kv1, "kv/a", { token, body: { x: 1 } }, kv1.fetch)).status, 204)
    assert.equal((await sendTo(kv1, "secret/data/a", { method: "GET", token }, kv1.fetch)).status, 404)
  })

  it("allows only the origins that it is told", async () => {
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

  it("refuses an address that is none", () => {
    for (const baseUrl of ["", "/v1", "127.0.0.1:8200", "ftp://127.0.0.1"]) {
      assert.throws(() => createEnwrapMock({ baseUrl }), TypeError, /baseUrl/)
    }
  })

  it("has a fetch that answers nothing else, and heeds a signal", async () => {
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
