import { execFile } from "node:child_process"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import type { Browser, Page } from "playwright-core"
import { preview, type PreviewServer } from "vite"
import { afterAll, beforeAll, expect, test } from "vitest"
import { startBrowser } from "../../../test/browser/start-browser.ts"
import { ORDER_KEY } from "../src/mock.ts"

/** Storybook's events in the page. */
declare const __STORYBOOK_ADDONS_CHANNEL__:
  | { readonly last: (event: string) => ReadonlyArray<unknown> | undefined }
  | undefined

const root = join(import.meta.dirname, "..")
const source = await readFile(join(root, "src/order-key.stories.tsx"), "utf8")
const exportNames = Array.from(source.matchAll(/^export const (\w+): Story /gm), ([, name]) => name!)
let folder: string
let server: PreviewServer
let browser: Browser
let page: Page
let printed: Array<string>
/** From the names of the exports to Storybook's ids. */
let ids: ReadonlyMap<string, string>

/** Runs `storybook build`, as a person would. `--test` leaves the pages of the documentation out. */
const buildStorybook = async (outDir: string): Promise<void> => {
  const storybook = join(
    dirname(createRequire(import.meta.url).resolve("storybook/package.json")),
    "dist/bin/dispatcher.js"
  )
  await promisify(execFile)(process.execPath, [storybook, "build", "--test", "--output-dir", outDir], {
    cwd: root,
    env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: "1" }
  })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "enwrap-storybook-"))
  await buildStorybook(folder)
  server = await preview({
    root,
    configFile: false,
    logLevel: "error",
    build: { outDir: folder },
    preview: { host: "127.0.0.1", port: 0, strictPort: true }
  })
  browser = await startBrowser()
  page = await browser.newPage()
  page.on("console", (message) => printed.push(message.text()))
  const { entries } = JSON.parse(await readFile(join(folder, "index.json"), "utf8")) as {
    readonly entries: Readonly<Record<string, { readonly exportName: string }>>
  }
  ids = new Map(Object.entries(entries).map(([id, { exportName }]) => [exportName, id]))
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

/** Opens a story, and waits until its play function has ended: its status, and the errors that it threw. */
const play = async (id: string) => {
  printed = []
  await page.goto(new URL(`iframe.html?id=${id}&viewMode=story`, server.resolvedUrls!.local[0]).href)
  await page.waitForFunction(() => __STORYBOOK_ADDONS_CHANNEL__?.last("storyFinished"))
  return page.evaluate(() => ({
    finished: __STORYBOOK_ADDONS_CHANNEL__!.last("storyFinished")![0],
    // The status does not tell whether the play function threw.
    errors: ["playFunctionThrewException", "unhandledErrorsWhilePlaying"].flatMap(
      (event) => __STORYBOOK_ADDONS_CHANNEL__!.last(event) ?? []
    )
  }))
}

test("Storybook lists every story", () => {
  expect([...ids.keys()]).toEqual(exportNames)
})

test.for(exportNames)("the story %s plays in Chromium", async (name) => {
  expect(await play(ids.get(name)!)).toMatchObject({ finished: { status: "success" }, errors: [] })
  expect(printed.join("\n")).not.toContain(ORDER_KEY)
})
