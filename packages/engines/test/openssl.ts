import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** Whether openssl is installed. If `CI` is set, the tests run anyway, and fail without it. */
export const hasOpenssl = process.env["CI"] === "true" || spawnSync("openssl", ["version"]).status === 0

if (!hasOpenssl) console.warn("openssl is missing: what pki issues is not verified by another program here")

/** Runs openssl with files of these texts, under the names in its arguments. */
export const openssl = (args: ReadonlyArray<string>, files: Readonly<Record<string, string | Uint8Array>>) => {
  const folder = mkdtempSync(join(tmpdir(), "enwrap-pki-"))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    const { status, stderr, stdout } = spawnSync("openssl", args, { cwd: folder, encoding: "utf8" })
    return { status, output: stdout + stderr }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
