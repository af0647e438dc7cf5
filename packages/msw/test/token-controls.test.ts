import { afterEach, assert, describe, it } from "vitest"
import { createEnwrapMock } from "@enwrap/msw"
import { mock, send, unwrap, wrap } from "./direct-mock.ts"

afterEach(() => mock.reset())

const rewrap = (token: string) => send("sys/wrapping/rewrap", { token: mock.rootToken, body: { token } })

describe("mock.state", () => {
  it("says what became of a token", async () => {
    const [unused, unwrapped, rewrapped, revoked] = await Promise.all(["1", "2", "3", "4"].map((n) => wrap({ n })))
    await unwrap(unwrapped!)
    await rewrap(rewrapped!)
    mock.revoke(revoked!)
    assert.equal(mock.state(unused!), "pending")
    assert.equal(mock.state(unwrapped!), "unwrapped")
    assert.equal(mock.state(rewrapped!), "rewrapped")
    assert.equal(mock.state(revoked!), "revoked")
    assert.equal(mock.state("s.somebody-elses-token"), "unknown")
    mock.expire(unused!)
    assert.equal(mock.state(unused!), "expired")
    assert.equal(mock.state(unwrapped!), "unwrapped")
    mock.reset()
    assert.equal(mock.state(unwrapped!), "unknown")
  })

  it("does not use the token up, and takes wrap infos and redacted tokens", async () => {
    const { wrapInfo } = mock.wrap({ password: "correct horse" })
    assert.equal(mock.state(wrapInfo), "pending")
    assert.equal(mock.state({ reveal: () => wrapInfo.token }), "pending")
    assert.equal((await unwrap(wrapInfo.token)).status, 200)
  })

  it("knows a token that was revoked by its accessor, and one that an old client unwrapped", async () => {
    const { accessor, token } = mock.wrap({}).wrapInfo
    await send("auth/token/revoke-accessor", { token: mock.rootToken, body: { accessor } })
    assert.equal(mock.state(token), "revoked")
    const old = await wrap({})
    await send("cubbyhole/response", { method: "GET", token: old })
    assert.equal(mock.state(old), "unwrapped")
  })
})

describe("mock.revoke and mock.expire", () => {
  it("revokes and expires for everyone", async () => {
    const [revoked, expired] = [mock.wrap({}).wrapInfo, mock.wrap({}, { ttl: "1h" }).wrapInfo]
    mock.revoke(revoked)
    assert.equal((await unwrap(revoked.token)).status, 400)
    const before = mock.clock.now()
    mock.expire(expired)
    assert.equal(mock.clock.now() - before, 3_600_000)
    assert.equal((await unwrap(expired.token)).status, 400)
    mock.expire(expired)
    assert.equal(mock.clock.now() - before, 3_600_000)
  })

  it("revokes the token of a caller", async () => {
    const created = await send("auth/token/create", { token: mock.rootToken, body: { policies: ["default"] } })
    const { auth } = (await created.json()) as { auth: { client_token: string } }
    mock.revoke(auth.client_token)
    assert.equal((await send("auth/token/lookup-self", { method: "GET", token: auth.client_token })).status, 403)
  })

  it("throws for a token that is not valid, without quoting it", async () => {
    const token = await wrap({})
    await unwrap(token)
    assert.throws(() => mock.revoke(token), "mock.revoke: the token is not valid")
    assert.throws(() => mock.expire("s.unknown"), "mock.expire: the mock has not handed out this wrapping token")
  })
})

describe("mock.log", () => {
  it("says what happened, without secrets", async () => {
    const token = await wrap({ password: "correct horse" })
    mock.clock.advance("2s")
    await mock.attacker.unwraps(token)
    mock.faults.neverArrived({ times: 1 })
    await unwrap(token).catch(() => undefined)
    await unwrap(token)
    mock.wrap({ password: "correct horse" }, { path: `secret/data/${mock.rootToken}` })
    assert.deepEqual(mock.log, [
      "+0.000s     app       POST sys/wrapping/wrap 200: wrapping token 1, 60s, from sys/wrapping/wrap",
      "+2.000s     attacker  POST sys/wrapping/unwrap 200 with wrapping token 1",
      "+2.000s     fault     neverArrived on POST sys/wrapping/unwrap",
      "+2.000s     app       POST sys/wrapping/unwrap 400 with wrapping token 1",
      "+2.000s     mock      POST sys/wrapping/wrap 200: wrapping token 2, 300s, from secret/data/[redacted]"
    ])
    mock.reset()
    assert.deepEqual(mock.log, [])
  })
})

it("rejects unknown options of the mock", () => {
  const misspelt = { baseURL: "http://127.0.0.1" } as object
  assert.throws(
    () => createEnwrapMock(misspelt),
    /createEnwrapMock: unknown option baseURL\. The options are baseUrl, /
  )
})
