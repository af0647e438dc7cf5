import { inspect } from "node:util"
import * as Schema from "effect/Schema"
import { describe, expect, expectTypeOf, it } from "vitest"
import { failureOf } from "../test/failure-of.ts"
import { envelope, scripted, session, wrapped } from "../test/scripted-client.ts"
import type { Call } from "./call.ts"
import type { Client } from "./client.ts"
import { defineOperation } from "./define-operation.ts"
import type { Envelope } from "./operation-types.ts"
import type { ListedKeys } from "./path-calls.ts"
import type { WrapInfo } from "./wrap-info.ts"

const Credentials = Schema.toStandardSchemaV1(Schema.Struct({ username: Schema.String, port: Schema.NumberFromString }))

describe("calls by path", () => {
  it("send the method, the path, the query and the body", async () => {
    const { client, sent } = scripted([envelope({ a: 1 })])
    await client.read("database/creds/app", { query: { format: "pem", unset: undefined } })
    await client.write("transit/encrypt/k", { plaintext: "aGk=" })
    await client.write("sys/rotate")
    await client.list("database/roles")
    await client.delete("database/roles/a b")
    await client.patch("secret/metadata/db", { max_versions: 3 }, { namespace: "team" })
    expect(sent.map(({ method, url, body }) => [method, url, body])).toEqual([
      ["GET", "/v1/database/creds/app?format=pem", undefined],
      ["POST", "/v1/transit/encrypt/k", { plaintext: "aGk=" }],
      ["POST", "/v1/sys/rotate", undefined],
      ["GET", "/v1/database/roles?list=true", undefined],
      ["DELETE", "/v1/database/roles/a%20b", undefined],
      ["PATCH", "/v1/secret/metadata/db", { max_versions: 3 }]
    ])
    expect(sent.at(-1)?.headers).toEqual({
      "x-vault-token": session,
      "x-vault-namespace": "team",
      "content-type": "application/merge-patch+json"
    })
  })

  it("can be wrapped", async () => {
    const { client, sent } = scripted([wrapped])
    expect((await client.read("database/creds/app").wrapped("5m")).token.reveal()).toBe("s.Wrapping")
    await client.write("database/rotate-root/db").wrapped("1m")
    expect(sent.map(({ headers }) => headers["x-vault-wrap-ttl"])).toEqual(["5m", "1m"])
  })

  it("say whether a response was not wrapped, or there was nothing to wrap", async () => {
    const plain = await failureOf(
      scripted([envelope({ a: 1 })])
        .client.read("database/creds/app")
        .wrapped("5m")
    )
    expect(plain).toMatchObject({ code: "UNEXPECTED_RESPONSE", reason: "notWrapped" })
    const nothing = await failureOf(scripted([]).client.write("sys/rotate").wrapped("5m"))
    expect(nothing).toMatchObject({ code: "UNEXPECTED_RESPONSE", reason: "empty" })
  })

  it("have no result if the server responds with 204", async () => {
    expect(await scripted([]).client.write("sys/rotate")).toBeUndefined()
  })

  it.each(["/secret/data/db", "/v1/secret/data/db"])("reject %s, and say how to write it", async (path) => {
    const { client, sent } = scripted([])
    const error = await failureOf(client.read(path))
    expect(error).toMatchObject({ code: "INVALID_ARGUMENT", hint: expect.stringContaining('"secret/data/db"') })
    expect(sent).toHaveLength(0)
  })

  it.each(["", "..", "a/../b", undefined, 5])("reject the path %j", async (path) => {
    const { client, sent } = scripted([])
    expect(await failureOf(client.read(path as string))).toMatchObject({ code: "INVALID_ARGUMENT" })
    expect(sent).toHaveLength(0)
  })

  it("check the data with a schema, and return what it makes of it", async () => {
    const { client } = scripted([envelope({ username: "app", port: "5432" }), envelope({ username: "hunter2" })])
    const { data } = await client.read("database/creds/app", { schema: Credentials })
    expect(data).toEqual({ username: "app", port: 5432 })
    const error = await failureOf(client.read("database/creds/app", { schema: Credentials }))
    expect(error).toMatchObject({ code: "UNEXPECTED_RESPONSE" })
    expect(error.message).toBe("read database/creds/app has data that does not match the schema: port")
    expect(error.cause).toMatchObject([{ path: ["port"] }])
  })

  it("reject with an error of the client if the schema throws, without its text", async () => {
    const validate = (value: unknown): never => {
      throw new TypeError(`boom ${JSON.stringify(value)}`)
    }
    const { client } = scripted([envelope({ password: "hunter2" })])
    const schema = { "~standard": { version: 1, vendor: "test", validate } } as const
    const error = await failureOf(client.read("database/creds/app", { schema }))
    expect(error).toMatchObject({ code: "UNEXPECTED_RESPONSE" })
    expect(error.message).toBe("read database/creds/app has data that does not match the schema")
    expect(inspect(error) + JSON.stringify(error)).not.toContain("hunter2")
    expect(error.cause).toBeInstanceOf(TypeError)
  })

  it("check nothing that is wrapped: the data is not in the response", async () => {
    const { client } = scripted([wrapped])
    await expect(client.read("database/creds/app", { schema: Credentials }).wrapped()).resolves.toHaveProperty("token")
  })

  it("show no token of a body in errors, as calls of the spec do", async () => {
    const { client } = scripted([() => Response.json({ errors: ["bad token s.Secret1234"] }, { status: 400 })])
    const error = await failureOf(client.write("auth/token/revoke", { token: "s.Secret1234" }))
    expect(error.errors).toEqual(["bad token <token>"])
  })
})

