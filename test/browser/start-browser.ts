import chromium from "@sparticuz/chromium"
import { chromium as playwright, type Browser } from "playwright-core"

/**
 * Starts a headless Chromium from the npm registry, which is unpacked on the first call. `ENWRAP_CHROMIUM` names another
 * executable.
 *
 * The arguments that its package recommends are not used: one of them is `--disable-web-security`, which would allow every
 * origin, whatever the server allows.
 */
export const startBrowser = async (): Promise<Browser> =>
  playwright.launch({
    executablePath: process.env["ENWRAP_CHROMIUM"] ?? (await chromium.executablePath()),
    args: ["--disable-background-networking"]
  })
