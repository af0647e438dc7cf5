import { build } from "esbuild"
import { once } from "node:events"
import { readFile } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Browser } from "playwright-core"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { startBrowser } from "../../../test/browser/start-browser.ts"
import type { Seen } from "./worker-page.ts"

declare const seen: Promise<Seen>

const HTML = '<!doctype html><title>Enwrap</title><link rel="icon" href="data:,"><script src="/page.js"></script>'

/** Bundles the page as the bundler of an app would: for browsers, without Node. */
const bundle = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "worker-page.ts")],
    bundle: true,
    format: "iife",
    platform: "browser",
    conditions: ["@enwrap/source"],
    write: false
  })
  return outputFiles[0]?.text ?? ""
}

describe("behind MSW's worker in Chromium", () => {
  let browser: Browser
  let server: Server
  let origin: string

  beforeAll(async () => {
    const worker = readFile(fileURLToPath(import.meta.resolve("msw/mockServiceWorker.js")), "utf8")
    const scripts: Record<string, string> = { "/page.js": await bundle(), "/mockServiceWorker.js": await worker }
    server = createServer(({ url = "" }, response) => {
      response.setHeader("content-type", url in scripts ? "text/javascript" : "text/html; charset=utf-8")
      response.end(scripts[url] ?? HTML)
    })
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await startBrowser()
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    server.closeAllConnections()
    server.close()
  })

  it("serves a page, and prints no secrets on its console", async () => {
    const page = await browser.newPage()
    const shown: Array<string> = []
    page.on("console", (message) => shown.push(message.text()))
    await page.goto(origin)
    const { expired, list, lost, unwraps, ...more } = await page.evaluate(() => seen)
    assert.deepEqual(unwraps, [200, ...Array.from({ length: 9 }, () => 400)])
    assert.equal(expired, 400)
    assert.include(list, '"keys":["db"]')
    assert.isTrue(lost)
    assert.deepEqual(more, {
      cutOff: true,
      stateOfCut: "unwrapped",
      creationPath: "api/orders/17/key",
      key: { key: "order-key-of-17" },
      health: 200
    })
    assert.include(shown, `[enwrap] Warning: no handler for POST ${origin}/elsewhere`)
    assert.notMatch(shown.join("\n"), /correct horse|query-secret|body-secret|s\.ew/)
  })
})
