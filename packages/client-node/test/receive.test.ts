import { wrappedFrom, type Client } from "@enwrap/client"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createNodeClient } from "../src/node-client.ts"
import { startEnwrap, type RunningServer } from "./enwrap-server.ts"

let server: RunningServer
let sender: Client
let receiver: Client
beforeAll(async () => {
  server = await startEnwrap()
  sender = createNodeClient({ address: server.address, token: server.rootToken })
  receiver = createNodeClient({ address: server.address })
})
afterAll(() => server.close())

/** What a backend passes on: the JSON of the server, in an answer of its own. */
const wrappedSecret = async (
  path: string,
  headers: object = {}
): Promise<{ order: { wrap_info: { token: string } } }> => {
  await sender.write(`secret/data/${path}`, { data: { key: "correct horse" } })
  const response = await fetch(`${server.address}/v1/secret/data/${path}`, {
    headers: { "x-vault-token": server.rootToken, "x-vault-wrap-ttl": "2m", ...headers }
  })
  return { order: (await response.json()) as { wrap_info: { token: string } } }
}

const orderKey = wrappedFrom<{ data: { key: string } }>({ path: "secret/data/orders/*", ttl: "2m", maxAge: "1m" })

describe("receiving from our server [RW-LK-1 RW-SU-1]", () => {
  it("receives what a backend passes on", async () => {
    const receipt = await receiver.receive({ token: await wrappedSecret("orders/7"), expected: orderKey })
    expect(receipt).toMatchObject({ verdict: "received", creationPath: "secret/data/orders/7" })
    if (receipt.verdict === "received") expect(receipt.response.data.data.key).toBe("correct horse")
  })

  it("says that a token was intercepted, and what is ruled out", async () => {
    const token = await wrappedSecret("orders/8")
    await createNodeClient({ address: server.address }).unwrap(token.order.wrap_info.token)
    const receipt = await receiver.receive({ token, expected: orderKey })
    expect(receipt).toMatchObject({ verdict: "intercepted", possible: ["used", "revoked"], wasValid: false })
    expect(receipt.accessor).toMatch(/\w/)
  })

  it("says that a token was tampered with: another path, another TTL, or wrapped again", async () => {
    const other = await receiver.receive({ token: await wrappedSecret("users/1"), expected: orderKey })
    expect(other).toMatchObject({ verdict: "tampered", mismatch: "path" })
    const long = await wrappedSecret("orders/9", { "x-vault-wrap-ttl": "1h" })
    expect(await receiver.receive({ token: long, expected: orderKey })).toMatchObject({ mismatch: "ttl" })

    const token = await wrappedSecret("orders/10")
    const again = await sender.rewrap(token.order.wrap_info.token)
    token.order.wrap_info.token = again.token.reveal()
    const receipt = await receiver.receive({ token, expected: orderKey })
    expect(receipt).toMatchObject({ verdict: "tampered", mismatch: "time" })
    expect(JSON.stringify(receipt)).not.toContain(again.token.reveal())
  })

  it("is unreachable if nobody listens, and the token can still be received", async () => {
    const token = await wrappedSecret("orders/11")
    const gone = createNodeClient({ address: "http://127.0.0.1:1" })
    expect(await gone.receive({ token, expected: orderKey })).toMatchObject({ verdict: "unreachable", consumed: "no" })
    expect(await receiver.receive({ token, expected: orderKey })).toMatchObject({ verdict: "received" })
  })
})
