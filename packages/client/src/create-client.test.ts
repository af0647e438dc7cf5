import { operationTable } from "@enwrap/protocol"
import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { address, envelope, scripted, session, wrapped } from "../test/scripted-client.ts"
import { createClient } from "./create-client.ts"
import { InsecureAddressError, InvalidArgumentError, PermissionDeniedError } from "./errors.ts"
import * as operations from "./operations.ts"

describe("createClient", () => {
  it("shows no token when printed [RW-SEC-1]", () => {
    const { client } = scripted([])
    expect(inspect(client, { showHidden: true, depth: 9 }) + JSON.stringify(client)).not.toContain(session)
  })

  it("refuses to send tokens unencrypted", () => {
    expect(() => scripted([], { address: "http://vault.example" })).toThrow(InsecureAddressError)
    expect(() => scripted([], { address: "http://vault.example", allowInsecureHttp: true })).not.toThrow()
  })

  it("rejects an option that a call does not have, before anything is sent", async () => {
    const { client, sent } = scripted([wrapped])
    const options = { timeout: 3 } as object
    for (const call of [
      client.wrap({}, options),
      client.unwrap("s.W", options),
      client.lookup("s.W", options),
      client.rewrap("s.W", options),
      client.revoke("A1", options),
      client.read("secret/data/db", options),
      client.call(operations.sysHealthRead, {}, options)
    ]) {
      await expect(call).rejects.toThrow("There is no option timeout")
      await expect(call).rejects.toBeInstanceOf(InvalidArgumentError)
    }
    expect(sent).toEqual([])
  })

  it.each([
    ["that throws", () => expect.fail("s.TopSecret")],
    ["that rejects", () => Promise.reject(new Error("s.TopSecret"))],
    ["that returns a number", () => 5]
  ])("a token function %s is an InvalidArgumentError that does not quote the function's error", async (_, token) => {
    const { client, sent } = scripted([wrapped], { token: token as never })
    const error: unknown = await client.wrap({}).catch((error: unknown) => error)
    expect(sent).toEqual([])
    expect(error).toBeInstanceOf(InvalidArgumentError)
    expect(inspect(error, { showHidden: true }) + JSON.stringify(error)).not.toContain("TopSecret")
  })

  it("passes on the error of a login in a token function", async () => {
    const error = new PermissionDeniedError("no")
    const { client } = scripted([wrapped], { token: () => Promise.reject(error) })
    await expect(client.wrap({})).rejects.toBe(error)
  })

  it.each([-1, NaN, "100", null])("rejects a number that is not valid, before anything is sent: %j", async (given) => {
    const number = given as number
    expect(() => scripted([], { timeoutMs: number })).toThrow(/^timeoutMs must be a number/)
    expect(() => scripted([], { maxResponseBytes: number })).toThrow(/^maxResponseBytes must be a number/)
    const { client, sent } = scripted([wrapped])
    await expect(client.wrap({}, { timeoutMs: number })).rejects.toThrow(InvalidArgumentError)
    const receiving = client.receive({ token: "s.W", expectedPath: "secret/foo", timeoutMs: number })
    await expect(receiving).rejects.toThrow(InvalidArgumentError)
    expect(sent).toEqual([])
    await client.wrap({}, { timeoutMs: 0 })
    await client.wrap({}, { timeoutMs: Infinity })
  })

  it("has the operations that it was created with: all of the spec, some, or none", () => {
    const ids = (given: object) => Object.keys(given).toSorted()
    expect(ids(scripted([]).client.operations)).toEqual(ids(operationTable))
    const fetch = async () => new Response(null, { status: 204 })
    const { kvV2Read, kvV2Write } = operations
    expect(ids(createClient({ address, fetch, operations: { kvV2Read, kvV2Write } }).operations)).toEqual([
      "kvV2Read",
      "kvV2Write"
    ])
    expect(ids(createClient({ address, fetch }).operations)).toEqual([])
  })

  it.each(["timeoutMS", "retries", "toString"])("a misspelt option is not ignored: %s", (name) => {
    const options = { address, fetch, [name]: 5 }
    expect(() => createClient(options)).toThrow(InvalidArgumentError)
    expect(() => createClient(options)).toThrow(`There is no option ${name}`)
  })

  it("shows no token in the error of a failed fetch [RW-SEC-1]", async () => {
    const { client } = scripted([() => Promise.reject(new Error(`no way with ${session}`))])
    const error = await client.operations.tokenLookupSelf().catch((reason: unknown) => reason)
    expect(inspect(error)).not.toContain(session)
  })
})

