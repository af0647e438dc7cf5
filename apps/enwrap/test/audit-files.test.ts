import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { runEnwrap, startConfiguredServer } from "./run-enwrap.ts"

const root = mkdtempSync(join(tmpdir(), "enwrap-"))
afterAll(() => rmSync(root, { recursive: true }))

const plain = 'storage "inmem" {}\nlistener "tcp" {\n  address = "127.0.0.1:0"\n  tls_disable = true\n}\n'

const device = (name: string, file: string): string =>
  `audit "file" "${name}" {\n  options {\n    file_path = "${file}"\n  }\n}\n`

const setUp = () => {
  const folder = mkdtempSync(join(root, "test-"))
  writeFileSync(join(folder, "file"), "")
  const configure = (...devices: ReadonlyArray<string>): string => {
    const path = join(folder, "server.hcl")
    writeFileSync(path, plain + devices.join(""))
    return `-config=${path}`
  }
  return { folder, configure, unusable: join(folder, "file", "audit.log") }
}

describe("an audit file that cannot be opened", { timeout: 60_000 }, () => {
  it("is an error of --check and the start, in the same words", async () => {
    const { configure, folder, unusable } = setUp()
    const problem = `server.hcl:8:5: error: file_path in audit "file" "all": unable to open ${JSON.stringify(unusable)} for writing: EEXIST`
    for (const words of [["-check"], []]) {
      const { code, err } = await runEnwrap(["server", ...words, configure(device("all", unusable))])
      expect([code, err]).toMatchObject([1, expect.stringContaining(problem)])
    }
    const below = join(unusable, "below", "audit.log")
    expect((await runEnwrap(["server", "-check", configure(device("all", below))])).err).toContain("ENOTDIR")
    // A folder that is missing would be created, and is not created by the check.
    const missing = device("all", join(folder, "a", "b", "audit.log"))
    expect((await runEnwrap(["server", "-check", configure(missing)])).code).toBe(0)
    expect(existsSync(join(folder, "a"))).toBe(false)
  })

  it("is a warning if another device can be opened", async () => {
    const { configure, folder, unusable } = setUp()
    const config = configure(device("one", unusable), device("two", join(folder, "audit.log")))
    const { code, err } = await runEnwrap(["server", "-check", config])
    expect([code, err]).toMatchObject([0, expect.stringContaining('warning: file_path in audit "file" "one": unable')])
  })

  it.skipIf(process.getuid?.() === 0)("is one that this user may not write", async () => {
    const { configure, folder } = setUp()
    const closed = join(folder, "closed")
    mkdirSync(closed)
    chmodSync(closed, 0o500)
    const { code, err } = await runEnwrap(["server", "-check", configure(device("all", join(closed, "audit.log")))])
    expect([code, err]).toMatchObject([1, expect.stringContaining("EACCES")])
  })

  it("is the error of operator init and operator unseal", async () => {
    const { configure, folder } = setUp()
    const logs = join(folder, "logs")
    const server = await startConfiguredServer([configure(device("all", join(logs, "audit.log")))])
    const env = { VAULT_ADDR: server.url }
    const text = `the audit device "all/" cannot be enabled: sanity check failed; unable to open ${JSON.stringify(join(logs, "audit.log"))} for writing: EEXIST`
    try {
      writeFileSync(logs, "")
      const refused = await fetch(`${server.url}/v1/sys/init`, {
        method: "PUT",
        body: '{"secret_shares":1,"secret_threshold":1}'
      })
      expect([refused.status, await refused.json()]).toEqual([400, { errors: [text] }])
      const init = await runEnwrap(["operator", "init", "-key-shares=1", "-key-threshold=1"], { env })
      expect([init.code, init.err]).toMatchObject([1, expect.stringContaining(text)])
      rmSync(logs)
      const done = await runEnwrap(["operator", "init", "-key-shares=1", "-key-threshold=1", "-format=json"], { env })
      expect(readdirSync(logs)).toEqual(["audit.log"])
      rmSync(logs, { recursive: true })
      writeFileSync(logs, "")
      const input = String(JSON.parse(done.out).unseal_keys_b64[0])
      const unseal = await runEnwrap(["operator", "unseal"], { env, input })
      expect([unseal.code, unseal.err]).toMatchObject([1, expect.stringContaining("no audit device could be opened")])
      expect(unseal.err).toContain("EEXIST")
      expect(server.collected.err).not.toContain(input)
    } finally {
      await server.stop()
    }
  })
})