describe("defineOperation", () => {
  const encrypt = defineOperation("update {mount}/encrypt/{key}")
    .withBody<{ plaintext: string }>()
    .withData<{ ciphertext: string }>()

  it("makes an operation for call", async () => {
    const { client, sent } = scripted([envelope({ ciphertext: "vault:v1:abc" })])
    const { data } = await client.call(encrypt, { mount: "transit", key: "app", body: { plaintext: "aGk=" } })
    expect(data.ciphertext).toBe("vault:v1:abc")
    expect(sent[0]).toMatchObject({ method: "POST", url: "/v1/transit/encrypt/app", body: { plaintext: "aGk=" } })
  })

  it("checks the data with its schema", async () => {
    const { client } = scripted([envelope({})])
    const credentials = defineOperation("read database/creds/{role}").withData(Credentials)
    const error = await failureOf(client.call(credentials, { role: "app" }))
    expect(error.message).toContain("does not match the schema: username, port")
  })
})

/** The functions are never called: they only have to compile, or to fail to. */
describe("the types of calls that are not in the spec", () => {
  const types = (check: (client: Client<never>) => Promise<void>): void => {
    expectTypeOf(check).toBeFunction()
  }

  it("are those that the caller names, or those of the schema", () =>
    types(async (client) => {
      expectTypeOf(client.read("a/b")).toEqualTypeOf<Call<Envelope>>()
      expectTypeOf((await client.read<{ a: 1 }>("a/b")).data).toEqualTypeOf<{ a: 1 }>()
      expectTypeOf(await client.read<{ a: 1 }>("a/b").wrapped()).toEqualTypeOf<WrapInfo<Envelope<{ a: 1 }>>>()
      expectTypeOf((await client.read("a/b", { schema: Credentials })).data.port).toEqualTypeOf<number>()
      expectTypeOf((await client.list("a")).data).toEqualTypeOf<ListedKeys>()
      expectTypeOf(await client.write("a/b", {})).toEqualTypeOf<Envelope | undefined>()
      expectTypeOf((await client.write<{ a: 1 }>("a/b", {})).data).toEqualTypeOf<{ a: 1 }>()
      expectTypeOf(await client.delete("a/b").wrapped()).toEqualTypeOf<WrapInfo<Envelope>>()
      // @ts-expect-error -- the response may have no body
      void (await client.write("a/b", {})).data
      // @ts-expect-error -- a patch needs a body
      void client.patch("a/b")
      // @ts-expect-error -- the option is called query
      void client.read("a/b", { params: {} })
    }))

  it("are those of the definition", () =>
    types(async (client) => {
      const encrypt = defineOperation("update {mount}/encrypt/{key}")
        .withBody<{ plaintext: string }>()
        .withData<{ ciphertext: string }>()
      const call = client.call(encrypt, { mount: "transit", key: "app", body: { plaintext: "" } })
      expectTypeOf((await call).data).toEqualTypeOf<{ ciphertext: string }>()
      expectTypeOf(await call.wrapped()).toEqualTypeOf<WrapInfo<Envelope<{ ciphertext: string }>>>()
      expectTypeOf(await client.call(defineOperation("update sys/rotate"))).toEqualTypeOf<Envelope | undefined>()
      void client.call(defineOperation("read {path*}"), { path: "a/b" })
      // @ts-expect-error -- the key is missing
      void client.call(encrypt, { mount: "transit", body: { plaintext: "" } })
      // @ts-expect-error -- the body is missing
      void client.call(encrypt, { mount: "transit", key: "app" })
      // @ts-expect-error -- there is no such verb
      void defineOperation("write a/b")
    }))
})
