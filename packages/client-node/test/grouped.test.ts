import type { Call, Envelope, WrapInfo } from "@enwrap/client"
import type { KvV2Secret } from "@enwrap/client/grouped"
import { operationTable, type ResponseEnvelope } from "@enwrap/protocol"
import * as Schema from "effect/Schema"
import { inspect } from "node:util"
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest"
import { failureOf } from "../../client/test/failure-of.ts"
import { createNodeClient, type NodeClient } from "../src/node-client.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
let vault: NodeClient
beforeAll(async () => {
  server = await startEnwrap()
  vault = createNodeClient({ address: server.address, token: server.rootToken })
})
afterAll(() => server.close())

const Database = Schema.toStandardSchemaV1(Schema.Struct({ password: Schema.String, port: Schema.NumberFromString }))
const db = { mount: "secret", path: "grouped/db" }

describe("operations in groups", () => {
  it("are all operations of the spec, in a dozen groups", () => {
    const groups = Object.entries(vault).filter(([, held]) => typeof held === "object" && held !== vault.operations)
    const ids = groups.flatMap(([group, members]) =>
      Object.keys(members as object).map((name) => `${group}${name.charAt(0).toUpperCase()}${name.slice(1)}`)
    )
    expect(ids.toSorted()).toEqual(Object.keys(operationTable).toSorted())
    expect(groups.map(([group]) => group).toSorted()).toEqual([
      "appRole",
      "cubbyhole",
      "http",
      "kvV1",
      "kvV2",
      "lease",
      "pki",
      "policy",
      "sys",
      "token",
      "userpass",
      "wrapping"
    ])
    expect(inspect(vault)).toBe(`<client of ${server.address}>`)
  })

  it("read and write, wrapped or not", async () => {
    await vault.kvV2.write({ ...db, body: { data: { password: "correct horse", port: "5432" } } })
    const info = await vault.kvV2.read<{ password: string }>(db).wrapped("5m")
    expect((await vault.unwrap(info)).data.data.password).toBe("correct horse")
    expect((await vault.token.lookupSelf()).data.id).toBe(server.rootToken)
  })

  it("check what was stored with a schema", async () => {
    const { data } = await vault.kvV2.read({ ...db, schema: Database })
    expect(data.data).toEqual({ password: "correct horse", port: 5432 })
    expect(data.metadata.version).toBe(1)
    await vault.kvV2.write({ ...db, body: { data: { password: 7 } } })
    const error = await failureOf(vault.kvV2.read({ ...db, schema: Database }))
    expect(error.message).toMatch(/does not match the schema: data\.password/)
    // @ts-expect-error -- the schema belongs in the parameters; in JavaScript it must not be ignored
    expect((await failureOf(vault.kvV2.read(db, { schema: Database }))).code).toBe("UNEXPECTED_RESPONSE")
    await vault.cubbyhole.write({ path: "a", body: { port: "1", password: "x" } })
    expect((await vault.cubbyhole.read({ path: "a", schema: Database })).data.port).toBe(1)
  })

  it("have the types of the spec, or of the caller", () => {
    const check = async (client: NodeClient): Promise<void> => {
      expectTypeOf(client.kvV2.read<{ a: 1 }>(db)).toEqualTypeOf<Call<KvV2Secret<{ a: 1 }>>>()
      expectTypeOf((await client.kvV2.read({ ...db, schema: Database })).data.data.port).toEqualTypeOf<number>()
      expectTypeOf(await client.kvV1.read<{ a: 1 }>(db).wrapped()).toEqualTypeOf<WrapInfo<Envelope<{ a: 1 }>>>()
      expectTypeOf(await client.policy.list()).toEqualTypeOf<ResponseEnvelope<"policyList">>()
      // @ts-expect-error -- the path is missing
      void client.kvV2.read({ mount: "secret" })
      // @ts-expect-error -- there is no such operation
      void client.kvV2.erase(db)
      // @ts-expect-error -- health cannot be wrapped
      void client.sys.healthRead().wrapped()
    }
    expectTypeOf(check).toBeFunction()
  })
})
