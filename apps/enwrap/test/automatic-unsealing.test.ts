import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type ConfiguredServer, type Ran, runEnwrap, startConfiguredServer } from "./run-enwrap.ts"

const folder = mkdtempSync(join(tmpdir(), "enwrap-"))
let server: ConfiguredServer

beforeAll(async () => {
  const config = join(folder, "server.hcl")
  const listener = `listener "tcp" {\n  address = "127.0.0.1:0"\n  tls_disable = true\n}\n`
  const seal = `seal "static" {\n  current_key_id = "1"\n  current_key = "${"01".repeat(32)}"\n}\n`
  writeFileSync(config, `storage "inmem" {}\n${listener}${seal}`, { mode: 0o600 })
  server = await startConfiguredServer([`-config=${config}`])
}, 60_000)

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const enwrap = (words: string, input?: string, token = ""): Promise<Ran> =>
  runEnwrap(words.split(" "), {
    env: { VAULT_ADDR: server.url, VAULT_TOKEN: token },
    ...(input !== undefined && { input })
  })

describe("the recovery key shares of a server that unseals itself", { timeout: 60_000 }, () => {
  let shares: ReadonlyArray<string>
  let token: string

  it("are replaced with --target=recovery; --key-shares without it is refused, and starts nothing", async () => {
    const { out } = await enwrap("operator init -recovery-shares=1 -recovery-threshold=1 -format=json")
    const keys = JSON.parse(out) as { recovery_keys_b64: ReadonlyArray<string>; root_token: string }
    token = keys.root_token
    for (const flag of ["--key-shares=5", "--key-threshold=3", "--verify"]) {
      const refused = await enwrap(`operator rekey --init ${flag}`)
      expect([refused.code, refused.out, refused.err]).toEqual([2, "", expect.stringContaining("--target=recovery")])
    }
    expect((await enwrap("operator rekey --status")).out).toMatch(/^Started +false$/m)

    const started = await enwrap("operator rekey --init --key-shares=1 --key-threshold=1 --target=recovery")
    expect(started.out).toMatch(/^New Shares +1$/m)
    const replaced = await enwrap("operator rekey --target=recovery --format=json", keys.recovery_keys_b64[0])
    shares = (JSON.parse(replaced.out) as { keys_base64: ReadonlyArray<string> }).keys_base64
    expect(shares).toHaveLength(1)
  })

  it("stay valid if the root key is replaced, and no new shares are promised", async () => {
    const { code, out } = await enwrap("operator rekey --init")
    expect([code, out]).toEqual([0, expect.stringContaining("this attempt replaces its root key")])
    expect(out).not.toContain("New Shares")
    expect(await enwrap("operator rekey", shares[0])).toMatchObject({
      code: 0,
      out: "The root key is replaced. The recovery key shares stay valid.\n"
    })
  })

  it("RW-SYS-37: unseal the server after it was sealed", async () => {
    expect((await enwrap("operator seal", undefined, token)).code).toBe(0)
    expect((await enwrap("status")).code).toBe(2)
    expect((await enwrap("operator unseal", shares[0])).out).toMatch(/^Sealed +false$/m)
  })
})
