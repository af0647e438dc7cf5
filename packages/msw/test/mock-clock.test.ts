import { afterEach, assert, describe, it, vi } from "vitest"
import { createEnwrapMock } from "@enwrap/msw"
import { clock, mock, send, unwrap, wrap } from "./direct-mock.ts"

afterEach(() => mock.reset())

describe("the clock", () => {
  it("starts at the given time, and is the clock of the server", async () => {
    assert.equal(clock.now(), Date.UTC(2030, 0, 1))
    clock.advance("1h30m")
    const wrapped = await send("sys/wrapping/wrap", { token: mock.rootToken, wrapTtl: "60", body: {} })
    const { wrap_info: info } = (await wrapped.json()) as { wrap_info: { creation_time: string } }
    assert.equal(Date.parse(info.creation_time), Date.UTC(2030, 0, 1, 1, 30))
  })

  it("can be set forward and back", async () => {
    const token = await wrap({}, "60s")
    clock.set(new Date("2030-01-01T00:00:59.999Z"))
    assert.equal((await send("sys/wrapping/lookup", { body: { token } })).status, 200)
    clock.set(Date.UTC(2030, 0, 1, 0, 1))
    assert.equal((await send("sys/wrapping/lookup", { body: { token } })).status, 400)
    clock.set(Date.UTC(2029, 0, 1))
    assert.equal(clock.now(), Date.UTC(2029, 0, 1))
  })

  it("lets wrapping tokens and callers' tokens expire at once", async () => {
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

  it("RW-LE-11: revokes the certificates of an expired token before the next response", async () => {
    const root = mock.rootToken
    const json = async <A>(response: Promise<Response>) => (await (await response).json()) as A
    await send("sys/mounts/pki", { token: root, body: { type: "pki" } })
    await send(["pki", "root", "generate", "internal"].join("/"), {
      token: root,
      body: { common_name: "ca.example", key_type: "ec" }
    })
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

  it("rejects invalid durations and times", () => {
    for (const invalid of ["", "soon", "-1s", -1, NaN]) assert.throws(() => clock.advance(invalid), RangeError)
    assert.throws(() => clock.set(new Date(NaN)), RangeError)
    assert.throws(() => createEnwrapMock({ startTime: Infinity }), RangeError)
    assert.equal(clock.now(), Date.UTC(2030, 0, 1))
  })

  it("follows real time if it is real, and can be advanced too", async () => {
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

  it("follows faked timers from the moment on at which a test fakes them", async () => {
    const { clock, ...own } = createEnwrapMock()
    const { token } = own.wrap({}, { ttl: "60s" }).wrapInfo
    vi.useFakeTimers()
    try {
      assert.equal(clock.now(), Date.now())
      vi.advanceTimersByTime(59_000)
      assert.equal(own.state(token), "pending")
      vi.advanceTimersByTime(1_000)
      assert.equal(own.state(token), "expired")
      clock.advance("1h")
      assert.equal(clock.now(), Date.now() + 3_600_000)
    } finally {
      vi.useRealTimers()
    }
    const stopped = clock.now()
    await new Promise((resolve) => setTimeout(resolve, 2))
    assert.equal(clock.now(), stopped, "only the test advances it again")
  })

  it("takes the date of faked timers, unless the test has chosen one", () => {
    const [free, chosen, set] = [createEnwrapMock(), createEnwrapMock({ startTime: 0 }), createEnwrapMock()]
    set.clock.set(1_000)
    vi.useFakeTimers({ now: Date.UTC(2040, 0, 1) })
    try {
      assert.equal(free.clock.now(), Date.UTC(2040, 0, 1))
      assert.equal(chosen.clock.now(), 0)
      assert.equal(set.clock.now(), 1_000)
      vi.advanceTimersByTime(5_000)
      assert.deepEqual(
        [free, chosen, set].map(({ clock }) => clock.now() % 10_000),
        [5_000, 5_000, 6_000]
      )
      chosen.reset()
      assert.equal(chosen.clock.now(), 0)
    } finally {
      vi.useRealTimers()
    }
  })

  it("writes nothing to the console when a test fakes a later date", async () => {
    const own = createEnwrapMock()
    const printed = vi.spyOn(console, "log")
    const health = () => own.fetch(`${own.baseUrl}/v1/sys/health`)
    try {
      await health()
      vi.useFakeTimers({ now: Date.now() + 86_400_000, toFake: ["Date", "setTimeout", "clearTimeout"] })
      await health()
      vi.setSystemTime(Date.now() + 86_400_000)
      await health()
      own.clock.advance("24h")
      await health()
      assert.deepEqual(printed.mock.calls, [])
    } finally {
      vi.useRealTimers()
      printed.mockRestore()
    }
  })

  it("lets tokens expire when a test fakes timers anew, or fakes an earlier date", () => {
    const own = createEnwrapMock()
    try {
      for (const now of [Date.now(), Date.now(), Date.UTC(2020, 0, 1)]) {
        vi.useFakeTimers({ now })
        const { wrapInfo } = own.wrap({}, { ttl: "60s" })
        vi.advanceTimersByTime(59_000)
        assert.equal(own.state(wrapInfo), "pending")
        vi.advanceTimersByTime(1_000)
        assert.equal(own.state(wrapInfo), "expired")
        vi.useRealTimers()
      }
      vi.useFakeTimers({ now: Date.UTC(2020, 0, 1) })
      own.reset()
      assert.equal(own.clock.now(), Date.UTC(2020, 0, 1))
      assert.equal(Date.parse(own.wrap({}).wrapInfo.creation_time), Date.UTC(2020, 0, 1))
    } finally {
      vi.useRealTimers()
    }
  })

  it("delivers a slow response when faked timers are advanced", async () => {
    vi.useFakeTimers()
    try {
      const token = await wrap({})
      mock.faults.slow(2_000, { times: 1 })
      let arrived = false
      const slow = unwrap(token).then((response) => {
        arrived = true
        return response
      })
      await vi.advanceTimersByTimeAsync(1_999)
      assert.isFalse(arrived)
      await vi.advanceTimersByTimeAsync(1)
      assert.equal((await slow).status, 200)
    } finally {
      vi.useRealTimers()
    }
  })

  it("follows the timers of Jest, and a date that is faked alone", async () => {
    const { ModernFakeTimers } = await import("@jest/fake-timers")
    const project = { fakeTimers: {}, rootDir: import.meta.dirname } as ConstructorParameters<
      typeof ModernFakeTimers
    >[0]["config"]
    const jest = new ModernFakeTimers({ config: project, global: globalThis })
    const own = createEnwrapMock()
    const { token } = own.wrap({}, { ttl: "60s" }).wrapInfo
    // Everything is faked, nextTick and queueMicrotask included.
    jest.useFakeTimers()
    try {
      const answered = await own.fetch(`${own.baseUrl}/v1/sys/health`)
      assert.equal(answered.status, 200)
      jest.advanceTimersByTime(60_000)
      assert.equal(own.state(token), "expired")
    } finally {
      jest.useRealTimers()
    }
    const dated = createEnwrapMock()
    vi.useFakeTimers({ toFake: ["setTimeout"], now: Date.UTC(2050, 0, 1) })
    assert.equal(dated.clock.now(), Date.UTC(2050, 0, 1))
    vi.useRealTimers()
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2051, 0, 1) })
    assert.equal(dated.clock.now(), Date.UTC(2051, 0, 1))
    vi.useRealTimers()
  })

  it("needs no timers, and works while a test fakes them", async () => {
    vi.useFakeTimers()
    try {
      const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await unwrap(await wrap({}))).status))
      assert.deepEqual(new Set(statuses), new Set([200]))
    } finally {
      vi.useRealTimers()
    }
  })
})