describe("calls of operations", () => {
  it("are sent once, whether they are awaited or not", async () => {
    const { client, sent } = scripted([envelope({ zip: "zap" })])
    void client.operations.kvV1Read({ mount: "secret", path: "floating" })
    const call = client.operations.kvV1Read({ mount: "secret", path: "foo" })
    expect(call).toBeInstanceOf(Promise)
    await Promise.resolve()
    expect(sent.map(({ url }) => url)).toEqual(["/v1/secret/floating", "/v1/secret/foo"])
    expect((await call).data).toEqual({ zip: "zap" })
    expect(await call).toBe(await call)
    expect(sent).toHaveLength(2)
  })

  it("are sent wrapped, and never without wrapping, if wrapped() is called at once", async () => {
    const { client, sent } = scripted([wrapped])
    const call = client.operations.kvV1Read({ mount: "secret", path: "foo" })
    void call.wrapped("5m")
    await Promise.resolve()
    await Promise.resolve()
    expect(sent.map(({ headers }) => headers["x-vault-wrap-ttl"])).toEqual(["5m"])
    await expect(call).rejects.toThrow(/was sent by wrapped\(\)/)
    await expect(call.wrapped("5m")).rejects.toThrow(/already sent by wrapped\(\)/)
    expect(sent).toHaveLength(1)
  })

  it("reject wrapped() once they have been sent without wrapping", async () => {
    const { client, sent } = scripted([envelope({ zip: "zap" })])
    const call = client.operations.kvV1Read({ mount: "secret", path: "foo" })
    await call
    await expect(call.wrapped("5m")).rejects.toThrow(/already sent without wrapping/)
    expect(sent).toHaveLength(1)
  })

  it("have catch and finally, like a promise", async () => {
    const { client, sent } = scripted([() => Response.json({ errors: [] }, { status: 403 }), envelope({ zip: "zap" })])
    const read = () => client.operations.kvV1Read({ mount: "secret", path: "foo" })
    expect(await read().catch((error: unknown) => error)).toBeInstanceOf(PermissionDeniedError)
    let ended = 0
    const call = read()
    expect(await call.finally(() => ended++)).toMatchObject({ data: { zip: "zap" } })
    expect(await call.catch(() => "never")).toMatchObject({ data: { zip: "zap" } })
    expect([ended, sent.length]).toEqual([1, 2])
    await expect(
      read()
        .wrapped()
        .catch(() => "caught")
    ).resolves.toBe("caught")
  })

  it("are sent with the wrap TTL if their response is to be wrapped", async () => {
    const { client, sent } = scripted([wrapped])
    const info = await client.operations.kvV1Read({ mount: "secret", path: "foo" }).wrapped("90s")
    expect(info.token.reveal()).toBe("s.Wrapping")
    await client.operations.kvV1Read({ mount: "secret", path: "foo" }).wrapped()
    await client.call("kvV1Read", { mount: "secret", path: "foo" }).wrapped(60)
    await client.call(operations.kvV1Read, { mount: "secret", path: "foo" }).wrapped("2m")
    expect(sent.map(({ headers }) => headers["x-vault-wrap-ttl"])).toEqual(["90s", "5m", "60", "2m"])
  })

  it("need only the route, and fail for an id that the client was not given", async () => {
    const { client, sent } = scripted([envelope({ zip: "zap" })], { operations: undefined })
    const parameters = { mount: "secret", path: "foo" }
    expect((await client.call(operations.kvV1Read, parameters)).data).toEqual({ zip: "zap" })
    await expect(client.call("kvV1Read", parameters)).rejects.toThrow(/The client has no operation kvV1Read/)
    await expect(client.call("kvV1Read", parameters).wrapped()).rejects.toThrow(InvalidArgumentError)
    expect(sent).toHaveLength(1)
  })

  it("use the client's default wrap TTL", async () => {
    const { client, sent } = scripted([wrapped], { wrapTtl: "1h" })
    await client.operations.tokenCreate().wrapped()
    await client.wrap({ a: 1 })
    expect(sent.map(({ headers }) => headers["x-vault-wrap-ttl"])).toEqual(["1h", "1h"])
  })

  it("reject invalid parameters, and send nothing", async () => {
    const { client, sent } = scripted([])
    await expect(client.operations.kvV1Read({ mount: "secret", path: "../sys" })).rejects.toThrow(InvalidArgumentError)
    await expect(client.operations.tokenCreate().wrapped(0)).rejects.toThrow(InvalidArgumentError)
    expect(sent).toHaveLength(0)
  })

  it("are not sent again after an error", async () => {
    const { client, sent } = scripted([
      () => Response.json({ errors: [] }, { status: 503, headers: { "retry-after": "0" } })
    ])
    await expect(client.operations.kvV1Read({ mount: "secret", path: "foo" })).rejects.toThrow(/503/)
    expect(sent).toHaveLength(1)
  })
})
