import type { Browser, ConsoleMessage, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startServer, type StartedServer } from "../start-server.ts"
import { servePage, type ServedPage } from "./serve-page.ts"
import { startBrowser } from "./start-browser.ts"

/** The global of the page: the browser client, the full client, hints and all operations. */
declare const enwrap: typeof import("@enwrap/client-browser") & {
  readonly full: typeof import("@enwrap/client-browser/full")
  readonly hints: typeof import("@enwrap/client-browser/hints")
  readonly operations: typeof import("@enwrap/client-browser/operations")
}

const secret = { user: "app", password: "correct horse" }

let server: StartedServer
let app: ServedPage
let stranger: ServedPage
let browser: Browser
beforeAll(async () => {
  const apiAddress = () => server.address
  ;[browser, app, stranger] = await Promise.all([startBrowser(), servePage(apiAddress), servePage(apiAddress)])
  server = await startServer({ allowedOrigins: [app.origin] })
}, 60_000)
afterAll(async () => {
  await browser.close()
  await Promise.all([app.close(), stranger.close(), server.close()])
})

/** Opens a page in a new browser context, and records the output of its console. */
const open = async (url: string): Promise<{ readonly page: Page; readonly console: () => Promise<string> }> => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const shown: Array<string | Promise<string>> = []
  page.on("console", (message) => shown.push(everythingOf(message)))
  page.on("pageerror", (error) => shown.push(String(error.stack)))
  await page.goto(url)
  return { page, console: async () => (await Promise.all(shown)).join("\n") }
}

/** The text of a console message, its source, and the contents of the logged objects. */
const everythingOf = async (message: ConsoleMessage): Promise<string> => {
  const values = await Promise.all(message.args().map((argument) => argument.jsonValue().catch(() => "")))
  return [message.text(), message.location().url, JSON.stringify(values)].join(" ")
}

/** In a page of the app: wraps the secret, logs the wrap info and the client, and returns the token to hand over. */
const wrapInPage = (page: Page): Promise<{ readonly token: string; readonly accessor: string }> =>
  page.evaluate(
    async ({ address, rootToken, secret }) => {
      const client = enwrap.createBrowserClient({ address, token: rootToken })
      const info = await client.wrap(secret, { ttl: "5m" })
      console.log("wrapped", info, `${info.token}`, JSON.stringify(info), client)
      return { token: info.token.reveal(), accessor: info.accessor }
    },
    { address: server.address, rootToken: server.rootToken, secret }
  )

/**
 * In a page that was opened with a token in the fragment of its URL: unwraps the token, after removing it from the URL,
 * which browsers show in their history and their consoles.
 */
const unwrapInPage = (page: Page) =>
  page.evaluate(async (address) => {
    const client = enwrap.createBrowserClient({ address })
    const token = enwrap.takeToken()
    if (token === undefined) throw new Error("there is no token")
    try {
      const { data } = await client.unwrap(token)
      return { data }
    } catch (error) {
      console.error("unwrap failed", error)
      if (!enwrap.isClientError(error)) throw error
      return {
        code: error.code,
        name: error.name,
        status: error.status,
        hint: enwrap.hints.explain(error)?.hint
      }
    }
  }, server.address)

