import chromium from "@sparticuz/chromium"
import { chromium as playwright, type Browser } from "playwright-core"

/**
 * Starts the Chromium that comes from the npm registry, unpacked on the first call, without a window. `ENWRAP_CHROMIUM`
 * names the executable of another one.
 *
 * The arguments that its package recommends are left out: among them is `--disable-web-security`, which would let every
 * page through, whatever the server allows.
 */
export const startBrowser = async (): Promise<Browser> =>
  playwright.launch({
    executablePath: process.env["ENWRAP_CHROMIUM"] ?? (await chromium.executablePath()),
    args: ["--disable-background-networking"]
  })
