import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startServer, type StartedServer } from "../start-server.ts"
import { servePage, type ServedPage } from "./serve-page.ts"
import { startBrowser } from "./start-browser.ts"

declare const enwrap: typeof import("@enwrap/client-browser") & { readonly app: typeof import("./react-app.ts") }

let server: StartedServer
let app: ServedPage
let browser: Browser
beforeAll(async () => {
  ;[browser, app] = await Promise.all([startBrowser(), servePage(() => server.address)])
  server = await startServer({ allowedOrigins: [app.origin] })
}, 60_000)
afterAll(async () => {
  await browser.close()
  await Promise.all([app.close(), server.close()])
})

/** Opens the app with a token, and counts its requests by their paths. */
const openApp = async (): Promise<{
  readonly page: Page
  readonly requests: ReadonlyArray<string>
  readonly token: string
}> => {
  const page = await browser.newPage()
  const requests: Array<string> = []
  page.on("request", (request) => {
    if (request.method() === "POST") requests.push(new URL(request.url()).pathname.slice("/v1/sys/wrapping/".length))
  })
  await page.goto(app.origin)
  const token = await page.evaluate(
    async ({ address, rootToken }) => {
      const client = enwrap.createBrowserClient({ address, token: rootToken })
      const token = (await client.wrap({ pin: "0451" })).token.reveal()
      enwrap.app.start(address, token)
      return token
    },
    { address: server.address, rootToken: server.rootToken }
  )
  await page.waitForSelector("#second")
  return { page, requests, token }
}

const shown = (page: Page, text: string, selector = "#first span") =>
  page.waitForFunction(([selector, text]) => document.querySelector(selector)?.textContent === text, [
    selector,
    text
  ] as const)

describe("useUnwrap in a page", () => {
  it("unwraps when the user clicks, and never when it is rendered", async () => {
    const { page, requests } = await openApp()
    await page.click("#remount")
    await shown(page, "idle")
    // React runs the effect that counts some time after it has shown the component.
    await shown(page, "1 true", "#careless")
    expect(requests).toEqual(["wrap"])
    await page.click("#first button")
    await shown(page, '{"pin":"0451"}')
    expect(requests).toEqual(["wrap", "lookup", "unwrap"])
  })

  it("unwraps once in strict mode, with several components, clicks, remounts and Suspense", async () => {
    const { page, requests, token } = await openApp()
    await page.evaluate(() => {
      const click = (selector: string) => document.querySelector<HTMLElement>(selector)?.click()
      for (const selector of ["#first button", "#first button", "#second button", "#remount"]) click(selector)
    })
    await page.click("#second button")
    await shown(page, '{"pin":"0451"}')
    for (const id of ["#suspend", "#remount", "#first button", "#second button"]) await page.click(id)
    await shown(page, '{"pin":"0451"}')
    expect(await page.textContent("#second span")).toBe('{"pin":"0451"}')
    expect(requests.filter((path) => path === "unwrap")).toHaveLength(1)
    expect(app.visits.join("\n")).not.toContain(token)
  })

  it("can drop the secret, and does not unwrap again", async () => {
    const { page, requests } = await openApp()
    await page.click("#first button")
    await shown(page, '{"pin":"0451"}')
    await page.click("#second button:last-child")
    await shown(page, "forgotten")
    await page.click("#first button")
    await shown(page, "forgotten")
    expect(await page.content()).not.toContain("0451")
    expect(requests.filter((path) => path === "unwrap")).toHaveLength(1)
  })

  it("lets the user try again if nothing was used up", async () => {
    const { page, requests } = await openApp()
    await page.route("**/lookup", (route) => route.abort())
    await page.click("#first button")
    await shown(page, "unreachable")
    await page.unroute("**/lookup")
    await page.click("#first button")
    await shown(page, '{"pin":"0451"}')
    expect(requests).toEqual(["wrap", "lookup", "lookup", "unwrap"])
  })

  it("does not unwrap again if the token may be used up", async () => {
    const { page, requests } = await openApp()
    await page.route("**/unwrap", (route) => route.abort())
    await page.click("#first button")
    await shown(page, "unknown")
    await page.unroute("**/unwrap")
    await page.click("#first button")
    await page.click("#remount")
    await shown(page, "unknown")
    expect(requests).toEqual(["wrap", "lookup", "unwrap"])
  })
})
