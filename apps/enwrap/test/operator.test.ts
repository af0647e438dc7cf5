import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type ConfiguredServer, type Ran, runEnwrap, startConfiguredServer } from "./run-enwrap.ts"

const folder = mkdtempSync(join(tmpdir(), "enwrap-"))
const config = join(folder, "server.hcl")
const database = join(folder, "data", "enwrap.db")
let server: ConfiguredServer

beforeAll(async () => {
  writeFileSync(
    config,
    `storage "sqlite" { path = ${JSON.stringify(database)} }\nlistener "tcp" {\n  address = "127.0.0.1:0"\n  tls_disable = true\n}\n`
  )
  server = await startConfiguredServer([`-config=${config}`])
}, 60_000)

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const enwrap = (words: ReadonlyArray<string>, input?: string, token?: string): Promise<Ran> =>
  runEnwrap(words, {
    env: { VAULT_ADDR: server.url, ...(token !== undefined && { VAULT_TOKEN: token }) },
    ...(input !== undefined && { input })
  })

const json = async (words: ReadonlyArray<string>, input?: string): Promise<Record<string, unknown>> => {
  const { code, err, out } = await enwrap([...words, "-format=json"], input)
  expect([code, err]).toEqual([0, ""])
  return JSON.parse(out) as Record<string, unknown>
}

/** The keys of the server, of the test before. */
let keys: ReadonlyArray<string> = []
let rootToken = ""

const unseal = async (): Promise<void> => {
  expect(await json(["operator", "unseal", "-"], keys[0])).toMatchObject({ sealed: true, progress: 1 })
  expect(await json(["operator", "unseal"], keys[1])).toMatchObject({ sealed: false })
}

