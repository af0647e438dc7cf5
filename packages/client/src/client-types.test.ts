import type { OperationId, ResponseEnvelope } from "@enwrap/protocol"
import { describe, expectTypeOf, it } from "vitest"
import type { Client } from "./client.ts"
import type { createClient } from "./create-client.ts"
import { groupOperations } from "./grouped-operations.ts"
import type { Envelope, OperationParameters } from "./operation-types.ts"
import type * as operations from "./operations.ts"
import type { ClientError } from "./errors.ts"
import { wrappedFrom } from "./expectation.ts"
import type { Receipt } from "./receive.ts"
import type { Redacted } from "./redacted.ts"
import type { WrapInfo } from "./wrap-info.ts"

/** The function is never called: it only has to compile, or to fail to. */
const types = (check: (client: Client) => Promise<void>): void => {
  expectTypeOf(check).toBeFunction()
}

describe("types of calls", () => {
  it("a call has the response of its operation", () =>
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

  it("a wrapped call has the wrap info of that response, and unwrap returns the response", () =>
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

  it("a token string unwraps to an envelope, or to the type that the caller names", () =>
    types(async (client) => {
      expectTypeOf(await client.unwrap("s.token")).toEqualTypeOf<Envelope>()
      expectTypeOf(await client.unwrap<ResponseEnvelope<"kvV2Read">>("s.token")).toEqualTypeOf<
        ResponseEnvelope<"kvV2Read">
      >()
      expectTypeOf(await client.unwrap<Envelope<{ a: 1 }>>("s.token"))
        .toHaveProperty("data")
        .toEqualTypeOf<{ a: 1 }>()
      // @ts-expect-error -- an accessor cannot be unwrapped
      void client.unwrap({ accessor: "a" })
      // @ts-expect-error -- nor does a number
      void client.unwrap(5)
    }))

  it("a receipt has a response only if its verdict is received", () =>
    types(async (client) => {
      const token = await client.operations.kvV1Read({ mount: "kv", path: "a" }).wrapped()
      const receipt = await client.receive({ token, expectedPath: "kv/a" })
      expectTypeOf(receipt).toEqualTypeOf<Receipt<ResponseEnvelope<"kvV1Read">>>()
      if (receipt.verdict === "received") expectTypeOf(receipt.response).toEqualTypeOf<ResponseEnvelope<"kvV1Read">>()
      // @ts-expect-error -- no response before the verdict is known
      void receipt.response
      const orderKey = wrappedFrom<{ key: string }>({ path: "orders/*/key", maxTtl: "5m" })
      const order = await client.receive({ token: {}, expected: orderKey })
      switch (order.verdict) {
        case "received":
          expectTypeOf(order.response.data).toEqualTypeOf<{ key: string }>()
          break
        case "intercepted":
          expectTypeOf(order.possible).toEqualTypeOf<ReadonlyArray<"used" | "revoked" | "expired" | "neverIssued">>()
          break
        case "tampered":
          expectTypeOf(order.mismatch).toEqualTypeOf<"path" | "ttl" | "age" | "time" | "schema" | "wrapped">()
          break
        case "unknown":
        case "refused":
        case "unreachable":
          expectTypeOf(order.error).toExtend<ClientError>()
          break
        default:
          expectTypeOf(order).toEqualTypeOf<never>()
      }
      // @ts-expect-error -- the option is called maxTtl
      void wrappedFrom({ path: "a", maxTTL: "5m" })
      // @ts-expect-error -- the expected path is required
      void client.receive({ token })
    }))

  it("data wrapped by wrappingWrap unwraps to an envelope", () =>
    types(async ({ operations }) => {
      const info = await operations.wrappingWrap({ body: { a: 1 } }).wrapped("5m")
      expectTypeOf(info).toEqualTypeOf<WrapInfo<Envelope>>()
    }))

  it("the response of an upstream server can be wrapped, and its type is unknown", () =>
    types(async (client) => {
      const info = await client.operations.httpRead({ mount: "payment", path: "keys/1" }).wrapped("5m")
      expectTypeOf(await client.unwrap(info)).toEqualTypeOf<unknown>()
    }))

  it("a call is a promise, which lint rules against floating promises recognise", () =>
    types(async ({ operations }) => {
      const call = operations.kvV2Read({ mount: "secret", path: "db" })
      expectTypeOf(await call.catch(() => "none")).toEqualTypeOf<ResponseEnvelope<"kvV2Read"> | string>()
      expectTypeOf(call).toExtend<Promise<ResponseEnvelope<"kvV2Read">>>()
      expectTypeOf(call.wrapped()).toEqualTypeOf<Promise<WrapInfo<ResponseEnvelope<"kvV2Read">>>>()
      expectTypeOf(operations.sysHealthRead()).toEqualTypeOf<Promise<ResponseEnvelope<"sysHealthRead">>>()
      expectTypeOf(call.catch()).toEqualTypeOf<Promise<ResponseEnvelope<"kvV2Read">>>()
      expectTypeOf(call.finally(() => {})).toEqualTypeOf<Promise<ResponseEnvelope<"kvV2Read">>>()
      // @ts-expect-error -- there is no second way to send a call
      void call.send()
    }))

  it("a call has no `wrapped` if its response cannot be wrapped", () =>
    types(async ({ operations }) => {
      // @ts-expect-error -- sys/health cannot be wrapped
      void operations.sysHealthRead().wrapped("5m")
      // @ts-expect-error -- 204 has nothing to wrap
      void operations.kvV1Write({ mount: "kv", path: "a", body: {} }).wrapped("5m")
    }))
})

describe("types of clients", () => {
  const options = { address: "https://vault.example", fetch: globalThis.fetch }
  const made = (check: (create: typeof createClient, all: typeof operations) => Promise<void>): void => {
    expectTypeOf(check).toBeFunction()
  }

  it("a client has the operations that it was given, and calls all others by their routes", () =>
    made(async (create, { kvV2Read, kvV2Write, tokenCreate }) => {
      const client = create({ ...options, operations: { kvV2Read, kvV2Write } })
      expectTypeOf(client).toEqualTypeOf<Client<"kvV2Read" | "kvV2Write">>()
      expectTypeOf(await client.call("kvV2Read", { mount: "secret", path: "db" })).toEqualTypeOf<
        ResponseEnvelope<"kvV2Read">
      >()
      expectTypeOf((await client.call(tokenCreate)).auth.client_token).toEqualTypeOf<string>()
      // @ts-expect-error -- an id that it was not given
      void client.call("tokenCreate")
      // @ts-expect-error -- not among its operations
      void client.operations.tokenCreate()
      // @ts-expect-error -- the route of another operation
      void create({ ...options, operations: { kvV2Read: kvV2Write } })
    }))

  it("a client created without operations has none, and a client of all extends a client of some", () =>
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

interface Secret {
  readonly password: string
  readonly hosts: ReadonlyArray<string>
  readonly created: { readonly by: string }
}

describe("types of parameters", () => {
  it("are the mount, the path parameters, the query and the body, as far as the operation has them", () => {
    expectTypeOf<keyof OperationParameters<"kvV2Read">>().toEqualTypeOf<"mount" | "path" | "query">()
    expectTypeOf<keyof OperationParameters<"kvV2Write">>().toEqualTypeOf<"mount" | "path" | "body">()
    expectTypeOf<keyof OperationParameters<"cubbyholeRead">>().toEqualTypeOf<"path">()
    expectTypeOf<keyof OperationParameters<"policyRead">>().toEqualTypeOf<"name">()
    expectTypeOf<keyof OperationParameters<"sysLeaderRead">>().toEqualTypeOf<never>()
    expectTypeOf<"token">().not.toExtend<keyof NonNullable<OperationParameters<"sysHealthRead">["query"]>>()
  })

  it("exist for every operation", () => {
    expectTypeOf<keyof Client["operations"]>().toEqualTypeOf<OperationId>()
    expectTypeOf<keyof typeof operations>().toEqualTypeOf<OperationId>()
  })

  it("take an interface, which has no index signature, as the data of every operation with free-form data", () =>
    types(async (client) => {
      const secret: Secret = { password: "correct horse", hosts: ["a", "b"], created: { by: "app" } }
      const { operations: all } = client
      void all.kvV2Write({ mount: "secret", path: "db", body: { data: secret, options: { cas: 1 } } })
      void all.kvV2Patch({ mount: "secret", path: "db", body: { data: secret } })
      void all.kvV1Write({ mount: "kv", path: "db", body: secret })
      void all.cubbyholeWrite({ path: "db", body: secret })
      void all.wrappingWrap({ body: secret })
      void all.httpWrite({ mount: "payment", path: "keys", body: secret })
      void all.httpPatch({ mount: "payment", path: "keys", body: secret })
      void all.sysMountTuningWrite({ path: "secret", body: { user_lockout_config: secret } })
      void all.kvV2MetadataWrite({ mount: "secret", path: "db", body: { custom_metadata: secret } })
      void all.kvV2MetadataPatch({ mount: "secret", path: "db", body: { custom_metadata: null } })
      void client.call("kvV1Write", { mount: "kv", path: "db", body: secret })
      const grouped = groupOperations(client)
      void grouped.kvV2.write({ mount: "secret", path: "db", body: { data: secret } })
      void grouped.kvV1.write({ mount: "kv", path: "db", body: secret })
      void grouped.cubbyhole.write({ path: "db", body: secret })
      void client.wrap(secret)
      void client.write("kv/db", secret)
      const record: Readonly<Record<string, unknown>> = secret as never
      void all.kvV2Write({ mount: "secret", path: "db", body: { data: record } })
      void all.kvV1Write({ mount: "kv", path: "db", body: record })
      void all.kvV1Write({ mount: "kv", path: "db", body: { length: 5, call: "a", name: null } })
    }))

  it("reject free-form data that is not an object in JSON", () =>
    types(async ({ operations: { kvV1Write, kvV2Write, wrappingWrap } }) => {
      const kv = { mount: "kv", path: "db" }
      // @ts-expect-error -- a string
      void kvV1Write({ ...kv, body: "text" })
      // @ts-expect-error -- a number
      void kvV1Write({ ...kv, body: 5 })
      // @ts-expect-error -- null
      void kvV1Write({ ...kv, body: null })
      // @ts-expect-error -- a list
      void kvV1Write({ ...kv, body: ["a"] })
      // @ts-expect-error -- a function
      void kvV1Write({ ...kv, body: () => ({}) })
      // @ts-expect-error -- a string in JSON
      void kvV1Write({ ...kv, body: new Date() })
      // @ts-expect-error -- {} in JSON
      void kvV1Write({ ...kv, body: new Map() })
      // @ts-expect-error -- {} in JSON
      void kvV1Write({ ...kv, body: Promise.resolve({}) })
      // @ts-expect-error -- a value of an unknown type
      void kvV1Write({ ...kv, body: {} as unknown })
      // @ts-expect-error -- a string
      void wrappingWrap({ body: "text" })
      // @ts-expect-error -- a list
      void kvV2Write({ ...kv, body: { data: ["a"] } })
      // @ts-expect-error -- a string
      void kvV2Write({ ...kv, body: { data: "text" } })
      // @ts-expect-error -- no data
      void kvV2Write({ ...kv, body: { options: { cas: 1 } } })
      // @ts-expect-error -- the data is a field of the body
      void kvV2Write({ ...kv, body: { password: "correct horse" } })
    }))

  it("do not compile if one is missing, misspelt or of a wrong type", () =>
    types(async ({ operations, call }) => {
      // @ts-expect-error -- no parameters at all
      void operations.kvV2Read()
      // @ts-expect-error -- no mount
      void operations.kvV2Read({ path: "db" })
      // @ts-expect-error -- its mount is fixed
      void operations.cubbyholeRead({ mount: "cubbyhole", path: "db" })
      // @ts-expect-error -- an unknown query parameter
      void operations.kvV2Read({ mount: "secret", path: "db", query: { versoin: 1 } })
      // @ts-expect-error -- a version is a number
      void operations.kvV2Read({ mount: "secret", path: "db", query: { version: "1" } })
      // @ts-expect-error -- the accessor is required
      void operations.tokenLookupAccessor()
      // @ts-expect-error -- a field of a wrong type
      void operations.tokenCreate({ body: { policies: 5 } })
      // @ts-expect-error -- a read has no body
      void operations.kvV1Read({ mount: "kv", path: "a", body: {} })
      // @ts-expect-error -- a token must not be in a query
      void operations.tokenLookup({ query: { token: "s.token" } })
      // @ts-expect-error -- no such operation
      void call("kvV3Read", {})
    }))
})
