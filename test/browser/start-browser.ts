import chromium from "@sparticuz/chromium"
import { chromium as playwright, type Browser } from "playwright-core"

/**
 * Starts the headless Chromium of an npm package, which is unpacked on the first call. `ENWRAP_CHROMIUM` can name another
 * executable.
 *
 * The arguments that the package recommends are not used: one of them is `--disable-web-security`, which disables CORS.
 */
export const startBrowser = async (): Promise<Browser> =>
  playwright.launch({
    executablePath: process.env["ENWRAP_CHROMIUM"] ?? (await chromium.executablePath()),
    args: ["--disable-background-networking"]
  })
