import { describe, expect, it } from "vitest"
import { envelope, invalid, lookedUp, scripted } from "../test/scripted-client.ts"
import { InvalidArgumentError, PermissionDeniedError } from "./errors.ts"

describe("lookup and receive", () => {
  it("looks a token up without the caller's token [RW-LK-2]", async () => {
    const { client, sent } = scripted([lookedUp])
    expect(await client.lookup("s.W")).toEqual({
      creationPath: "secret/foo",
      creationTtl: 300,
      creationTime: new Date("2026-08-21T18:58:13.1Z"),
      expiresAt: new Date("2026-08-21T19:03:13.1Z")
    })
    expect(sent[0]?.headers["x-vault-token"]).toBeUndefined()
    expect(sent[0]?.body).toEqual({ token: "s.W" })
  })

  it("unwraps a token that is as expected", async () => {
    const { client, sent } = scripted([lookedUp, envelope({ zip: "zap" })])
    const receipt = await client.receive({
      token: "s.W",
      expectedPath: ["secret/foo", "secret/bar"],
      expectedTtl: 300,
      maxTtl: 300
    })
    expect(receipt).toMatchObject({ outcome: "ok", response: { data: { zip: "zap" } }, lookup: { creationTtl: 300 } })
    expect(sent).toHaveLength(2)
  })

  it.each([
    ["pathMismatch", { expectedPath: "secret/bar" }],
    ["pathMismatch", { expectedPath: "secret/FOO" }],
    ["ttlMismatch", { expectedPath: "secret/foo", expectedTtl: 60 }],
    ["ttlMismatch", { expectedPath: "secret/foo", maxTtl: 299 }]
  ])("does not unwrap a token that is not as expected: %s", async (outcome, expectation) => {
    const { client, sent } = scripted([lookedUp])
    expect(await client.receive({ token: "s.W", ...expectation })).toMatchObject({
      outcome,
      lookup: { creationPath: "secret/foo" }
    })
    expect(sent.map(({ url }) => url)).toEqual(["/v1/sys/wrapping/lookup"])
  })

  it("reports an invalid token, at the lookup or at the unwrap", async () => {
    for (const responses of [[invalid], [lookedUp, invalid]]) {
      const { client } = scripted(responses)
      const receipt = await client.receive({ token: "s.W", expectedPath: "secret/foo" })
      expect(receipt.outcome).toBe("invalid")
    }
  })

  it.each([
    ["no", [() => Promise.reject(new Error("reset"))]],
    ["no", [lookedUp, () => Response.json({ errors: ["permission denied"] }, { status: 403 })]],
    ["maybe", [lookedUp, () => Promise.reject(new Error("reset"))]],
    ["maybe", [lookedUp, () => Response.json({ errors: [] }, { status: 500 })]],
    ["maybe", [lookedUp, () => new Response("<html>")]],
    ["yes", [lookedUp, () => Response.json({ request_id: "1", data: null }, { status: 404 })]]
  ])("says whether another failure may have used the token up: %s", async (consumed, responses) => {
    const { client } = scripted(responses as ReadonlyArray<() => Response>)
    expect(await client.receive({ token: "s.W", expectedPath: "secret/foo" })).toMatchObject({
      outcome: "unknown",
      consumed
    })
  })

  it("throws for invalid arguments and unexpected responses", async () => {
    const { client } = scripted([])
    await expect(client.lookup("")).rejects.toThrow(InvalidArgumentError)
    await expect(scripted([() => Response.json({}, { status: 403 })]).client.lookup("s.W")).rejects.toThrow(
      PermissionDeniedError
    )
    await expect(scripted([envelope({})]).client.lookup("s.W")).rejects.toThrow(/has no creation path/)
  })
})
