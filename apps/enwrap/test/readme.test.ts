import { mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { runProgram, type StartedServer, startServer } from "./run-enwrap.ts"

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")
const root = fileURLToPath(new URL("../../../", import.meta.url))

let server: StartedServer
beforeAll(async () => {
  server = await startServer(["--dev", "--dev-listen-address=127.0.0.1:0", "--dev-root-token-id=root"])
})
afterAll(() => server.stop())

/** The shell block below a heading. */
const blockOf = (heading: string): string => {
  const section = readme.split(/^## /m).find((one) => one.startsWith(`${heading}\n`)) ?? ""
  return /^```sh\n([^]*?)^```$/m.exec(section)?.[1]?.replaceAll("http://127.0.0.1:8200", server.url) ?? ""
}

describe("the shell blocks of the README", () => {
  it.each([
    ["Wrap, hand over, unwrap", /^expire_time +.*\n.*\n.*\npassword +hunter2\nuser +ada\n$/m],
    ["Unwrap only what you expect", /hunter2$/],
    ["Any path", /^hunter2Keys\n----\napp\nSuccess! [^]*\ns\.\S+Success! Data deleted/m],
    ["Log in", /^\["root"\]Success! [^]*token +\(stored\)/m],
    ["What is printed", /^curl .*"X-Vault-Token: \$VAULT_TOKEN" .*'X-Vault-Wrap-TTL: 5m' /]
  ])("%s", async (heading, output) => {
    const env = {
      HOME: mkdtempSync(join(tmpdir(), "enwrap-")),
      PATH: [join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter),
      VAULT_ADDR: server.url,
      VAULT_TOKEN: "root"
    }
    const { code, err, out } = await runProgram("bash", ["--norc", "-euo", "pipefail", "-c", blockOf(heading)], { env })
    expect([code, out], err).toEqual([0, expect.stringMatching(output)])
  })
})
