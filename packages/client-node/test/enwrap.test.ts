import {
  defineOperation,
  NotFoundError,
  OutcomeUnknownError,
  WrappingTokenInvalidError,
  type Client
} from "@enwrap/client"
import { createServer } from "node:https"
import type { AddressInfo } from "node:net"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { failureOf } from "../../client/test/failure-of.ts"
import { selfSigned } from "../../server-node/test/self-signed.ts"
import { exactJson } from "../src/exact-json.ts"
import { fromEnv } from "../src/from-env.ts"
import { createNodeClient } from "../src/node-client.ts"
import { createNodeFetch } from "../src/node-fetch.ts"
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

  it("sends a call that nobody awaits", async () => {
    const secret = { mount: "secret", path: "floating" }
    void client.operations.kvV2Write({ ...secret, body: { data: { a: 1 } } })
    await expect.poll(() => client.operations.kvV2Read(secret).catch(() => undefined)).toHaveProperty("data.data.a", 1)
  })

  it("reads, writes, lists, patches and deletes any path, wrapped or not", async () => {
    await client.write("secret/data/paths/db", { data: { password: "correct horse" } })
    expect((await client.list("secret/metadata/paths")).data.keys).toEqual(["db"])
    await client.patch("secret/data/paths/db", { data: { port: 5432 } })
    const info = await client.read<{ data: { password: string; port: number } }>("secret/data/paths/db").wrapped("5m")
    expect(info.creationPath).toBe("secret/data/paths/db")
    expect((await client.unwrap(info)).data.data).toEqual({ password: "correct horse", port: 5432 })
    expect(await client.delete("secret/metadata/paths/db")).toBeUndefined()
    expect(await failureOf(client.read("secret/data/paths/db"))).toBeInstanceOf(NotFoundError)
    const readRole = defineOperation("read {mount}/roles/{role}").withData<{ keys: Array<string> }>()
    expect(await failureOf(client.call(readRole, { mount: "pki", role: "none" }))).toBeInstanceOf(NotFoundError)
  })

  it("unwraps without a token of the caller [RW-SU-5]", async () => {
    const stranger = createNodeClient({ address: server.address })
    const info = await client.operations.tokenCreate({ body: { policies: ["default"] } }).wrapped("90s")
    const receipt = await stranger.receive({
      token: info.token.reveal(),
      expectedPath: "auth/token/create",
      expectedTtl: 90
    })
    expect(receipt).toMatchObject({ verdict: "received", response: { auth: { accessor: info.wrappedAccessor } } })
  })

  it("lets one of several clients unwrap a token [RW-SU-3 RW-SU-4]", async () => {
    const info = await client.wrap({ a: 1 })
    const clients = Array.from({ length: 8 }, () => createNodeClient({ address: server.address }))
    const results = await Promise.allSettled(clients.map((other) => other.unwrap(info)))
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason as Error] : []))
    expect(refused).toHaveLength(7)
    for (const error of refused) expect(error).toBeInstanceOf(WrappingTokenInvalidError)
  })

  it("shares one response between simultaneous unwraps of one client", async () => {
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

  it("keeps numbers exact with exactJson [RW-CP-5]", async () => {
    const exact = createNodeClient({ address: server.address, token: server.rootToken, json: exactJson })
    const text = '{"big":12345678901234567890,"one":1.0,"__proto__":{"a":-1.50}}'
    const info = await exact.wrap(exactJson.parse(text) as object)
    expect(exactJson.stringify((await exact.unwrap(info)).data)).toBe(text)
  })

  it("keeps the envelope of a wrapped 404 [RW-WE-11]", async () => {
    const secret = { mount: "secret", path: "gone" }
    await client.operations.kvV2Write({ ...secret, body: { data: { a: 1 } } })
    await client.operations.kvV2Delete(secret)
    const info = await client.operations.kvV2Read(secret).wrapped()
    const error = await failureOf(client.unwrap(info))
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error.envelope).toMatchObject({ data: { data: null, metadata: { version: 1 } } })
  })

  it("reports an unknown outcome for a lost response, and a lookup says that the token is used up", async () => {
    const info = await client.wrap({ a: 1 })
    const hasty = createNodeClient({
      address: server.address,
      // The request is sent, and its response is lost.
      fetch: async (url, init) => {
        await fetch(url, init)
        throw new Error("the response was lost")
      }
    })
    expect(await failureOf(hasty.unwrap(info))).toBeInstanceOf(OutcomeUnknownError)
    expect(await failureOf(client.lookup(info))).toBeInstanceOf(WrappingTokenInvalidError)
  })
})

