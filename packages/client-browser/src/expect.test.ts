import { wrappedFrom as coreWrappedFrom, type Envelope } from "@enwrap/client"
import * as Schema from "effect/Schema"
import { inspect } from "node:util"
import { describe, expect, expectTypeOf, it, vi } from "vitest"
import { envelopeText, unwrapped } from "../../client/test/unwrapped-errors.ts"
import { createBrowserClient } from "./browser-client.ts"
import { ClientError } from "./client-error.ts"
import { receiveFrom, wrappedFrom } from "./expect.ts"
import { createBrowserClient as createFullClient } from "./full-client.ts"
import { advise } from "./hints.ts"

const minuteAgo = new Date(Date.now() - 60_000).toISOString()
const wrapInfo = {
  token: "s.TopSecretWrapped",
  accessor: "A",
  ttl: 300,
  creation_time: minuteAgo,
  creation_path: "orders/7/key"
}
const json = { order: 7, key: { wrap_info: wrapInfo } }
const found = { creation_path: "orders/7/key", creation_time: minuteAgo, creation_ttl: 300 }
const schema = Schema.toStandardSchemaV1(Schema.Struct({ key: Schema.String }))

const invalidToken = Response.json({ errors: ["wrapping token is not valid or does not exist"] }, { status: 400 })

/** A schema whose transformation fails, with an error that quotes the data. */
const failing = (value: unknown): never => {
  throw new TypeError(`boom ${JSON.stringify(value)}`)
}

const answering = (looked: object, unwrapped: () => Response = () => Response.json({ data: { key: "k" } })) => {
  const fetch = vi.fn<(url: string) => Promise<Response>>(async (url) =>
    url.endsWith("lookup") ? Response.json({ data: looked }) : unwrapped()
  )
  return { fetch, client: createBrowserClient({ address: "https://vault.example", fetch }) }
}

