import { execFile } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { promisify } from "node:util"
import type { Browser, Page } from "playwright-core"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { bundle } from "../../packages/protocol/scripts/bundle.ts"
import { tagsOf } from "../../scripts/docs/document.ts"
import { sequenceDiagram } from "../../scripts/docs/sequence-diagram.ts"
import { requirementsOf, type Requirement } from "../../scripts/requirements.ts"
import { startBrowser } from "../browser/start-browser.ts"

const root = join(import.meta.dirname, "../..")
const address = (page: string): string => pathToFileURL(join(root, "dist/docs", page)).href

describe("the pages that `npm run docs` builds", { timeout: 120_000 }, () => {
  let output: string
  let reference: string
  let protocol: string
  let requirements: ReadonlyArray<Requirement>
  beforeAll(async () => {
    const args = ["--conditions=@enwrap/source", join(root, "scripts/docs.ts")]
    output = (await promisify(execFile)(process.execPath, args)).stdout
    reference = await readFile(join(root, "dist/docs/index.html"), "utf8")
    protocol = await readFile(join(root, "dist/docs/protocol.html"), "utf8")
    requirements = requirementsOf(root)
  }, 120_000)

  it("are announced with their address", () => {
    assert.include(output, address("index.html"))
  })

  it("have each operation of the spec, with its requirements beside it", () => {
    const sections = new Map(
      reference.split('<section class="operation" id="').map((html) => [html.split('"')[0], html])
    )
    const operations = tagsOf(bundle(join(root, "spec/openapi.yaml"))).flatMap((tag) => tag.operations)
    const ids = new Set(requirements.flatMap((one) => one.operations))
    assert.sameMembers(
      operations.map(({ id }) => id),
      [...ids]
    )
    for (const { id, path, requirements: own } of operations) {
      const section = sections.get(id)
      assert(section !== undefined, `there is no section of ${id}`)
      assert.include(section.replaceAll(/<[^>]*>/g, ""), `/v1${path}`)
      for (const one of own) assert.include(section, `href="protocol.html#${one}"`, id)
    }
  })

  it("have each requirement, with its sentences and everything that tests it", () => {
    const items = new Map(protocol.split('<li class="requirement" id="').map((html) => [html.split('"')[0], html]))
    for (const { id, cases, tests, text, more } of requirements) {
      const item = items.get(id)
      assert(item !== undefined, `there is no item of ${id}`)
      for (const one of cases) assert.include(item, `<code>${one}</code>`, id)
      for (const file of tests) assert.include(item, `blob/main/${file}"`, id)
      const letters = (words: string): string => words.replaceAll(/[^a-zA-Z]/g, "")
      assert.include(letters(item.replaceAll(/<[^>]*>|&#?\w+;/g, "")), letters(`${text}${more}`), id)
    }
  })

  it("link only to sections that exist", () => {
    const pages = { "index.html": reference, "protocol.html": protocol }
    const idsOf = (html: string) => [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
    const ids = new Set(Object.entries(pages).flatMap(([name, html]) => idsOf(html).map((id) => `${name}#${id}`)))
    for (const [name, html] of Object.entries(pages)) {
      for (const [, page = "", id = ""] of html.matchAll(/href="([\w.]*)#([^"]*)"/g))
        assert(ids.has(`${page || name}#${id}`), `${name} links to ${page}#${id}`)
    }
  })

  it("contain nothing that a browser would load", () => {
    for (const html of [reference, protocol]) {
      assert.include(
        html,
        "Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
      )
      const text = html.replaceAll(/<a [^>]*>/g, "")
      assert.notMatch(
        text,
        /<(link|img|iframe|object|embed|base)\b|\bsrc(set)?=|@import|url\((?!#)|\bimport\(|\bfetch\(/
      )
    }
  })

  describe("in Chromium", () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await startBrowser()
    }, 60_000)
    afterAll(() => browser.close())

    /** Opens a page, and records its requests and errors. */
    const open = async (
      page: string,
      width: number
    ): Promise<{ readonly page: Page; readonly problems: ReadonlyArray<string> }> => {
      const opened = await browser.newPage({ viewport: { width, height: 800 } })
      const problems: Array<string> = []
      opened.on("request", (request) => {
        if (request.url().split("#")[0] !== address(page).split("#")[0]) problems.push(`requested ${request.url()}`)
      })
      opened.on("console", (message) => problems.push(message.text()))
      opened.on("pageerror", (error) => problems.push(String(error)))
      await opened.goto(address(page))
      return { page: opened, problems }
    }

    it("request nothing, and fit a phone", async () => {
      for (const name of ["index.html", "protocol.html"]) {
        const { page, problems } = await open(name, 390)
        await page.waitForLoadState("networkidle")
        assert.deepEqual(problems, [])
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390)
        assert.isFalse(await page.locator("#search").isVisible())
        await page.click("#menu")
        await page.locator("#search").waitFor({ state: "visible" })
        await page.close()
      }
    })

    it("show the section that the address names", async () => {
      for (const width of [390, 1400]) {
        const { page } = await open("index.html", width)
        await page.evaluate(() => (location.hash = "pkiIssue"))
        // The navigation marks the section that is on the screen.
        await page.waitForFunction(
          () => document.querySelector(".side a.current")?.getAttribute("href") === "#pkiIssue"
        )
        await page.close()
      }
    })

    it("find operations and requirements by their words", async () => {
      const { page } = await open("index.html", 1400)
      await page.fill("#search", "second unwrap")
      const found = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>(".side a")]
          .filter((link) => link.checkVisibility())
          .map((link) => link.innerText)
      )
      assert.isNotEmpty(found)
      assert.isTrue(found.some((text) => text.includes("RW-SU-2")))
      assert.isFalse(found.some((text) => text.includes("RW-KV-1\n")))
      await page.fill("#search", "zebra quintet")
      assert.isTrue(await page.locator("#nothing").isVisible())
      await page.close()
    })

    it("are light or dark as the reader wants", async () => {
      const { page } = await open("index.html", 1400)
      const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      await page.emulateMedia({ colorScheme: "dark" })
      const dark = await background()
      await page.emulateMedia({ colorScheme: "light" })
      const light = await background()
      assert.notEqual(dark, light)
      await page.click("#theme")
      assert.equal(await background(), dark)
      await page.reload()
      assert.equal(await background(), dark)
      await page.close()
    })
  })
})

describe("a sequence diagram", () => {
  it("has its participants, messages and notes", () => {
    const source =
      "sequenceDiagram\n  participant A as Alice\n  participant B as Bob\n  A->>B: one<br>two\n  Note over B: <three>\n  B-->>A: four"
    const svg = sequenceDiagram(source)
    for (const text of ["Alice", "Bob", "one", "two", "&lt;three&gt;", "four"]) assert.include(svg, `>${text}</text>`)
  })

  it.each(["flowchart LR", "sequenceDiagram\n  A->>B: unknown", "sequenceDiagram\n  loop forever"])(
    "refuses %j",
    (source) => {
      assert.throws(() => sequenceDiagram(source))
    }
  )
})
