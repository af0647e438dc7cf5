import { once } from "node:events"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { Browser } from "playwright-core"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { createEnwrapMock } from "@enwrap/msw"
import { startBrowser } from "../../../test/browser/start-browser.ts"
import { routeToMock } from "./route-to-mock.ts"

describe("page.route of Playwright, as in the guide", () => {
  let browser: Browser
  let server: Server
  let origin: string
  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.setHeader("content-type", "text/html")
      response.end('<!doctype html><link rel="icon" href="data:,">')
    }).listen(0, "127.0.0.1")
    await once(server, "listening")
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await startBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    server.closeAllConnections()
    server.close()
  })

  it.each(["https://vault.example", "/vault"])("serves a page at %s, with faults", async (baseUrl) => {
    const mock = createEnwrapMock({ baseUrl })
    const page = await browser.newPage({ baseURL: origin })
    await routeToMock(page, mock)
    await page.goto("/")
    const unwrap = (token: string) =>
      page.evaluate(
        ([url, token]) =>
          fetch(url!, { method: "POST", headers: { "x-vault-token": token! } }).then(
            (response) => response.status,
            () => "failed"
          ),
        [`${baseUrl}/v1/sys/wrapping/unwrap`, token]
      )
    const { token } = mock.wrap({ password: "correct horse" }).wrapInfo
    assert.deepEqual([await unwrap(token), await unwrap(token)], [200, 400])
    mock.faults.lostResponse({ times: 1 })
    mock.faults.cutOff()
    const late = mock.wrap({}).wrapInfo.token
    assert.deepEqual([await unwrap(late), await unwrap(late)], ["failed", "failed"])
    await page.close()
  })
})
