import type { Client } from "@enwrap/client"
import { operationTable, type OperationId } from "@enwrap/protocol"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { filledIn, inOrder, learn, type Learned } from "../../../test/spec/examples.ts"
import { specOperations, type SpecOperation } from "../../../test/spec/spec-operations.ts"
import type { Failure } from "../../client/test/failure-of.ts"
import { createNodeClient } from "../src/node-client.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
let client: Client
beforeAll(async () => {
  server = await startEnwrap()
  client = createNodeClient({ address: server.address, token: server.rootToken })
})
afterAll(() => server.close())

describe("every operation of the spec", () => {
  it("can be called, and a wrapped response unwraps to a response of the same type", async () => {
    const called = new Set<string>()
    const operations = new Proxy(client.operations, {
      get: (all, id: string) => {
        called.add(id)
        return all[id as OperationId]
      }
    })
    const newToken = async () => {
      const { auth } = await operations.tokenCreate({ body: { policies: ["default"], ttl: "1h" } })
      return { token: auth.client_token, accessor: auth.accessor }
    }

    expect((await operations.sysHealthRead()).sealed).toBe(false)
    expect((await operations.sysSealStatusRead()).sealed).toBe(false)
    expect(await operations.sysLeaderRead()).toHaveProperty("ha_enabled")
    expect(
      await operations.sysMountEnable({ path: "legacy", body: { type: "kv", options: { version: "1" } } })
    ).toBeUndefined()
    expect((await operations.sysMountList()).data).toHaveProperty(["legacy/"])
    expect((await operations.sysMountRead({ path: "legacy" })).data.type).toBe("kv")
    expect((await operations.sysUiMountList()).data).toHaveProperty("secret")
    expect((await operations.sysUiMountRead({ path: "legacy" })).data.path).toBe("legacy/")

    expect(
      await operations.policyWrite({ name: "ci", body: { policy: 'path "secret/*" { capabilities = ["read"] }' } })
    ).toBeUndefined()
    expect((await operations.policyList()).data.keys).toContain("ci")
    expect((await operations.policyRead({ name: "ci" })).data.policy).toContain("secret/*")
    expect(await operations.policyDelete({ name: "ci" })).toBeUndefined()

    const wrapped = await operations.wrappingWrap({ body: { a: 1 } }).wrapped(60)
    expect((await operations.wrappingLookup({ body: { token: wrapped.token.reveal() } })).data.creation_ttl).toBe(60)
    const rewrapped = await operations.wrappingRewrap({ body: { token: wrapped.token.reveal() } })
    expect((await operations.wrappingUnwrap({ body: { token: rewrapped.wrap_info.token } })).data).toEqual({ a: 1 })

    const { token, accessor } = await newToken()
    expect((await operations.tokenCreateOrphan()).auth.orphan).toBe(true)
    expect((await operations.tokenLookup({ body: { token } })).data.id).toBe(token)
    expect((await operations.tokenLookupSelf()).data.id).toBe(server.rootToken)
    expect((await operations.tokenLookupAccessor({ body: { accessor } })).data.accessor).toBe(accessor)
    expect((await operations.tokenRenew({ body: { token } })).auth.client_token).toBe(token)
    expect((await operations.tokenRenewAccessor({ body: { accessor } })).auth.accessor).toBe(accessor)
    const own = createNodeClient({ address: server.address, token })
    expect((await own.call("tokenRenewSelf")).auth.client_token).toBe(token)
    called.add("tokenRenewSelf")
    expect(await own.call("tokenRevokeSelf")).toBeUndefined()
    called.add("tokenRevokeSelf")
    expect(await operations.tokenRevoke({ body: { token: (await newToken()).token } })).toBeUndefined()
    expect(await operations.tokenRevokeOrphan({ body: { token: (await newToken()).token } })).toBeUndefined()
    expect(await operations.tokenRevokeAccessor({ body: { accessor: (await newToken()).accessor } })).toBeUndefined()
    expect((await operations.tokenAccessorList()).data.keys.length).toBeGreaterThan(0)

    expect(await operations.cubbyholeWrite({ path: "a/b", body: { c: 1 } })).toBeUndefined()
    expect((await operations.cubbyholeRead({ path: "a/b" })).data).toEqual({ c: 1 })
    expect((await operations.cubbyholeList({ path: "a" })).data.keys).toEqual(["b"])
    expect((await operations.cubbyholeList({ path: "" })).data.keys).toEqual(["a/"])
    expect(await operations.cubbyholeDelete({ path: "a/b" })).toBeUndefined()

    const old = { mount: "legacy", path: "ci/key" }
    expect(await operations.kvV1Write({ ...old, body: { a: 1 } })).toBeUndefined()
    expect((await operations.kvV1Read(old)).data).toEqual({ a: 1 })
    expect((await operations.kvV1List({ mount: "legacy", path: "" })).data.keys).toEqual(["ci/"])
    expect(await operations.kvV1Delete(old)).toBeUndefined()

    const secret = { mount: "secret", path: "ci/db" }
    expect((await operations.kvV2Write({ ...secret, body: { data: { user: "ci", port: 1 } } })).data.version).toBe(1)
    expect((await operations.kvV2Patch({ ...secret, body: { data: { port: 2 } } })).data.version).toBe(2)
    expect((await operations.kvV2Read({ ...secret, query: { version: 1 } })).data.data).toEqual({ user: "ci", port: 1 })
    expect((await operations.kvV2List({ mount: "secret", path: "ci" })).data.keys).toEqual(["db"])
    expect((await operations.kvV2SubkeysRead({ ...secret, query: { depth: 1 } })).data.subkeys).toEqual({
      user: null,
      port: null
    })
    expect(await operations.kvV2MetadataWrite({ ...secret, body: { max_versions: 5 } })).toBeUndefined()
    expect(
      await operations.kvV2MetadataPatch({ ...secret, body: { custom_metadata: { owner: "ci" } } })
    ).toBeUndefined()
    expect((await operations.kvV2MetadataRead(secret)).data.custom_metadata).toEqual({ owner: "ci" })
    expect(await operations.kvV2VersionsDelete({ ...secret, body: { versions: [1] } })).toBeUndefined()
    expect(await operations.kvV2VersionsUndelete({ ...secret, body: { versions: [1] } })).toBeUndefined()
    expect(await operations.kvV2VersionsDestroy({ ...secret, body: { versions: [1] } })).toBeUndefined()
    expect(await operations.kvV2ConfigWrite({ mount: "secret", body: { max_versions: 7 } })).toBeUndefined()
    expect((await operations.kvV2ConfigRead({ mount: "secret" })).data.max_versions).toBe(7)

    const info = await operations.kvV2Read(secret).wrapped("5m")
    expect(info.creationPath).toBe("secret/data/ci/db")
    expect((await client.unwrap(info)).data.data).toEqual({ user: "ci", port: 2 })

    expect(await operations.kvV2Delete(secret)).toBeUndefined()
    expect(await operations.kvV2MetadataDelete(secret)).toBeUndefined()
    expect(await operations.sysMountDisable({ path: "legacy" })).toBeUndefined()

    for (const id of called) expect(operationTable).toHaveProperty(id)
    expect(called.size).toBeGreaterThan(50)
  })

  it("reaches its handler when it is called with the examples of the spec", async () => {
    const own = await startEnwrap()
    const vault = createNodeClient({ address: own.address, token: own.rootToken })
    for (const [path, type] of [
      ["legacy", "kv"],
      ["pki", "pki"],
      ["payment", "http"]
    ] as const) {
      await vault.operations.sysMountEnable({ path, body: { type } })
    }
    for (const type of ["approle", "userpass"]) await vault.operations.sysAuthEnable({ path: type, body: { type } })

    const firstForms = specOperations.filter(({ id, firstForm }) => id === firstForm)
    expect(firstForms.map(({ id }) => id).toSorted()).toEqual(Object.keys(operationTable).toSorted())
    const learned: Learned = new Map()
    const unreached: Array<string> = []
    const upstream = {
      base_url: `${own.address}/v1/cubbyhole`,
      allowed_methods: ["GET", "POST", "PATCH", "DELETE"],
      allowed_paths: ["*"]
    }
    for (const operation of last(inOrder(firstForms), ["sysStepDown", "sysSeal"])) {
      const { id, variables, mountParameter = "" } = operation
      const { [mountParameter]: mount, ...others } = filledIn(variables, learned)
      // The upstream of the example does not exist: use the server itself.
      const body = id === "httpConfigWrite" ? upstream : operation.body && filledIn(operation.body, learned)
      const parameters = { ...others, ...(mount !== undefined && { mount }), ...(body && { body }) }
      const { auth } = await vault.operations.tokenCreate({ body: { policies: ["root"] } })
      const caller = createNodeClient({ address: own.address, token: auth.client_token })
      const call = caller.operations[id as OperationId] as (given: object) => PromiseLike<unknown>
      const outcome = await Promise.resolve(call(parameters)).then(
        (response) => learn(learned, response),
        (error: Failure) => error
      )
      if (outcome !== undefined && !isFromHandler(outcome)) unreached.push(`${id}: ${outcome.message}`)
    }
    await own.close()
    expect(unreached).toEqual([])
  })
})

/** Moves some operations to the end: a sealed server rejects all others. */
const last = (operations: ReadonlyArray<SpecOperation>, ids: ReadonlyArray<string>): ReadonlyArray<SpecOperation> =>
  operations.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))

/** Whether the error comes from the operation itself: not from a missing route or a failure of the server. */
const isFromHandler = ({ status = 0, message }: Failure): boolean =>
  status > 0 && status !== 405 && status < 500 && !/no handler for route|unsupported path/.test(message)