describe("a page in Chromium, on a different origin than the server", () => {
  it("wraps a secret, and another page unwraps it once", async () => {
    const sender = await open(app.origin)
    const { token } = await wrapInPage(sender.page)

    const recipient = await open(`${app.origin}/#token=${token}`)
    expect(await unwrapInPage(recipient.page)).toEqual({ data: secret })

    const late = await open(`${app.origin}/#token=${token}`)
    expect(await unwrapInPage(late.page)).toMatchObject({
      code: "WRAPPING_TOKEN_INVALID",
      name: "ClientError",
      status: 400
    })

    for (const { console, page } of [sender, recipient, late]) {
      const shown = await console()
      expect(shown).not.toContain(token)
      expect(shown).not.toContain(server.rootToken)
      expect(shown).not.toContain(secret.password)
      expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
        0,
        0,
        ""
      ])
    }
    expect(await sender.console()).toContain("<wrapping token>")
    expect(await late.console()).toContain("unwrap failed")
    expect(app.visits.join("\n")).not.toContain(token)
  })

  it("unwraps once if three pages unwrap at the same time", async () => {
    const sender = await open(app.origin)
    const { token } = await wrapInPage(sender.page)
    const pages = await Promise.all([1, 2, 3].map(() => open(`${app.origin}/#token=${token}`)))
    const outcomes = await Promise.all(pages.map(({ page }) => unwrapInPage(page)))
    expect(outcomes.filter((outcome) => "data" in outcome)).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome.code === "WRAPPING_TOKEN_INVALID")).toHaveLength(2)
  })

  it("lists, wraps the response of an operation, looks it up, and revokes it with the accessor", async () => {
    const { page } = await open(app.origin)
    const outcome = await page.evaluate(
      async ({ address, rootToken, secret }) => {
        const { operations } = enwrap
        const client = enwrap.full.createBrowserClient({ address, token: rootToken, operations })
        await client.operations.kvV2Write({ mount: "secret", path: "db", body: { data: secret } })
        const list = await client.operations.kvV2List({ mount: "secret", path: "" })
        const read = client.operations.kvV2Read({ mount: "secret", path: "db" })
        const info = await read.wrapped("5m")
        const found = await client.lookup(info)
        const unwrapped = await client.unwrap(info)
        const revoked = await client.wrap(secret)
        await client.revoke(revoked)
        const refusal = await client.unwrap(revoked).catch((error: { readonly code: string }) => error.code)
        return { keys: list.data.keys, creationPath: found.creationPath, data: unwrapped.data.data, refusal }
      },
      { address: server.address, rootToken: server.rootToken, secret }
    )
    expect(outcome).toEqual({
      keys: ["db"],
      creationPath: "secret/data/db",
      data: secret,
      refusal: "WRAPPING_TOKEN_INVALID"
    })
  })

  it("takes the token out of the URL and the history, and keeps the rest of them", async () => {
    const { page } = await open(`${app.origin}/open?order=7#view=1&token=s.AbCd%2B1`)
    const found = await page.evaluate(() => {
      history.replaceState({ router: 1 }, "")
      const token = enwrap.takeToken()?.reveal()
      const again = enwrap.takeToken()
      return { token, again, url: location.href, state: history.state as unknown }
    })
    expect(found).toMatchObject({ token: "s.AbCd+1", url: `${app.origin}/open?order=7#view=1`, state: { router: 1 } })
    expect(found.again).toBeUndefined()
    await page.goto(`${app.origin}/other`)
    await page.goBack()
    expect(page.url()).toBe(`${app.origin}/open?order=7#view=1`)
    expect(await page.evaluate(() => enwrap.takeToken("view")?.reveal())).toBe("1")
    expect(page.url()).toBe(`${app.origin}/open?order=7`)
  })

  it("calls the server through a proxy on its own origin", async () => {
    const { page } = await open(stranger.origin)
    const data = await page.evaluate(async (rootToken) => {
      const client = enwrap.createBrowserClient({ address: "/vault", token: rootToken })
      return (await client.unwrap(await client.wrap({ a: 1 }))).data
    }, server.rootToken)
    expect(data).toEqual({ a: 1 })
  })

  it("is blocked by the browser if its origin is not allowed, and the token stays valid", async () => {
    const sender = await open(app.origin)
    const { token } = await wrapInPage(sender.page)

    const intruder = await open(`${stranger.origin}/#token=${token}`)
    expect(await unwrapInPage(intruder.page)).toMatchObject({
      code: "OUTCOME_UNKNOWN",
      hint: expect.stringContaining(stranger.origin)
    })
    const shown = await intruder.console()
    expect(shown).toContain("blocked by CORS policy")
    expect(shown).not.toContain(token)

    const recipient = await open(`${app.origin}/#token=${token}`)
    expect(await unwrapInPage(recipient.page)).toMatchObject({ data: secret })
  })
})