describe("receiveFrom", () => {
  const orderKey = wrappedFrom<{ key: string }>({ path: "orders/+/key", maxTtl: "5m", maxAge: "2m" })

  it("receives the JSON of a backend, a wrap info, or a token", async () => {
    for (const token of [json, wrapInfo, wrapInfo.token]) {
      const receipt = await receiveFrom(answering(found).client, { token, expected: orderKey })
      expect(receipt).toMatchObject({ verdict: "received", response: { data: { key: "k" } } })
      expect(advise(receipt)).toMatch(/^Use the secret/)
    }
  })

  it("rejects an option that it does not have, such as a check of receive", async () => {
    for (const own of [{ maxTtl: 60 }, { expectedPath: "a" }, { timeout: 3 }]) {
      const { client, fetch } = answering(found)
      const receiving = receiveFrom(client, { token: json, expected: orderKey, ...own })
      await expect(receiving).rejects.toMatchObject({ code: "INVALID_ARGUMENT" })
      expect(fetch).not.toHaveBeenCalled()
    }
  })

  it.each([
    ["path", { creation_path: "users/7/key" }, {}],
    ["path", { creation_path: "orders/8/key" }, {}],
    ["ttl", { creation_ttl: 3600 }, {}],
    ["ttl", {}, { ttl: "1m" }],
    ["age", {}, { maxAge: 30 }],
    ["time", { creation_time: new Date(Date.now() - 30_000).toISOString() }, {}]
  ])("does not unwrap a token with another %s than expected", async (mismatch, looked, own) => {
    const { client, fetch } = answering({ ...found, ...looked })
    const expected = wrappedFrom({ path: "orders/+/key", maxTtl: "5m", ...own })
    const receipt = await receiveFrom(client, { token: json, expected })
    expect(receipt).toMatchObject({ verdict: "tampered", mismatch })
    expect(advise(receipt)).toMatch(/It was not unwrapped/)
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it("checks the data with a schema, and returns what the schema makes of it", async () => {
    const expected = wrappedFrom({ path: "orders/+/key", schema })
    expect(await receiveFrom(answering(found).client, { token: json, expected })).toMatchObject({ verdict: "received" })
    const other = answering(found, () => Response.json({ data: { other: "TopSecret" } }))
    const receipt = await receiveFrom(other.client, { token: json, expected })
    expect(receipt).toMatchObject({ verdict: "tampered", mismatch: "schema" })
    expect(advise(receipt)).toMatch(/The token is used up/)
    expect(inspect(receipt, { depth: 9 })).not.toContain("TopSecret")
  })

  it.each([
    ["throws", failing],
    ["rejects", async (value: unknown) => failing(value)]
  ])("is tampered with if the schema %s: the error is not thrown, and its text is nowhere", async (_, validate) => {
    const { client } = answering(found, () => Response.json({ data: { password: "hunter2" } }))
    const throwing = { "~standard": { version: 1, vendor: "test", validate } } as const
    const expected = wrappedFrom({ path: "orders/+/key", schema: throwing })
    const receipt = await receiveFrom(client, { token: json, expected })
    expect(receipt).toMatchObject({ verdict: "tampered", mismatch: "schema" })
    expect(inspect(receipt, { depth: 9, showHidden: true })).not.toContain("hunter2")
  })

  it.each([{}, { a: json, b: json }, null, 5])("rejects %j, which is not one token", async (token) => {
    const { client, fetch } = answering(found)
    const receipt = receiveFrom(client, { token: token as never, expected: orderKey })
    await expect(receipt).rejects.toMatchObject({ name: "ClientError", code: "INVALID_ARGUMENT" })
    expect(fetch).not.toHaveBeenCalled()
  })

  it("advises after every verdict", async () => {
    const verdicts = [
      [() => Response.json({ errors: ["wrapping token is not valid or does not exist"] }, { status: 400 }), /alert/],
      [() => new Response(null, { status: 500 }), /Do not send it again/],
      [() => new Response(null, { status: 429 }), /which was not used/],
      [unwrapped(404, envelopeText), /used up/]
    ] as const
    for (const [unwrapped, advice] of verdicts) {
      const { client } = answering(found, unwrapped)
      expect(advise(await receiveFrom(client, { token: json, expected: orderKey }))).toMatch(advice)
    }
  })

  it.each([
    ["intercepted", () => invalidToken],
    ["refused", () => new Response(null, { status: 429 })],
    ["refused", unwrapped(404, envelopeText)],
    ["refused", unwrapped(404, "")],
    ["unknown", () => new Response(null, { status: 500 })],
    ["unreachable", undefined]
  ] as const)("has the same verdict with the full client: %s", async (verdict, respond) => {
    const fetch = async (url: string): Promise<Response> => {
      if (respond === undefined) throw new TypeError("Failed to fetch")
      return url.endsWith("lookup") ? Response.json({ data: found }) : respond().clone()
    }
    const options = { address: "https://vault.example", fetch }
    const [own, full] = await Promise.all(
      [createBrowserClient(options), createFullClient(options)].map((client) =>
        receiveFrom(client, { token: json, expected: orderKey })
      )
    )
    expect(full).toMatchObject({ verdict, error: expect.any(ClientError) as ClientError })
    // Codes, statuses, texts of the server and times.
    expect(JSON.stringify(full)).toBe(JSON.stringify(own))
    expect(advise(full!)).toBe(advise(own!))
  })

  it("is intercepted if the full client looks an invalid token up", async () => {
    const fetch = async () => invalidToken.clone()
    const client = createFullClient({ address: "https://vault.example", fetch })
    expect(await receiveFrom(client, { token: json, expected: orderKey })).toMatchObject({ verdict: "intercepted" })
  })

  it("rejects what cannot be a token with the full client, too", async () => {
    const client = createFullClient({ address: "https://vault.example" })
    await expect(receiveFrom(client, { token: "<token>", expected: orderKey })).rejects.toMatchObject({
      name: "ClientError",
      code: "INVALID_ARGUMENT"
    })
  })

  it("has the type of the expectation", () => {
    const check = async (client: ReturnType<typeof createBrowserClient>) => {
      const receipt = await receiveFrom(client, { token: json, expected: orderKey })
      if (receipt.verdict === "received") expectTypeOf(receipt.response).toEqualTypeOf<Envelope<{ key: string }>>()
      // @ts-expect-error -- without an expectation, use client.receive
      void receiveFrom(client, { token: json })
      // @ts-expect-error -- there is no such option: it is in the expectation
      void receiveFrom(client, { token: json, expected: orderKey, maxTtl: 300 })
      // @ts-expect-error -- a path alone is not an expectation
      void receiveFrom(client, { token: json, expected: "orders/7/key" })
    }
    expect(check).toBeTypeOf("function")
    expect(wrappedFrom).toBe(coreWrappedFrom)
  })
})
