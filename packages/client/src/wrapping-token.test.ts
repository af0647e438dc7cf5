import { inspect } from "node:util"
import { describe, expect, expectTypeOf, it } from "vitest"
import { failureOf } from "../test/failure-of.ts"
import { address, envelope, scripted, session, wrapped } from "../test/scripted-client.ts"
import type { Client } from "./client.ts"
import { createClient } from "./create-client.ts"
import { wrappedFrom } from "./expectation.ts"
import { Redacted } from "./redacted.ts"

describe("what is certainly no wrapping token", () => {
  it.each([
    ["an accessor", "WrappingAccessorExample1", /accessor/],
    ["an accessor in a namespace", "WrappingAccessorExample1.x7Yz4", /accessor/],
    ["the placeholder of a token", "<wrapping token>", /placeholder/],
    ["the client's own token", session, /own token/]
  ])("is rejected before it is sent: %s", async (_, token, message) => {
    const { client, sent } = scripted([])
    for (const call of [
      () => client.unwrap(token),
      () => client.lookup(token),
      () => client.rewrap(token),
      () => client.receive({ token, expectedPath: "secret/foo" })
    ]) {
      const error = await failureOf(call())
      expect(error).toMatchObject({ code: "INVALID_ARGUMENT", hint: expect.any(String) })
      expect(error.message).toMatch(message)
      expect(inspect(error)).not.toContain(session)
    }
    expect(sent).toHaveLength(0)
  })

  it.each(["s.WrappingTokenOfSomebody1", "hvs.CAESIJ", "eyJhbGciOi.e30.c2ln", "3f0a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a"])(
    "is sent if it may be a token: %s",
    async (token) => {
      const { client, sent } = scripted([envelope({})])
      await client.unwrap(token)
      expect(sent).toHaveLength(1)
    }
  )

  it.each(["s.Wrapping\n", " s.Wrapping", "Bearer s.Wrapping", "s.Wräpping"])(
    "is rejected before it is sent, and not as an interception, if it has a character that no token has: %j",
    async (token) => {
      const { client, sent } = scripted([])
      const error = await failureOf(client.receive({ token, expectedPath: "secret/foo" }))
      expect(error).toMatchObject({ code: "INVALID_ARGUMENT" })
      expect(error.message).toMatch(/^The wrapping token must have only visible ASCII characters/)
      expect(inspect(error)).not.toContain(token.trim())
      expect(sent).toHaveLength(0)
    }
  )

  it("is rejected without its text if reading it fails", async () => {
    const { client, sent } = scripted([])
    const fail = () => {
      throw new Error("s.TopSecret")
    }
    const broken = {
      get token() {
        return fail()
      },
      get accessor() {
        return fail()
      }
    } as never
    const ttl = { toString: fail } as never
    for (const call of [
      () => client.unwrap(broken),
      () => client.lookup(broken),
      () => client.rewrap(broken),
      () => client.revoke(broken),
      () => client.receive({ token: broken, expectedPath: "secret/foo" }),
      () => client.wrap(broken),
      () => client.wrap({}, { ttl }),
      () => client.write("auth/token/lookup", broken),
      async () => wrappedFrom({ path: "a", maxTtl: ttl })
    ]) {
      const error = await failureOf(call())
      expect(error).toMatchObject({ code: "INVALID_ARGUMENT" })
      expect(inspect(error) + JSON.stringify(error)).not.toContain("TopSecret")
    }
    expect(sent).toHaveLength(0)
  })

  it("is not quoted if it is passed as a TTL", async () => {
    const error = await failureOf(scripted([]).client.wrap({}, { ttl: "s.TopSecret" }))
    expect(error).toMatchObject({ code: "INVALID_ARGUMENT" })
    expect(inspect(error) + JSON.stringify(error)).not.toContain("TopSecret")
  })

  it("does not compile if it is the accessor of a wrap info", () => {
    const check = async (client: Client): Promise<void> => {
      const info = await client.wrap({})
      void client.revoke(info.accessor)
      void client.unwrap(info.token.reveal())
      // @ts-expect-error -- an accessor is no wrapping token
      void client.unwrap(info.accessor)
      // @ts-expect-error -- an accessor is no wrapping token
      void client.lookup(info.accessor)
    }
    expectTypeOf(check).toBeFunction()
  })
})

describe("what is certainly no accessor", () => {
  const revoked = () => new Response(null, { status: 204, headers: { "cache-control": "no-store" } })

  it.each([
    "s.WrappingTokenOfSomebody1",
    "hvs.CAESIJ",
    "eyJhbGciOi.e30.c2ln",
    "<wrapping token>",
    new Redacted("s.WrappingTokenOfSomebody1")
  ])("is rejected before it is sent: %s", async (token) => {
    const { client, sent } = scripted([])
    const error = await failureOf(client.revoke(token as string))
    expect(error).toMatchObject({ code: "INVALID_ARGUMENT", message: "This is a token, not an accessor" })
    expect(inspect(error)).not.toMatch(/WrappingToken|hvs|eyJ/)
    expect(sent).toHaveLength(0)
  })

  it("is no accessor of another server: it is sent", async () => {
    const { client, sent } = scripted([revoked, revoked, revoked])
    for (const accessor of ["WrappingAccessorExample1", "WrappingAccessorExample1.x7Yz4", crypto.randomUUID()])
      await client.revoke(accessor)
    expect(sent).toHaveLength(3)
  })
})

describe("a client", () => {
  it("prints as one line", () => {
    expect(inspect(scripted([]).client)).toBe(`<client of ${address}>`)
  })

  it("rejects an address that ends in /v1, and says which to use", () => {
    const create = () => createClient({ address: "https://vault.example/v1/", fetch })
    expect(create).toThrow(expect.objectContaining({ hint: "Use https://vault.example" }))
  })

  it("says that it has no token if the server denies a request without one", async () => {
    const denied = () => Response.json({ errors: ["permission denied"] }, { status: 403 })
    const hintOf = async (token: string | undefined) =>
      (await failureOf(scripted([denied], { token }).client.read("secret/data/db"))).hint
    expect(await hintOf(undefined)).toMatch(/^The client has no token/)
    expect(await hintOf(session)).toBeUndefined()
  })
})

describe("the payload of a response [RW-SEC-1]", () => {
  it("prints as shape, and the token of a login not even in JSON", async () => {
    const auth = { client_token: "s.TopSecret", accessor: "A", policies: ["web"] }
    const { client } = scripted([envelope({ secret_id: "TopSecret" }, { auth })])
    const response = await client.write<{ secret_id: string }>("auth/approle/role/web/secret-id")
    expect(inspect(response, { depth: 9 })).not.toContain("TopSecret")
    expect(inspect(response.data)).toBe("{ secret_id: <string> }")
    expect(response.data.secret_id).toBe("TopSecret")
    expect(JSON.stringify(response.auth)).toContain("read auth.client_token")
    expect(JSON.stringify(response.auth)).not.toContain("TopSecret")
  })

  it("prints unchanged if it is a list, or describes the server", async () => {
    const { client } = scripted([envelope({ keys: ["web"] }), envelope({ type: "kv" }), wrapped])
    expect(inspect((await client.list("auth/approle/role")).data)).toBe("{ keys: [ 'web' ] }")
    expect(inspect((await client.read("sys/mounts/secret")).data)).toBe("{ type: 'kv' }")
  })
})
