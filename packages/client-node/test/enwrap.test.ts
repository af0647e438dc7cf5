import { NotFoundError, OutcomeUnknownError, WrappingTokenInvalidError, type Client } from "@enwrap/client"
import { operationTable, type OperationId } from "@enwrap/protocol"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { filledIn, inOrder, learn, type Learned } from "../../../test/spec/examples.ts"
import { specOperations, type SpecOperation } from "../../../test/spec/spec-operations.ts"
import { failureOf, type Failure } from "../../client/test/failure-of.ts"
import { selfSigned } from "../../server-node/test/self-signed.ts"
import { exactJson } from "../src/exact-json.ts"
import { fromEnv } from "../src/from-env.ts"
import { createNodeClient } from "../src/node-client.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
let client: Client
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "enwrap-client-"))
  server = await startEnwrap()
  client = createNodeClient({ address: server.address, token: server.rootToken })
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

describe("against the server", () => {
  it("wraps, looks up, and unwraps once [RW-SU-1 RW-LK-1 RW-SU-2]", async () => {
    const info = await client.wrap({ password: "correct horse" }, { ttl: "5m" })
    expect(info).toMatchObject({ ttl: 300, creationPath: "sys/wrapping/wrap" })
    expect(info.expiresAt.getTime() - info.creationTime.getTime()).toBe(300_000)
    for (let count = 0; count < 2; count++) {
      expect(await client.lookup(info)).toEqual({
        creationPath: "sys/wrapping/wrap",
        creationTtl: 300,
        creationTime: info.creationTime,
        expiresAt: info.expiresAt
      })
    }
    expect((await client.unwrap(info)).data.password).toBe("correct horse")
    expect(await failureOf(client.unwrap(info))).toBeInstanceOf(WrappingTokenInvalidError)
    expect(await failureOf(client.lookup(info))).toBeInstanceOf(WrappingTokenInvalidError)
  })

  it("unwraps with no token of its own [RW-SU-5]", async () => {
    const stranger = createNodeClient({ address: server.address })
    const info = await client.operations.tokenCreate({ body: { policies: ["default"] } }).wrapped("90s")
    const receipt = await stranger.receive({
      token: info.token.reveal(),
      expectedPath: "auth/token/create",
      expectedTtl: 90
    })
    expect(receipt).toMatchObject({ outcome: "ok", response: { auth: { accessor: info.wrappedAccessor } } })
  })

  it("of simultaneous unwraps of several clients one succeeds [RW-SU-3 RW-SU-4]", async () => {
    const info = await client.wrap({ a: 1 })
    const clients = Array.from({ length: 8 }, () => createNodeClient({ address: server.address }))
    const results = await Promise.allSettled(clients.map((other) => other.unwrap(info)))
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason as Error] : []))
    expect(refused).toHaveLength(7)
    for (const error of refused) expect(error).toBeInstanceOf(WrappingTokenInvalidError)
  })

  it("of simultaneous unwraps of one client all share one answer", async () => {
    const info = await client.wrap({ a: 1 })
    const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => client.unwrap(info)))
    expect(first?.data).toEqual({ a: 1 })
    for (const other of others) expect(other).toEqual(first)
  })

  it("rewraps and revokes [RW-RW-1 RW-AC-4]", async () => {
    const old = await client.wrap({ a: 1 })
    const fresh = await client.rewrap(old)
    expect(await failureOf(client.unwrap(old))).toBeInstanceOf(WrappingTokenInvalidError)
    await client.revoke(fresh)
    expect(await failureOf(client.unwrap(fresh))).toBeInstanceOf(WrappingTokenInvalidError)
  })

  it("keeps numbers as they were written, if asked to [RW-CP-5]", async () => {
    const exact = createNodeClient({ address: server.address, token: server.rootToken, json: exactJson })
    const text = '{"big":12345678901234567890,"one":1.0,"__proto__":{"a":-1.50}}'
    const info = await exact.wrap(exactJson.parse(text) as object)
    expect(exactJson.stringify((await exact.unwrap(info)).data)).toBe(text)
  })

  it("passes the envelope of a wrapped 404 on [RW-WE-11]", async () => {
    const secret = { mount: "secret", path: "gone" }
    await client.operations.kvV2Write({ ...secret, body: { data: { a: 1 } } })
    await client.operations.kvV2Delete(secret)
    const info = await client.operations.kvV2Read(secret).wrapped()
    const error = await failureOf(client.unwrap(info))
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error.envelope).toMatchObject({ data: { data: null, metadata: { version: 1 } } })
  })

  it("leaves an aborted unwrap in doubt, and a lookup tells", async () => {
    const info = await client.wrap({ a: 1 })
    const hasty = createNodeClient({
      address: server.address,
      // The request goes out, and its answer is lost.
      fetch: async (url, init) => {
        await fetch(url, init)
        throw new Error("the answer was lost")
      }
    })
    expect(await failureOf(hasty.unwrap(info))).toBeInstanceOf(OutcomeUnknownError)
    expect(await failureOf(client.lookup(info))).toBeInstanceOf(WrappingTokenInvalidError)
  })
})