describe("enwrap operator", { timeout: 60_000 }, () => {
  it("RW-SYS-31: init prints the key shares and the root token, once", async () => {
    expect(await enwrap(["operator", "init", "-status"])).toMatchObject({
      code: 2,
      out: "The server is not initialized.\n"
    })
    const recovery = await enwrap(["operator", "init", "-recovery-shares=1"])
    expect([recovery.code, recovery.err]).toMatchObject([2, expect.stringContaining("do not apply to the seal shamir")])
    const tooMany = await enwrap(["operator", "init", "-key-shares=2", "-key-threshold=3"])
    expect([tooMany.code, tooMany.out]).toEqual([1, ""])
    const printed = await json(["operator", "init", "-key-shares=3", "-key-threshold=2"])
    expect(printed).toMatchObject({
      unseal_keys_b64: [expect.any(String), expect.any(String), expect.any(String)],
      unseal_keys_hex: [expect.stringMatching(/^[0-9a-f]{66}$/), expect.any(String), expect.any(String)],
      unseal_shares: 3,
      unseal_threshold: 2,
      recovery_keys_b64: [],
      recovery_keys_shares: 0
    })
    keys = printed["unseal_keys_b64"] as ReadonlyArray<string>
    rootToken = String(printed["root_token"])
    expect(await enwrap(["operator", "init", "-status"])).toMatchObject({
      code: 0,
      out: "The server is initialized.\n"
    })
    expect((await enwrap(["operator", "init"])).code).toBe(1)
  })

  it("RW-SYS-32: status and unseal show the progress; reset discards it", async () => {
    expect(await enwrap(["status"])).toMatchObject({ code: 2, out: expect.stringMatching(/^Sealed +true$/m) })
    const first = await enwrap(["operator", "unseal", keys[0]!])
    expect(first.out).toMatch(/^Unseal Progress +1\/2$/m)
    expect(first.err).toContain("other users can see the key share")
    const migrated = await enwrap(["operator", "unseal", "-migrate"], keys[1])
    expect([migrated.code, migrated.err]).toMatchObject([1, expect.stringContaining("no migration seal found")])
    expect(first.out).toMatch(/^Unseal Nonce +\S+$/m)
    expect(await json(["operator", "unseal", "-reset"])).toMatchObject({ progress: 0 })
    const none = await enwrap(["operator", "unseal"])
    expect([none.code, none.err]).toMatchObject([2, expect.stringContaining("no key share")])
    await unseal()
    const { code, out } = await enwrap(["operator", "status"])
    expect(code).toBe(0)
    expect(out).toMatch(/^Storage Type +sqlite$/m)
    expect(out).not.toContain("Unseal Progress")
  })

  it("wraps, is killed, and unwraps after a restart", async () => {
    const wrapped = await enwrap(["wrap", "--field=token", "password=hunter2"], undefined, rootToken)
    expect(wrapped.code).toBe(0)
    server.process.kill("SIGKILL")
    await server.ended
    server = await startConfiguredServer([`-config=${config}`])
    expect((await enwrap(["unwrap", "--field=password"], wrapped.out)).err).toContain("sealed")
    await unseal()
    expect(await enwrap(["unwrap", "--field=password"], wrapped.out)).toMatchObject({ code: 0, out: "hunter2" })
    expect((await enwrap(["unwrap"], wrapped.out)).code).toBe(1)
  })

  it("seal seals it, and rotate needs it unsealed", async () => {
    expect((await enwrap(["operator", "rotate"], undefined, rootToken)).code).toBe(0)
    expect(await enwrap(["operator", "seal"], undefined, rootToken)).toMatchObject({ code: 0 })
    expect((await enwrap(["operator", "rotate"], undefined, rootToken)).err).toContain("sealed")
    await unseal()
  })

  it("RW-SYS-35: generate-root creates a root token, in three steps", async () => {
    const missing = await enwrap(["operator", "generate-root"], keys[0])
    expect([missing.code, missing.err]).toMatchObject([2, expect.stringContaining("no attempt")])
    const { otp } = await json(["operator", "generate-root", "-init"])
    expect(await json(["operator", "generate-root"], keys[0])).toMatchObject({ progress: 1, complete: false })
    const { err, out } = await enwrap(["operator", "generate-root", "-"], keys[2])
    expect(err).toMatch(/^Nonce: \S+\nProgress: 1\/2\n$/)
    const encoded = /^Encoded Token +(\S+)$/m.exec(out)?.[1] ?? ""
    const decoded = await enwrap(["operator", "generate-root", `-decode=${encoded}`, `-otp=${otp as string}`])
    const another = decoded.out.trim()
    expect(another).not.toBe(rootToken)
    expect((await enwrap(["wrap", "a=b"], undefined, another)).code).toBe(0)
    const wrong = await enwrap(["operator", "generate-root", `-decode=${encoded}`, "-otp=abc"])
    expect([wrong.code, wrong.err]).toMatchObject([1, expect.stringContaining("does not belong")])
    await json(["operator", "generate-root", "-init"])
    expect((await enwrap(["operator", "generate-root", "-cancel"])).code).toBe(0)
    expect(await json(["operator", "generate-root", "-status"])).toMatchObject({ started: false })
  })

  it("RW-SYS-36: rekey replaces the key shares, with verification", async () => {
    const both = await enwrap(["operator", "rekey", "-init", "-cancel"])
    expect([both.code, both.err]).toMatchObject([2, expect.stringContaining("exclude each other")])
    await json(["operator", "rekey", "-init", "-key-shares=2", "-key-threshold=2", "-verify"])
    expect(await json(["operator", "rekey", "-status"])).toMatchObject({ started: true, n: 2, t: 2, required: 2 })
    expect((await enwrap(["operator", "rekey"], keys[0])).err).toMatch(/^Nonce: \S+\nProgress: 0\/2\n$/)
    const replaced = await json(["operator", "rekey"], keys[1])
    const fresh = replaced["keys_base64"] as ReadonlyArray<string>
    await json(["operator", "rekey", "-verify"], fresh[0])
    expect(await enwrap(["operator", "rekey", "-verify"], fresh[1])).toMatchObject({
      code: 0,
      out: "The new shares are valid, and the old ones are not.\n"
    })
    await enwrap(["operator", "seal"], undefined, rootToken)
    keys = fresh
    await unseal()
  })

  it("backup writes a copy that a server can be started on", async () => {
    const copy = join(folder, "copy.db")
    const wrapped = await enwrap(["wrap", "--field=token", "a=backed-up"], undefined, rootToken)
    expect(await enwrap(["operator", "backup", `-config=${config}`, copy])).toMatchObject({ code: 0, err: "" })
    const again = await enwrap(["operator", "backup", `-database=${database}`, copy])
    expect([again.code, again.err]).toMatchObject([1, expect.stringContaining("exists already")])
    const restored = join(folder, "restored.hcl")
    writeFileSync(restored, readFileSync(config, "utf8").replace(database, copy))
    const second = await startConfiguredServer([`-config=${restored}`])
    try {
      const there = (words: ReadonlyArray<string>, input: string) =>
        runEnwrap(words, { env: { VAULT_ADDR: second.url }, input })
      for (const key of keys) await there(["operator", "unseal", "-"], key)
      expect(await there(["unwrap", "--field=a"], wrapped.out)).toMatchObject({ code: 0, out: "backed-up" })
    } finally {
      await second.stop()
    }
  })

  it("backup needs only the storage of the configuration, and replaces no other file", async () => {
    const backedUp = join(folder, "backed-up.db")
    writeFileSync(`${backedUp}.part`, "of the operator")
    const elsewhere = join(folder, "elsewhere.hcl")
    const tls = `listener "tcp" {\n  tls_cert_file = "missing.pem"\n  tls_key_file = "missing.pem"\n}\n`
    writeFileSync(elsewhere, `storage "sqlite" { path = ${JSON.stringify(database)} }\n${tls}`)
    expect(await enwrap(["operator", "backup", `-config=${elsewhere}`, backedUp])).toMatchObject({ code: 0, err: "" })
    expect(readFileSync(`${backedUp}.part`, "utf8")).toBe("of the operator")
    writeFileSync(elsewhere, `storage "sqlite" { path = "not-here/enwrap.db" }\n${tls}`)
    const relative = await enwrap(["operator", "backup", `-config=${elsewhere}`, join(folder, "never.db")])
    expect([relative.code, relative.err]).toMatchObject([1, expect.stringContaining("working directory of the server")])
    writeFileSync(elsewhere, tls)
    const none = await enwrap(["operator", "backup", `-config=${elsewhere}`, join(folder, "never.db")])
    expect([none.code, none.err]).toMatchObject([1, expect.stringContaining("storage is missing")])
  })

  it("help lists its commands; an unknown command is a usage error", async () => {
    expect((await enwrap(["operator", "--help"])).out).toContain("generate-root")
    expect((await enwrap(["help", "operator", "init"])).out).toContain("--key-threshold")
    expect((await enwrap(["operator", "unseel"])).code).toBe(2)
    expect((await enwrap(["operator"])).code).toBe(2)
  })
})
