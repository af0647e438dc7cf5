import { execFile } from "node:child_process"
import { readFile } from "node:fs/promises"
import { createServer, type IncomingHttpHeaders, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { startServer, type StartedServer } from "../start-server.ts"

const root = join(import.meta.dirname, "../..")
const API_KEY = "example-key-of-the-payment-api"

interface Seen {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A payment API that issues keys to shop 7 and rejects all others. */
const startPaymentApi = async (seen: Array<Seen>): Promise<{ readonly server: Server; readonly url: string }> => {
  const server = createServer((request, response) => {
    let body = ""
    request.on("data", (chunk) => (body += chunk))
    request.on("end", () => {
      const { headers, url = "" } = request
      seen.push({ url, headers, body })
      const known = headers.authorization === `Bearer ${API_KEY}` && url === "/v2/shops/7/keys"
      response.writeHead(known ? 201 : 404, { "content-type": "application/json" })
      response.end(known ? '{"key":"one-time-key-1","amount":4200}' : '{"error":"no such shop"}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2` }
}

const expected = `headers: [ 'authorization' ] credentials visible: false
without wrapping: 403
wrapped: payment/request/shops/7/keys 120
rejected: 404 [ 'the upstream answered 404' ] { upstream_status: 404 }
the shop charges with one-time-key-1
a second time: intercepted
`

describe("the guide for a payment API's one-time key", { timeout: 120_000 }, () => {
  const seen: Array<Seen> = []
  let enwrap: StartedServer
  let payment: { readonly server: Server; readonly url: string }
  beforeAll(async () => {
    enwrap = await startServer()
    payment = await startPaymentApi(seen)
  })
  afterAll(async () => {
    await enwrap.close()
    payment.server.closeAllConnections()
    payment.server.close()
  })

  it("RW-HTTP-4 RW-HTTP-7 RW-HTTP-8 RW-PB-1 works as written", async () => {
    const text = await readFile(join(root, "docs/guides/payment-key.md"), "utf8")
    const code = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block = ""]) => block).join("\n")
    const { stderr, stdout } = await promisify(execFile)(
      process.execPath,
      ["--conditions=@enwrap/source", "--input-type=module-typescript", "--eval", code],
      {
        cwd: join(root, "packages"),
        env: {
          ...process.env,
          PAYMENT_API: payment.url,
          PAYMENT_API_KEY: API_KEY,
          VAULT_ADDR: enwrap.address,
          VAULT_TOKEN: enwrap.rootToken
        }
      }
    )
    assert.equal(stderr + stdout, expected)
    assert.deepEqual(
      seen.map(({ body, url }) => [url, body]),
      [
        ["/v2/shops/7/keys", '{"amount":4200}'],
        ["/v2/shops/8/keys", '{"amount":4200}']
      ]
    )
    for (const { headers } of seen) {
      assert.equal(headers.authorization, `Bearer ${API_KEY}`)
      assert.deepEqual(
        Object.keys(headers).filter((name) => name.startsWith("x-vault")),
        []
      )
    }
  })
})
