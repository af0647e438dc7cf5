import { randomBytes } from "node:crypto"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { runEnwrap } from "../apps/enwrap/test/run-enwrap.ts"
import { FaultyDisk, skipFaults } from "./faults/faulty-disk.ts"
import { RealServer } from "./real-server.ts"

/** A part of a secret that is as long as this must not be found. */
const PART = 12

/** All parts of a text in the encodings in which it could be in a file. */
const partsOf = (secret: string): ReadonlyArray<string> => {
  const bytes = Buffer.from(secret)
  const forms = [
    secret,
    secret.toUpperCase(),
    [...secret].toReversed().join(""),
    Buffer.from(secret, "utf16le").toString("latin1"),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    // Within other bytes, base64 begins at one of three places.
    ...[0, 1, 2].flatMap((before) => {
      const shifted = Buffer.concat([Buffer.alloc(before), bytes])
      return (["base64", "base64url"] as const).map((name) => shifted.toString(name).slice(before === 0 ? 0 : 4))
    })
  ]
  return forms.flatMap((form) =>
    Array.from({ length: Math.max(0, form.length - PART + 1) }, (_, i) => form.slice(i, i + PART))
  )
}

/** What of the secrets is in these bytes. */
const foundIn = (bytes: Buffer, parts: ReadonlySet<string>): ReadonlyArray<string> => {
  const text = bytes.toString("latin1")
  const found: Array<string> = []
  for (let i = 0; i + PART <= text.length; i++) {
    const part = text.slice(i, i + PART)
    if (parts.has(part)) found.push(part)
  }
  return found
}

/** Text that is nowhere by chance. */
const secretText = (): string => randomBytes(24).toString("hex")

/** Asks for everything that has to do with secrets, and remembers them. */
const use = async (server: RealServer, secrets: Set<string>): Promise<void> => {
  const ask = async (method: string, path: string, asked: Parameters<RealServer["ask"]>[2] = {}) =>
    (await server.ask(method, path, asked))!.json
  const secret = (): string => {
    const text = secretText()
    secrets.add(text)
    return text
  }
  const keep = (...found: ReadonlyArray<string>): void => {
    for (const text of found) secrets.add(text)
  }
  keep(server.rootToken)
  await ask("POST", "sys/auth/approle", { body: { type: "approle" } })
  await ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
  await ask("POST", "sys/mounts/kv", { body: { type: "kv", options: { version: "2" } } })
  await ask("POST", "auth/approle/role/job", { body: {} })
  for (let i = 0; i < 8; i++) {
    // Waiting, unwrapped, expired, rewrapped, revoked.
    const { accessor, token } = (
      await ask("POST", "sys/wrapping/wrap", { ttl: i % 4 === 0 ? 1 : 300, body: { [`field${i}`]: secret() } })
    ).wrap_info
    keep(token, accessor)
    if (i % 4 === 1) await ask("POST", "sys/wrapping/unwrap", { token })
    if (i % 4 === 2) {
      const { wrap_info: info } = await ask("POST", "sys/wrapping/rewrap", { body: { token } })
      keep(info.token, info.accessor)
    }
    if (i % 4 === 3) await ask("POST", "auth/token/revoke-accessor", { body: { accessor } })
    const { auth } = await ask("POST", "auth/token/create", { body: { policies: ["default"], ttl: "1h" } })
    keep(auth.client_token, auth.accessor)
    await ask("POST", "cubbyhole/mine", { token: auth.client_token, body: { mine: secret() } })
    const { data } = await ask("POST", "auth/approle/role/job/secret-id", { body: {} })
    keep(data.secret_id, data.secret_id_accessor)
    await ask("POST", "kv/data/app", { body: { data: { value: secret() } } })
    await ask("GET", "kv/data/app")
  }
  const password = secret()
  await ask("POST", "auth/userpass/users/user", { body: { password } })
  const login = await ask("POST", "auth/userpass/login/user", { token: null, body: { password } })
  keep(login.auth.client_token, login.auth.accessor)
  // What is refused, and what is wrong.
  await ask("POST", "sys/wrapping/unwrap", { token: secret() })
  await ask("POST", "sys/wrapping/unwrap", { body: { token: secret() } })
  await ask("POST", "auth/userpass/login/user", { token: null, body: { password: secret() } })
  await ask("POST", "auth/token/create", { body: { ttl: secret() } })
  await ask("POST", "kv/data/app", { body: { data: secret() } })
  await ask("POST", "nowhere/app", { body: { value: secret() } })
  await ask("POST", "sys/wrapping/wrap", { ttl: 60, token: secret(), body: { value: secret() } })
}

describe("a thief of all files of a server, its output, and its unseal key", { timeout: 60_000 }, () => {
  it("RW-SEC-1 RW-SEC-2 RW-AU-4: finds no part of a token, accessor or payload, used and expired ones included", async () => {
    const folder = mkdtempSync(join(tmpdir(), "enwrap-thief-"))
    const disk = skipFaults ? undefined : new FaultyDisk(folder)
    const server = new RealServer(folder, { env: disk?.env ?? {} })
    try {
      const secrets = new Set<string>()
      await server.start()
      await use(server, secrets)
      // Errors of the disk are logged with requests on their way.
      for (const file of ["enwrap.db-wal", "audit.log"]) {
        disk?.is({ call: "write", file, is: "ENOSPC" })
        const value = secretText()
        secrets.add(value)
        await server.ask("POST", "kv/data/app", { body: { data: { value } } })
        await server.ask("POST", "sys/wrapping/wrap", { ttl: 60, body: { value } })
      }
      disk?.is()
      const backup = join(folder, "copy.db")
      const { code } = await runEnwrap(["operator", "backup", `-config=${join(folder, "server.hcl")}`, backup])
      assert.strictEqual(code, 0)
      await server.kill()
      await server.start()
      await server.ask("GET", "auth/token/lookup-self")
      await server.kill()

      const stolen = new Map<string, Buffer>([["the output", Buffer.from(server.printed)]])
      for (const name of readdirSync(folder, { recursive: true, withFileTypes: true }))
        if (name.isFile()) stolen.set(name.name, readFileSync(join(name.parentPath, name.name)))
      assert.includeMembers([...stolen.keys()], ["enwrap.db", "enwrap.db-wal", "copy.db", "audit.log"])
      const parts = new Set([...secrets].flatMap(partsOf))
      for (const [name, bytes] of stolen) assert.deepStrictEqual(foundIn(bytes, parts), [], name)

      // What is looked for would be found: names are not secrets.
      for (const name of ["copy.db", "audit.log"])
        assert.isNotEmpty(foundIn(stolen.get(name)!, new Set(partsOf("sys/wrapping/wrap"))), name)
      if (disk !== undefined) assert.include(server.printed, "database or disk is full")
    } finally {
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
