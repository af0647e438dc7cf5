import { once } from "node:events"
import { connect, createServer, type AddressInfo } from "node:net"
import { expect, it } from "vitest"
import { startServer } from "../start-server.ts"
import { servePage } from "./serve-page.ts"
import { startBrowser } from "./start-browser.ts"

declare const enwrap: typeof import("@enwrap/client-browser")

/** A relay that drops the response to the first unwrap, and closes the connection. */
const startRelay = async (port: number) => {
  const unwraps: Array<string> = []
  const relay = createServer((socket) => {
    const upstream = connect(port, "127.0.0.1")
    let drops = false
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket]
    ] as const) {
      one.on("error", () => {})
      one.on("close", () => other.destroy())
    }
    socket.on("data", (chunk: Buffer) => {
      const [line = ""] = chunk.toString("latin1").split("\r\n")
      if (line.startsWith("POST /v1/sys/wrapping/unwrap")) drops = unwraps.push(line) === 1
      upstream.write(chunk)
    })
    upstream.on("data", (chunk: Buffer) => (drops ? socket.destroy() : socket.write(chunk)))
    upstream.on("end", () => socket.end())
  })
  relay.listen(0, "127.0.0.1")
  await once(relay, "listening")
  const address = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`
  return { address, unwraps, close: () => relay.close() }
}

it("Chromium does not send an unwrap twice if its connection is lost, which looked like an interception", async () => {
  let address = ""
  const [browser, app] = await Promise.all([startBrowser(), servePage(() => address)])
  const server = await startServer({ allowedOrigins: [app.origin] })
  const relay = await startRelay(Number(new URL(server.address).port))
  address = relay.address
  try {
    const page = await browser.newPage()
    await page.goto(app.origin)
    const receipt = await page.evaluate(
      async ({ address, token }) => {
        const client = enwrap.createBrowserClient({ address, token })
        const { verdict } = await client.receive({
          token: await client.wrap({ pin: "0451" }),
          expectedPath: "sys/wrapping/wrap"
        })
        return verdict
      },
      { address, token: server.rootToken }
    )
    expect(relay.unwraps).toHaveLength(1)
    expect(receipt).toBe("unknown")
  } finally {
    relay.close()
    await browser.close()
    await Promise.all([app.close(), server.close()])
  }
}, 60_000)