describe("every operation of the spec", () => {
  it("can be called, and what can be wrapped can be unwrapped to the same kind of answer", async () => {
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

    expect((await operations.sysHealth()).sealed).toBe(false)
    expect((await operations.sysSealStatus()).sealed).toBe(false)
    expect(await operations.sysLeader()).toHaveProperty("ha_enabled")
    expect(
      await operations.sysEnableMount({ path: "legacy", body: { type: "kv", options: { version: "1" } } })
    ).toBeUndefined()
    expect((await operations.sysListMounts()).data).toHaveProperty(["legacy/"])
    expect((await operations.sysReadMount({ path: "legacy" })).data.type).toBe("kv")
    expect((await operations.sysUiListMounts()).data).toHaveProperty("secret")
    expect((await operations.sysUiReadMount({ path: "legacy" })).data.path).toBe("legacy/")

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
    expect((await operations.tokenListAccessors()).data.keys.length).toBeGreaterThan(0)

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
    expect((await operations.kvV2ReadSubkeys({ ...secret, query: { depth: 1 } })).data.subkeys).toEqual({
      user: null,
      port: null
    })
    expect(await operations.kvV2WriteMetadata({ ...secret, body: { max_versions: 5 } })).toBeUndefined()
    expect(
      await operations.kvV2PatchMetadata({ ...secret, body: { custom_metadata: { owner: "ci" } } })
    ).toBeUndefined()
    expect((await operations.kvV2ReadMetadata(secret)).data.custom_metadata).toEqual({ owner: "ci" })
    expect(await operations.kvV2DeleteVersions({ ...secret, body: { versions: [1] } })).toBeUndefined()
    expect(await operations.kvV2UndeleteVersions({ ...secret, body: { versions: [1] } })).toBeUndefined()
    expect(await operations.kvV2DestroyVersions({ ...secret, body: { versions: [1] } })).toBeUndefined()
    expect(await operations.kvV2WriteConfig({ mount: "secret", body: { max_versions: 7 } })).toBeUndefined()
    expect((await operations.kvV2ReadConfig({ mount: "secret" })).data.max_versions).toBe(7)

    const info = await operations.kvV2Read(secret).wrapped("5m")
    expect(info.creationPath).toBe("secret/data/ci/db")
    expect((await client.unwrap(info)).data.data).toEqual({ user: "ci", port: 2 })

    expect(await operations.kvV2Delete(secret)).toBeUndefined()
    expect(await operations.kvV2DeleteMetadata(secret)).toBeUndefined()
    expect(await operations.sysDisableMount({ path: "legacy" })).toBeUndefined()

    for (const id of called) expect(operationTable).toHaveProperty(id)
    expect(called.size).toBeGreaterThan(50)
  })

  it("reaches its handler, called with the examples of the spec", async () => {
    const own = await startEnwrap()
    const vault = createNodeClient({ address: own.address, token: own.rootToken })
    for (const [path, type] of [
      ["legacy", "kv"],
      ["pki", "pki"],
      ["payment", "http"]
    ] as const) {
      await vault.operations.sysEnableMount({ path, body: { type } })
    }
    for (const type of ["approle", "userpass"]) await vault.operations.sysEnableAuth({ path: type, body: { type } })

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
      // An example's upstream is elsewhere: here it is the server itself.
      const body = id === "httpWriteConfig" ? upstream : operation.body && filledIn(operation.body, learned)
      const parameters = { ...others, ...(mount !== undefined && { mount }), ...(body && { body }) }
      const { auth } = await vault.operations.tokenCreate({ body: { policies: ["root"] } })
      const caller = createNodeClient({ address: own.address, token: auth.client_token })
      const call = caller.operations[id as OperationId] as (given: object) => PromiseLike<unknown>
      const outcome = await Promise.resolve(call(parameters)).then(
        (answer) => learn(learned, answer),
        (error: Failure) => error
      )
      if (outcome !== undefined && !isFromHandler(outcome)) unreached.push(`${id}: ${outcome.message}`)
    }
    await own.close()
    expect(unreached).toEqual([])
  })
})

/** The same operations with some at the end: a sealed server answers nothing else. */
const last = (operations: ReadonlyArray<SpecOperation>, ids: ReadonlyArray<string>): ReadonlyArray<SpecOperation> =>
  operations.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))

/** Whether the operation itself said no: not for want of a route, and not for a failure of the server. */
const isFromHandler = ({ status = 0, message }: Failure): boolean =>
  status > 0 && status !== 405 && status < 500 && !/no handler for route|unsupported path/.test(message)

describe("ways to the server", () => {
  it("over a unix socket", async () => {
    const socketPath = join(folder, "enwrap.sock")
    const local = await startEnwrap({ socketPath })
    for (const address of [`unix://${socketPath}`, `unix:${socketPath}`]) {
      const overSocket = createNodeClient({ address, token: local.rootToken })
      expect((await overSocket.unwrap(await overSocket.wrap({ a: 1 }))).data).toEqual({ a: 1 })
    }
    await local.close()
  })

  it("over TLS, trusting what it is told to", async () => {
    const { cert, key } = selfSigned()
    const secure = await startEnwrap({ port: 0, tls: { cert, key } })
    const caFile = join(folder, "ca.pem")
    await writeFile(caFile, cert)
    const { address, rootToken: token } = secure
    const env = { VAULT_ADDR: address, VAULT_TOKEN: token }

    const trusting = fromEnv({ ...env, VAULT_CACERT: caFile, VAULT_TLS_SERVER_NAME: "localhost" })
    expect((await trusting.unwrap(await trusting.wrap({ a: 1 }))).data).toEqual({ a: 1 })
    const careless = fromEnv({ ...env, VAULT_SKIP_VERIFY: "true" })
    expect((await careless.operations.sysHealth()).sealed).toBe(false)

    for (const wary of [
      fromEnv(env),
      fromEnv({ ...env, VAULT_CACERT: caFile, VAULT_TLS_SERVER_NAME: "other.example" })
    ]) {
      const error = await failureOf(wary.unwrap("s.W"))
      // The certificate was refused before anything went out: there is no doubt about the token.
      expect(error).toMatchObject({ code: "CONNECTION_FAILED" })
    }
    await secure.close()
  })
})
