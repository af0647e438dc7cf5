import type { EnwrapMock } from "@enwrap/msw"
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { build, preview, type PreviewServer } from "vite"
import { afterAll, beforeAll, expect, test } from "vitest"
import { startBrowser } from "../../../test/browser/start-browser.ts"

/** The mock in the page. */
declare const mock: EnwrapMock

const root = join(import.meta.dirname, "..")
const PREVIEW = { host: "127.0.0.1", port: 0, strictPort: true }
let folder: string
let server: PreviewServer
let browser: Browser

const buildFor = async (mode: string): Promise<string> => {
  const outDir = join(folder, mode)
  await build({ root, mode, logLevel: "error", build: { outDir, chunkSizeWarningLimit: 5_000 } })
  return outDir
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "enwrap-react-app-"))
  const outDir = await buildFor("mock")
  server = await preview({ root, mode: "mock", logLevel: "error", build: { outDir }, preview: PREVIEW })
  browser = await startBrowser()
}, 60_000)
afterAll(async () => {
  await browser.close()
  await server.close()
  await rm(folder, { recursive: true })
})

const open = async (): Promise<Page> => {
  const page = await browser.newPage()
  await page.goto(server.resolvedUrls!.local[0]!)
  await page.getByRole("button").waitFor()
  return page
}

const unwrapsIn = (page: Page) =>
  page.evaluate(() => mock.requests().flatMap(({ path, status }) => (path === "sys/wrapping/unwrap" ? [status] : [])))

test("a person clicks and sees the key, which is unwrapped once", async () => {
  const page = await open()
  expect(await unwrapsIn(page)).toEqual([])
  await page.getByRole("button").click()
  expect(await page.getByRole("status").textContent()).toBe("order-key-of-17")
  expect(await unwrapsIn(page)).toEqual([200])
})

test("a person is told what to do if the response is lost", async () => {
  const page = await open()
  await page.evaluate(() => mock.faults.lostResponse({ path: "sys/wrapping/unwrap" }))
  await page.getByRole("button").click()
  expect(await page.getByRole("alert").textContent()).toBe("Ask for a new key.")
})

test("the build for production contains no mock", async () => {
  const assets = join(await buildFor("production"), "assets")
  const texts = await Promise.all((await readdir(assets)).map((file) => readFile(join(assets, file), "utf8")))
  expect(texts.filter((text) => text.includes("sys/wrapping/"))).toHaveLength(1)
  expect(texts.filter((text) => text.includes("mockServiceWorker"))).toHaveLength(0)
})