describe("connections to the server", () => {
  it("over a unix socket", async () => {
    const socketPath = join(folder, "enwrap.sock")
    const local = await startEnwrap({ socketPath })
    for (const address of [`unix://${socketPath}`, `unix:${socketPath}`]) {
      const overSocket = createNodeClient({ address, token: local.rootToken })
      expect((await overSocket.unwrap(await overSocket.wrap({ a: 1 }))).data).toEqual({ a: 1 })
    }
    await local.close()
  })

  it("over TLS, with the trusted certificates of the options", async () => {
    const { cert, key } = selfSigned()
    const secure = await startEnwrap({ port: 0, tls: { cert, key } })
    const caFile = join(folder, "ca.pem")
    await writeFile(caFile, cert)
    const { address, rootToken: token } = secure
    const env = { VAULT_ADDR: address, VAULT_TOKEN: token }

    const trusting = fromEnv({ ...env, VAULT_CACERT: caFile, VAULT_TLS_SERVER_NAME: "localhost" })
    expect((await trusting.unwrap(await trusting.wrap({ a: 1 }))).data).toEqual({ a: 1 })
    const careless = fromEnv({ ...env, VAULT_SKIP_VERIFY: "true" })
    expect((await careless.operations.sysHealthRead()).sealed).toBe(false)

    for (const wary of [
      fromEnv(env),
      fromEnv({ ...env, VAULT_CACERT: caFile, VAULT_TLS_SERVER_NAME: "other.example" })
    ]) {
      const error = await failureOf(wary.unwrap("s.W"))
      // The certificate was rejected before anything was sent: the token is not used up.
      expect(error).toMatchObject({ code: "CONNECTION_FAILED" })
      expect(error.hint).toMatch(/VAULT_CACERT|VAULT_TLS_SERVER_NAME/)
    }
    await secure.close()
  })

  it("over TLS, with a client certificate from files or in PEM, with createNodeFetch too", async () => {
    const { cert, key } = selfSigned()
    const mutual = createServer({ cert, key, ca: cert, requestCert: true, rejectUnauthorized: true }, (_, response) =>
      response.end("{}")
    )
    await new Promise<void>((resolve) => mutual.listen(0, "127.0.0.1", resolve))
    const address = `https://127.0.0.1:${(mutual.address() as AddressInfo).port}`
    const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")]
    await Promise.all([writeFile(certFile, cert), writeFile(keyFile, key)])
    const serverName = "localhost"
    for (const tls of [
      { caFile: certFile, certFile, keyFile, serverName },
      { caPem: cert, certPem: cert, keyPem: key, serverName },
      { caPem: cert, certFile: "/there/is/no.pem", certPem: cert, keyFile, serverName }
    ]) {
      expect((await createNodeFetch({ tls })(address, {})).status).toBe(200)
      expect(await createNodeClient({ address, tls }).operations.sysHealthRead()).toEqual({})
    }
    await new Promise((resolve) => {
      mutual.close(resolve)
      mutual.closeAllConnections()
    })
  })

  it("names the options of a client certificate if the server requires one", async () => {
    const { cert, key } = selfSigned()
    for (const maxVersion of ["TLSv1.2", "TLSv1.3"] as const) {
      const mutual = createServer({ cert, key, ca: cert, requestCert: true, rejectUnauthorized: true, maxVersion })
      const address = await new Promise<string>((resolve) =>
        mutual.listen(0, "127.0.0.1", () => resolve(`https://127.0.0.1:${(mutual.address() as AddressInfo).port}`))
      )
      const options = { address, tls: { insecureSkipVerify: true } }
      const error = await failureOf(createNodeClient(options).operations.sysHealthRead())
      expect(error).toMatchObject({ code: "CONNECTION_FAILED" })
      expect(error.hint).toMatch(/client certificate.*tls\.certFile.*VAULT_CLIENT_CERT/)
      expect(error.hint).not.toMatch(/plain http/)
      await new Promise((resolve) => mutual.close(resolve))
    }
  })
})
