import type { OperationId, ResponseEnvelope } from "@enwrap/protocol"
import { describe, expectTypeOf, it } from "vitest"
import type { Client, createClient } from "./client.ts"
import type { Envelope, OperationParameters } from "./operation-types.ts"
import type * as operations from "./operations.ts"
import type { Receipt } from "./receive.ts"
import type { Redacted } from "./redacted.ts"
import type { WrapInfo } from "./wrap-info.ts"

/** Never called: what is in it has only to compile, or not to. */
const types = (check: (client: Client) => Promise<void>): void => {
  expectTypeOf(check).toBeFunction()
}

describe("types of calls", () => {
  it("an operation's answer is its own", () =>
    types(async ({ operations, call }) => {
      expectTypeOf(await operations.kvV2Read({ mount: "secret", path: "db" })).toEqualTypeOf<
        ResponseEnvelope<"kvV2Read">
      >()
      expectTypeOf(await call("tokenCreate", { body: { policies: ["default"] } })).toEqualTypeOf<
        ResponseEnvelope<"tokenCreate">
      >()
      expectTypeOf(await operations.kvV1Delete({ mount: "kv", path: "a" })).toEqualTypeOf<undefined>()
      expectTypeOf((await operations.tokenCreate()).auth.client_token).toEqualTypeOf<string>()
    }))

  it("wrapped, it is wrap info of that answer, and unwrap gives the answer", () =>
    types(async (client) => {
      const info = await client.operations.kvV2Read({ mount: "secret", path: "db" }).wrapped("5m")
      expectTypeOf(info).toEqualTypeOf<WrapInfo<ResponseEnvelope<"kvV2Read">>>()
      expectTypeOf(info.token).toEqualTypeOf<Redacted>()
      expectTypeOf(info.expiresAt).toEqualTypeOf<Date>()
      expectTypeOf(await client.unwrap(info)).toEqualTypeOf<ResponseEnvelope<"kvV2Read">>()
      expectTypeOf((await client.unwrap(info)).data.metadata.version).toEqualTypeOf<number>()

      const login = await client.call("tokenCreate").wrapped(60)
      expectTypeOf((await client.unwrap(login)).auth.client_token).toEqualTypeOf<string>()
      expectTypeOf(await client.unwrap(await client.rewrap(login))).toEqualTypeOf<ResponseEnvelope<"tokenCreate">>()

      // @ts-expect-error -- kv version 2 has no auth block
      void (await client.unwrap(info)).auth.client_token
      // @ts-expect-error -- the wrap info of one operation is not that of another
      const other: WrapInfo<ResponseEnvelope<"tokenCreate">> = info
      void other
    }))

  it("wrap remembers the data", () =>
    types(async (client) => {
      const info = await client.wrap({ password: "correct horse", ports: [5432] }, { ttl: "5m" })
      expectTypeOf((await client.unwrap(info)).data).toEqualTypeOf<{ password: string; ports: Array<number> }>()
      // @ts-expect-error -- data is an object
      void client.wrap("text")
      // @ts-expect-error -- the option is called ttl
      void client.wrap({}, { wrapTtl: "5m" })
    }))

  it("a bare token opens to an envelope, or to what the receiver says", () =>
    types(async (client) => {
      expectTypeOf(await client.unwrap("s.token")).toEqualTypeOf<Envelope>()
      expectTypeOf(await client.unwrap<ResponseEnvelope<"kvV2Read">>("s.token")).toEqualTypeOf<
        ResponseEnvelope<"kvV2Read">
      >()
      expectTypeOf(await client.unwrap<Envelope<{ a: 1 }>>("s.token"))
        .toHaveProperty("data")
        .toEqualTypeOf<{ a: 1 }>()
      // @ts-expect-error -- an accessor alone opens nothing
      void client.unwrap({ accessor: "a" })
      // @ts-expect-error -- nor does a number
      void client.unwrap(5)
    }))

  it("a receipt has the answer only where all was as promised", () =>
    types(async (client) => {
      const token = await client.operations.kvV1Read({ mount: "kv", path: "a" }).wrapped()
      const receipt = await client.receive({ token, expectedPath: "kv/a" })
      expectTypeOf(receipt).toEqualTypeOf<Receipt<ResponseEnvelope<"kvV1Read">>>()
      if (receipt.outcome === "ok") expectTypeOf(receipt.answer).toEqualTypeOf<ResponseEnvelope<"kvV1Read">>()
      // @ts-expect-error -- no answer before the outcome is known
      void receipt.answer
      // @ts-expect-error -- what to expect is not optional
      void client.receive({ token })
    }))

  it("what is wrapped by nature comes out as an envelope", () =>
    types(async ({ operations }) => {
      const info = await operations.wrappingWrap({ body: { a: 1 } }).wrapped("5m")
      expectTypeOf(info).toEqualTypeOf<WrapInfo<Envelope>>()
    }))

  it("an upstream's own JSON can be wrapped, and is unknown", () =>
    types(async (client) => {
      const info = await client.operations.httpRead({ mount: "payment", path: "keys/1" }).wrapped("5m")
      expectTypeOf(await client.unwrap(info)).toEqualTypeOf<unknown>()
    }))

  it("a call has what a promise has", () =>
    types(async ({ operations }) => {
      const call = operations.kvV2Read({ mount: "secret", path: "db" })
      expectTypeOf(await call.catch(() => "none")).toEqualTypeOf<ResponseEnvelope<"kvV2Read"> | string>()
      expectTypeOf(call.catch()).toEqualTypeOf<Promise<ResponseEnvelope<"kvV2Read">>>()
      expectTypeOf(call.finally(() => {})).toEqualTypeOf<Promise<ResponseEnvelope<"kvV2Read">>>()
    }))

  it("what cannot be wrapped has no `wrapped`", () =>
    types(async ({ operations }) => {
      // @ts-expect-error -- sys/health knows no wrapping
      void operations.sysHealth().wrapped("5m")
      // @ts-expect-error -- 204 has nothing to wrap
      void operations.kvV1Write({ mount: "kv", path: "a", body: {} }).wrapped("5m")
    }))
})

