import nodeVault from "node-vault"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startServer, type StartedServer } from "../start-server.ts"

const WRAP = { headers: { "X-Vault-Wrap-TTL": "5m" } }
const secret = { user: "app", password: "correct horse" }

let server: StartedServer
let client: nodeVault.client
beforeAll(async () => {
  server = await startServer()
  client = nodeVault({ endpoint: server.address, token: server.rootToken })
  await client.write("sys/mounts/kv1", { type: "kv", options: { version: "1" } })
  await client.write("secret/data/db", { data: secret })
})
afterAll(() => server.close())

/** A client whose token is a wrapping token, like a service that has just started. */
const clientWith = (token: string): nodeVault.client => nodeVault({ endpoint: server.address, token })

describe("node-vault", () => {
  it("wraps data, looks up the token, and unwraps it once", async () => {
    const { wrap_info: info } = await client.write("sys/wrapping/wrap", secret, WRAP)
    expect(info).toMatchObject({ ttl: 300, creation_path: "sys/wrapping/wrap" })

    const found = await client.write("sys/wrapping/lookup", { token: info.token })
    expect(found.data).toMatchObject({ creation_path: "sys/wrapping/wrap", creation_ttl: 300 })

    expect((await client.unwrap({ token: info.token })).data).toEqual(secret)
    await expect(client.unwrap({ token: info.token })).rejects.toMatchObject({
      message: "wrapping token is not valid or does not exist",
      response: { statusCode: 400 }
    })
  })

  it("unwraps with the wrapping token as its token", async () => {
    const { wrap_info: info } = await client.read("secret/data/db", WRAP)
    expect(info.creation_path).toBe("secret/data/db")
    expect((await clientWith(info.token).unwrap()).data.data).toEqual(secret)
    await expect(clientWith(info.token).unwrap()).rejects.toMatchObject({ response: { statusCode: 400 } })
  })

  it("exchanges a wrapping token for a new one", async () => {
    const { wrap_info: old } = await client.read("secret/data/db", WRAP)
    const { wrap_info: fresh } = await client.write("sys/wrapping/rewrap", { token: old.token })
    await expect(client.unwrap({ token: old.token })).rejects.toMatchObject({ response: { statusCode: 400 } })
    expect((await client.unwrap({ token: fresh.token })).data.data).toEqual(secret)
  })

  it("unwraps a child token, which is valid until it is revoked", async () => {
    const { wrap_info: info } = await client.write("auth/token/create", { policies: ["default"] }, WRAP)
    const { auth } = await client.unwrap({ token: info.token })
    expect(auth.accessor).toBe(info.wrapped_accessor)

    const child = clientWith(auth.client_token)
    expect((await child.tokenLookupSelf()).data.policies).toEqual(["default"])
    await client.tokenRevoke({ token: auth.client_token })
    await expect(child.tokenLookupSelf()).rejects.toMatchObject({ response: { statusCode: 403 } })
  })

  it("writes, lists with the method LIST, reads and deletes with both versions of kv", async () => {
    await client.write("kv1/app/one", { n: 1 })
    await client.write("kv1/app/two/deep", { n: 2 })
    expect((await client.list("kv1/app")).data.keys).toEqual(["one", "two/"])
    expect((await client.read("kv1/app/one")).data).toEqual({ n: 1 })
    await client.delete("kv1/app/one")
    await expect(client.read("kv1/app/one")).rejects.toMatchObject({ response: { statusCode: 404 } })

    await client.write("secret/data/app/one", { data: { n: 1 } })
    await client.update("secret/data/app/one", { data: { m: 2 } })
    expect((await client.read("secret/data/app/one")).data).toMatchObject({
      data: { n: 1, m: 2 },
      metadata: { version: 2 }
    })
    expect((await client.list("secret/metadata/app")).data.keys).toEqual(["one"])
  })

  it("wraps a list, and sends many concurrent lists without losing a response", async () => {
    const { wrap_info: info } = await client.list("secret/metadata", WRAP)
    expect((await client.unwrap({ token: info.token })).data.keys).toContain("db")
    const lists = await Promise.all(Array.from({ length: 20 }, () => client.list("secret/metadata")))
    for (const { data } of lists) expect(data.keys).toContain("db")
  })
})
