import { describe, expect, it } from "vitest"
import { envelopeText, gatewayErrors, unwrapped } from "../test/unwrapped-errors.ts"
import { envelope, invalid, lookedUp, scripted } from "../test/scripted-client.ts"
import * as Schema from "effect/Schema"
import { inspect } from "node:util"
import { InvalidArgumentError, PermissionDeniedError } from "./errors.ts"
import { wrappedFrom } from "./expectation.ts"
import type { Redacted } from "./redacted.ts"
import { readWrapInfo, reviveWrapInfo } from "./revive-wrap-info.ts"

/** A schema whose transformation fails, with an error that quotes the data. */
const failing = (value: unknown): never => {
  throw new TypeError(`boom ${JSON.stringify(value)}`)
}

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
    expect(receipt).toMatchObject({
      verdict: "received",
      response: { data: { zip: "zap" } },
      lookup: { creationTtl: 300 }
    })
    expect(sent).toHaveLength(2)
  })

  it.each([
    ["path", { expectedPath: "secret/bar" }],
    ["path", { expectedPath: "secret/+/foo" }],
    ["path", { expected: wrappedFrom({ path: ["secret", "+/foo/+"] }) }],
    ["path", { expectedPath: "secret/FOO" }],
    ["ttl", { expectedPath: "secret/foo", expectedTtl: 60 }],
    ["ttl", { expectedPath: "secret/foo", maxTtl: 299 }],
    ["ttl", { expected: wrappedFrom({ path: "secret/*", maxTtl: "4m59s" }) }],
    ["ttl", { expected: wrappedFrom({ path: "secret/*", ttl: "1m" }) }],
    ["age", { expected: wrappedFrom({ path: "secret/*", maxAge: "1m" }) }]
  ])("does not unwrap a token that is not as expected: %s", async (mismatch, expectation) => {
    const { client, sent } = scripted([lookedUp])
    expect(await client.receive({ token: "s.W", ...expectation })).toMatchObject({
      verdict: "tampered",
      mismatch,
      consumed: "no",
      lookup: { creationPath: "secret/foo" }
    })
    expect(sent.map(({ url }) => url)).toEqual(["/v1/sys/wrapping/lookup"])
  })

  it.each([0, -5])("does not unwrap a token whose TTL cannot be: %i", async (ttl) => {
    const lookup = envelope({
      creation_path: "secret/foo",
      creation_time: "2026-08-21T18:58:13.1Z",
      creation_ttl: ttl
    })
    for (const expectation of [
      { expectedPath: "secret/foo" },
      { expectedPath: "secret/foo", maxTtl: 300 },
      { expected: wrappedFrom({ path: "secret/foo", maxTtl: "5m" }) }
    ]) {
      const { client, sent } = scripted([lookup])
      expect(await client.receive({ token: "s.W", ...expectation })).toMatchObject({
        verdict: "tampered",
        mismatch: "ttl"
      })
      expect(sent).toHaveLength(1)
    }
  })

  it.each([
    [{}, /^expectedPath must be/],
    [{ expectedpath: "secret/foo" }, /no option expectedpath/],
    [{ expectedPath: "/secret/foo" }, /must not begin with a slash or v1/],
    [{ expectedPath: ["secret/bar", "v1/secret/foo"] }, /must not begin with a slash or v1/],
    [{ expectedPath: "secret/foo", maxTTL: 60 }, /no option maxTTL/],
    [{ expectedPath: "secret/foo", ttl: 60 }, /no option ttl/],
    [{ expectedPath: "secret/foo", timeout: 3 }, /no option timeout/],
    [{ expected: wrappedFrom({ path: "secret/foo" }), maxTtl: 60 }, /no option maxTtl/],
    [{ expectedPath: "" }, /^expectedPath must be/],
    [{ expectedPath: [] }, /^expectedPath must be/],
    [{ expectedPath: ["secret/foo", 5] }, /^expectedPath must be/],
    [{ expectedPath: "secret/foo", expectedTtl: "5m" }, /^expectedTtl must be/],
    [{ expectedPath: "secret/foo", maxTtl: NaN }, /^maxTtl must be/],
    [{ expected: undefined }, /^expected must be/],
    [{ expected: { path: "secret/foo" } }, /^expected must be/]
  ])("takes an expectation that is missing or misspelt for no sign of tampering: %j", async (expectation, message) => {
    const { client, sent } = scripted([lookedUp])
    const receiving = client.receive({ token: "s.W", ...expectation } as never)
    await expect(receiving).rejects.toThrow(message)
    await expect(receiving).rejects.toBeInstanceOf(InvalidArgumentError)
    expect(sent).toEqual([])
  })

  it("rejects a declared expectation without a path", () => {
    expect(() => wrappedFrom({ paths: "secret/foo" } as never)).toThrow(InvalidArgumentError)
    expect(() => wrappedFrom({ path: "/secret/foo" })).toThrow(InvalidArgumentError)
  })

  it("rejects a declared check that does not exist", () => {
    for (const check of [{ maxTTL: "1m" }, { expectedTtl: 60 }, { maxage: "1m" }])
      expect(() => wrappedFrom({ path: "secret/foo", ...check })).toThrow(/no option/)
  })

  it.each(["secret/+", "secret/*", "+/foo"])("takes no character of expectedPath for a pattern: %s", async (path) => {
    const { client, sent } = scripted([lookedUp, envelope({})])
    expect(await client.receive({ token: "s.W", expectedPath: path })).toMatchObject({
      verdict: "tampered",
      mismatch: "path"
    })
    expect(sent).toHaveLength(1)
    const other = scripted([lookedUp, envelope({})]).client
    expect(await other.receive({ token: "s.W", expected: wrappedFrom({ path }) })).toMatchObject({
      verdict: "received"
    })
  })

  it("reports an invalid token, at the lookup or at the unwrap", async () => {
    for (const [wasValid, responses] of [
      [false, [invalid]],
      [true, [lookedUp, invalid]]
    ] as const) {
      const { client } = scripted(responses)
      const receipt = await client.receive({ token: "s.W", expectedPath: "secret/foo" })
      expect(receipt).toMatchObject({ verdict: "intercepted", wasValid })
    }
  })

  const refused = () => Response.json({ errors: ["permission denied"] }, { status: 403 })
  const loginPage = () =>
    new Response("<html>", { headers: { "content-type": "text/html", "cache-control": "no-cache, no-store" } })
  const reset = () => Promise.reject(new Error("reset"))
  it.each([
    ["unreachable", "no", [reset]],
    ["refused", "no", [refused]],
    ["refused", "no", [() => Response.json({ errors: ["Vault is sealed"] }, { status: 503 })]],
    ["refused", "no", [() => new Response("<html>")]],
    ["refused", "no", [lookedUp, refused]],
    ["unknown", "maybe", [lookedUp, reset]],
    ["unknown", "maybe", [lookedUp, () => Response.json({ errors: [] }, { status: 500 })]],
    ["unknown", "maybe", [lookedUp, () => new Response("<html>")]],
    ["unknown", "maybe", [lookedUp, loginPage]],
    ["refused", "no", [() => new Response(null, { status: 204 })]],
    ["refused", "no", [() => Response.json({ message: "please log in" })]],
    ["unknown", "maybe", [lookedUp, () => new Response(null, { status: 204 })]],
    [
      "unknown",
      "maybe",
      [lookedUp, () => new Response(null, { status: 204, headers: { "cache-control": "no-store" } })]
    ],
    ["unknown", "maybe", [lookedUp, () => Response.json({ message: "please log in" })]],
    ["unknown", "maybe", [lookedUp, () => new Response("x".repeat(1001))]],
    ["refused", "yes", [lookedUp, unwrapped(404, envelopeText)]],
    ["refused", "yes", [lookedUp, unwrapped(400, envelopeText)]],
    ["refused", "yes", [lookedUp, unwrapped(500, envelopeText)]],
    ["refused", "yes", [lookedUp, unwrapped(404, "")]],
    ["refused", "no", [lookedUp, unwrapped(404, '{"errors":["namespace not found"]}')]],
    ["refused", "no", [lookedUp, unwrapped(405, '{"errors":[]}')]],
    ...gatewayErrors.map((response): [string, string, Array<() => Response>] => [
      "unknown",
      "maybe",
      [lookedUp, response]
    ]),
    ["refused", "no", [lookedUp, () => Response.json({ message: "blocked" }, { status: 403 })]],
    ["refused", "no", [lookedUp, () => Response.json({ message: "slow down" }, { status: 429 })]]
  ])(
    "is %s for another failure, and says whether the token may be used up: %s",
    async (verdict, consumed, responses) => {
      const { client } = scripted(responses as ReadonlyArray<() => Response>, { maxResponseBytes: 1000 })
      const receipt = await client.receive({ token: "s.TopSecretW", expectedPath: "secret/foo" })
      expect(receipt).toMatchObject({
        verdict,
        consumed,
        advice: expect.stringMatching(/\w/),
        error: expect.any(Error)
      })
      expect(inspect(receipt, { showHidden: true, depth: 9 }) + JSON.stringify(receipt)).not.toContain("TopSecret")
    }
  )

  describe("with the JSON of a backend", () => {
    const minuteAgo = new Date(Date.now() - 60_000).toISOString()
    const wrapInfo = {
      token: "s.TopSecretW",
      accessor: "A",
      ttl: 300,
      creation_time: minuteAgo,
      creation_path: "orders/7/key"
    }
    const json = { order: 7, key: { wrap_info: wrapInfo } }
    const found = (changes: object = {}) =>
      envelope({ creation_path: "orders/7/key", creation_time: minuteAgo, creation_ttl: 300, ...changes })
    const orderKey = wrappedFrom<{ key: string }>({ path: "orders/*/key", maxTtl: "5m", maxAge: "2m" })

    it("receives its token, and reports the accessor and the times but no secret", async () => {
      const { client, sent } = scripted([found(), envelope({ key: "correct horse" })])
      const receipt = await client.receive({ token: json, expected: orderKey })
      if (receipt.verdict !== "received") return expect.fail(receipt.advice)
      expect(receipt.response.data.key).toBe("correct horse")
      expect(sent.at(-1)?.headers["x-vault-token"]).toBe("s.TopSecretW")
      expect(receipt).toMatchObject({ accessor: "A", creationTime: new Date(minuteAgo), creationPath: "orders/7/key" })
      for (const printed of [inspect(receipt, { depth: 9 }), JSON.stringify(receipt)]) {
        expect(printed).not.toMatch(/TopSecret|correct horse/)
        expect(printed).toMatch(/"?key"?: ?"?<string>/)
      }
    })

    it.each([
      ["time", { creation_time: new Date(Date.now() - 30_000).toISOString() }],
      ["path", { creation_path: "orders/8/key" }],
      ["ttl", { creation_ttl: 3600 }]
    ])(
      "is tampered with if the lookup has another %s than the wrap info or the expectation",
      async (mismatch, changes) => {
        const { client, sent } = scripted([found(changes)])
        const receipt = await client.receive({ token: json, expected: orderKey })
        expect(receipt).toMatchObject({ verdict: "tampered", mismatch, accessor: "A" })
        expect(sent).toHaveLength(1)
      }
    )

    it.each([
      [["used", "revoked"], Date.now() - 60_000],
      // The clock of this machine may be behind the server's.
      [["used", "revoked", "expired"], Date.now() - 270_000],
      [["expired", "used", "revoked"], Date.now() - 600_000]
    ])("says what may have happened to an invalid token: %s", async (possible, time) => {
      const { client } = scripted([invalid])
      const token = { wrap_info: { ...wrapInfo, creation_time: new Date(time).toISOString() } }
      const receipt = await client.receive({ token, expected: orderKey })
      expect(receipt).toMatchObject({ verdict: "intercepted", possible, accessor: "A", wasValid: false })
    })

    it("is tampered with if the data does not match the schema, which is found after the unwrap", async () => {
      const schema = Schema.toStandardSchemaV1(Schema.Struct({ key: Schema.String }))
      const { client } = scripted([found(), envelope({ other: 1 })])
      const receipt = await client.receive({ token: json, expected: wrappedFrom({ path: "orders/+/key", schema }) })
      expect(receipt).toMatchObject({ verdict: "tampered", mismatch: "schema", consumed: "yes" })
    })

    it.each([
      ["throws", failing],
      ["rejects", async (value: unknown) => failing(value)],
      ["returns nothing", () => undefined as never]
    ])("is tampered with if the schema %s: the error is not thrown, and its text is nowhere", async (_, validate) => {
      const { client } = scripted([found(), envelope({ password: "hunter2" })])
      const schema = { "~standard": { version: 1, vendor: "test", validate } } as const
      const receipt = await client.receive({ token: json, expected: wrappedFrom({ path: "orders/+/key", schema }) })
      expect(receipt).toMatchObject({ verdict: "tampered", mismatch: "schema", consumed: "yes" })
      expect(inspect(receipt, { showHidden: true, depth: 9 }) + JSON.stringify(receipt)).not.toContain("hunter2")
    })

    it("is tampered with if the content is wrapped again [RW-SEC-1]", async () => {
      const { client } = scripted([found(), () => Response.json({ data: null, wrap_info: wrapInfo })])
      const receipt = await client.receive({ token: json, expected: orderKey })
      expect(receipt).toMatchObject({ verdict: "tampered", mismatch: "wrapped", consumed: "yes" })
      expect(inspect(receipt, { showHidden: true, depth: 9 }) + JSON.stringify(receipt)).not.toContain("TopSecret")
    })

    it.each([{}, { wrap_info: { token: "s.W" } }, { a: { wrap_info: wrapInfo }, b: { wrap_info: wrapInfo } }])(
      "rejects JSON without exactly one wrap info: %j",
      async (token) => {
        const { client, sent } = scripted([])
        await expect(client.receive({ token, expected: orderKey })).rejects.toThrow(/^The JSON has/)
        expect(sent).toHaveLength(0)
      }
    )

    it("is read by readWrapInfo and by reviveWrapInfo", () => {
      const info = readWrapInfo(json)
      expect(info).toMatchObject({ accessor: "A", ttl: 300, creationPath: "orders/7/key" })
      expect(info.token.reveal()).toBe("s.TopSecretW")
      expect(readWrapInfo(wrapInfo)).toEqual(info)
      const revived = JSON.parse(JSON.stringify(json), reviveWrapInfo) as { key: { wrap_info: unknown } }
      expect(inspect(revived)).not.toContain("TopSecret")
      expect(readWrapInfo(revived)).toBe(revived.key.wrap_info)
    })

    it.each([
      ["creation time", { creation_time: "soon" }],
      ["creation time", { creation_time: 5 }],
      ["expiration", { ttl: 1e300 }],
      ["accessor", { accessor: undefined }]
    ])("an invalid %s does not make JSON.parse fail, and its token is not printed", async (_, invalid) => {
      const given = { ...wrapInfo, ...invalid }
      const parsed = JSON.parse(JSON.stringify({ id: 7, key: { wrap_info: given } }), reviveWrapInfo) as {
        key: { wrap_info: { token: Redacted } }
      }
      expect(parsed).toMatchObject({ id: 7, key: { wrap_info: { creation_path: "orders/7/key" } } })
      expect(inspect(parsed, { depth: 9 }) + JSON.stringify(parsed)).not.toContain("TopSecret")
      expect(parsed.key.wrap_info.token.reveal()).toBe("s.TopSecretW")
      for (const json of [given, { key: { wrap_info: given } }, parsed])
        expect(() => readWrapInfo(json)).toThrow("The JSON has no wrap_info that is complete")
      // It is wrapped, although the client cannot read it.
      const { client } = scripted([() => Response.json({ wrap_info: given })])
      await expect(client.wrap({ a: 1 })).rejects.toMatchObject({ code: "UNEXPECTED_RESPONSE", reason: undefined })
    })

    it("needs valid durations", () => {
      for (const maxTtl of ["soon", 0, "-5m"]) {
        expect(() => wrappedFrom({ path: "a", maxTtl })).toThrow(/^maxTtl is not a positive duration/)
      }
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