describe("types of clients", () => {
  const options = { address: "https://vault.example", fetch: globalThis.fetch }
  const made = (check: (create: typeof createClient, all: typeof operations) => Promise<void>): void => {
    expectTypeOf(check).toBeFunction()
  }

  it("a client has the operations that it was given, and calls any by its route", () =>
    made(async (create, { kvV2Read, kvV2Write, tokenCreate }) => {
      const client = create({ ...options, operations: { kvV2Read, kvV2Write } })
      expectTypeOf(client).toEqualTypeOf<Client<"kvV2Read" | "kvV2Write">>()
      expectTypeOf(await client.call("kvV2Read", { mount: "secret", path: "db" })).toEqualTypeOf<
        ResponseEnvelope<"kvV2Read">
      >()
      expectTypeOf((await client.call(tokenCreate)).auth.client_token).toEqualTypeOf<string>()
      // @ts-expect-error -- by its id, only one that it has
      void client.call("tokenCreate")
      // @ts-expect-error -- not among its operations
      void client.operations.tokenCreate()
      // @ts-expect-error -- another operation than its name says
      void create({ ...options, operations: { kvV2Read: kvV2Write } })
    }))

  it("a client that was given none has none, and one of all is one of some", () =>
    made(async (create, all) => {
      const bare = create(options)
      expectTypeOf(bare).toEqualTypeOf<Client<never>>()
      expectTypeOf<keyof typeof bare.operations>().toEqualTypeOf<never>()
      const client = create({ ...options, operations: all })
      expectTypeOf(client).toEqualTypeOf<Client>()
      expectTypeOf(client).toExtend<Client<"kvV2Read">>()
      expectTypeOf(client).toExtend<Client<never>>()
    }))
})

describe("types of parameters", () => {
  it("are the mount, the path's variables, the query and the body, each where the operation has it", () => {
    expectTypeOf<keyof OperationParameters<"kvV2Read">>().toEqualTypeOf<"mount" | "path" | "query">()
    expectTypeOf<keyof OperationParameters<"kvV2Write">>().toEqualTypeOf<"mount" | "path" | "body">()
    expectTypeOf<keyof OperationParameters<"cubbyholeRead">>().toEqualTypeOf<"path">()
    expectTypeOf<keyof OperationParameters<"policyRead">>().toEqualTypeOf<"name">()
    expectTypeOf<keyof OperationParameters<"sysLeader">>().toEqualTypeOf<never>()
    expectTypeOf<"token">().not.toExtend<keyof NonNullable<OperationParameters<"sysHealth">["query"]>>()
  })

  it("are called with for every operation", () => {
    expectTypeOf<keyof Client["operations"]>().toEqualTypeOf<OperationId>()
    expectTypeOf<keyof typeof operations>().toEqualTypeOf<OperationId>()
  })

  it("what is missing, misspelt or of another type does not compile", () =>
    types(async ({ operations, call }) => {
      // @ts-expect-error -- no parameters at all
      void operations.kvV2Read()
      // @ts-expect-error -- no mount
      void operations.kvV2Read({ path: "db" })
      // @ts-expect-error -- a mount that is fixed
      void operations.cubbyholeRead({ mount: "cubbyhole", path: "db" })
      // @ts-expect-error -- a query that it does not know
      void operations.kvV2Read({ mount: "secret", path: "db", query: { versoin: 1 } })
      // @ts-expect-error -- a version is a number
      void operations.kvV2Read({ mount: "secret", path: "db", query: { version: "1" } })
      // @ts-expect-error -- the accessor is required
      void operations.tokenLookupAccessor()
      // @ts-expect-error -- a body's field of another type
      void operations.tokenCreate({ body: { policies: 5 } })
      // @ts-expect-error -- a read has no body
      void operations.kvV1Read({ mount: "kv", path: "a", body: {} })
      // @ts-expect-error -- a token does not belong in a query
      void operations.tokenLookup({ query: { token: "s.token" } })
      // @ts-expect-error -- no such operation
      void call("kvV3Read", {})
    }))
})
