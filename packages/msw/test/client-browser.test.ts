import { afterEach, assert, describe, expect, it } from "vitest"
import {
  createBrowserClient,
  OutcomeUnknownError,
  RateLimitedError,
  SealedError,
  WrappingTokenInvalidError
} from "@enwrap/client-browser/full"
import { createBrowserClient as createLightClient } from "@enwrap/client-browser"
import { kvV2Read, kvV2Write } from "@enwrap/client-browser/operations"
import { createEnwrapMock } from "@enwrap/msw"

describe("the browser client against the mock", () => {
  const mock = createEnwrapMock()
  const sender = createBrowserClient({
    address: mock.baseUrl,
    token: mock.rootToken,
    fetch: mock.fetch,
    operations: { kvV2Read, kvV2Write }
  })
  const receiver = createBrowserClient({ address: mock.baseUrl, fetch: mock.fetch })

  afterEach(() => mock.reset())

  it("hands a secret over once", async () => {
    const { token } = await sender.wrap({ password: "correct horse" }, { ttl: "60s" })
    const envelope = await receiver.unwrap(token.reveal())
    assert.deepEqual(envelope.data, { password: "correct horse" })
    await expect(receiver.unwrap(token)).rejects.toThrow(WrappingTokenInvalidError)
  })

  it("detects that a token was intercepted or substituted", async () => {
    const first = await sender.wrap({ password: "correct horse" })
    await mock.attacker.unwraps(first.token)
    const expectedPath = "secret/data/db"
    assert.equal((await receiver.receive({ token: first.token, expectedPath })).verdict, "intercepted")

    await sender.operations.kvV2Write({ mount: "secret", path: "db", body: { data: { password: "correct horse" } } })
    const second = await sender.operations.kvV2Read({ mount: "secret", path: "db" }).wrapped("60s")
    const substitute = await mock.attacker.substitutes(second.token)
    assert.equal((await receiver.receive({ token: substitute.token, expectedPath })).verdict, "tampered")
  })

  it("reports an unknown outcome if the response to an unwrap is lost", async () => {
    const { token } = await sender.wrap({ password: "correct horse" })
    mock.faults.lostResponse({ path: "sys/wrapping/unwrap", times: 1 })
    await expect(receiver.unwrap(token)).rejects.toThrow(OutcomeUnknownError)
    assert.equal(mock.requests().filter(({ path }) => path === "sys/wrapping/unwrap").length, 1, "sent once")
  })

  it("does not take a login page in front of the server for the content of a token", async () => {
    const expectedPath = "secret/data/orders/17"
    const client = createLightClient({ address: mock.baseUrl, fetch: mock.fetch })
    const { wrapInfo } = mock.wrap({ key: "correct horse" }, { path: expectedPath })
    mock.faults.html({ path: "sys/wrapping/unwrap", times: 1 })
    const receipt = await client.receive({ token: wrapInfo.token, expectedPath })
    assert.equal(receipt.verdict, "unknown")
    assert.equal(mock.state(wrapInfo.token), "pending")
  })

  it("times out if a response is slow", async () => {
    const { token } = await sender.wrap({ password: "correct horse" })
    mock.faults.slow(60_000)
    await expect(receiver.unwrap(token, { timeoutMs: 5 })).rejects.toThrow(OutcomeUnknownError)
  })

  it("distinguishes a sealed server from a rate limit", async () => {
    const { token } = await sender.wrap({})
    mock.faults.sealed({ times: 1 })
    await expect(receiver.unwrap(token)).rejects.toThrow(SealedError)
    mock.faults.rateLimited(1, { times: 1 })
    await expect(receiver.unwrap(token)).rejects.toThrow(RateLimitedError)
    assert.deepEqual((await receiver.unwrap(token)).data, {})
  })

  it("rejects a token that has expired after the clock was advanced", async () => {
    const { token } = await sender.wrap({}, { ttl: 60 })
    mock.clock.advance("61s")
    await expect(receiver.lookup(token)).rejects.toThrow(WrappingTokenInvalidError)
  })
})
