import { chmodSync, mkdirSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { startServer, type StartedServer } from "../../../test/start-server.ts"
import { runInProcess } from "./run-in-process.ts"

let server: StartedServer
let root: Record<string, string>
let home: string
const tokenFile = () => join(home, ".vault-token")

beforeAll(async () => {
  server = await startServer()
  root = { VAULT_ADDR: server.address, VAULT_TOKEN: server.rootToken }
  for (const words of [
    ["sys/auth/userpass", "type=userpass"],
    ["sys/auth/machines", "type=approle"],
    ["auth/userpass/users/ada", "password=hunter2"]
  ])
    await asRoot(["write", ...words])
  await asRoot(["write", "-f", "auth/machines/role/web"])
})
afterAll(() => server.close())
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "enwrap-"))
})

/** Runs the command with the stored token only. */
const run = (words: ReadonlyArray<string>, options: Parameters<typeof runInProcess>[1] = {}) =>
  runInProcess(words, { home, env: { VAULT_ADDR: server.address }, ...options })
const asRoot = async (words: ReadonlyArray<string>): Promise<string> => {
  const { code, err, out } = await runInProcess(words, { env: root })
  expect([code, err]).toEqual([0, ""])
  return out
}

describe("login", () => {
  it("stores a token that only its owner can read, and the next commands use it", async () => {
    const { code, err, out } = await run(["login"], { secret: server.rootToken })
    expect([code, err]).toEqual([0, expect.stringContaining(`stored (${tokenFile()})`)])
    expect(out).toMatch(/^token +\(stored\)$/m)
    expect(out).not.toContain(server.rootToken)
    expect(readFileSync(tokenFile(), "utf8")).toBe(server.rootToken)
    expect(statSync(tokenFile()).mode & 0o777).toBe(0o600)
    expect((await run(["token", "lookup", "--field=policies"])).out).toBe('["root"]')
    expect((await run(["print", "token"])).out).toBe(`${server.rootToken}\n`)
  })

  it("replaces a file that others can read, and not what a link points to", async () => {
    writeFileSync(join(home, "elsewhere"), "untouched")
    chmodSync(join(home, "elsewhere"), 0o644)
    symlinkSync(join(home, "elsewhere"), tokenFile())
    expect((await run(["login", "-"], { input: `${server.rootToken}\n` })).code).toBe(0)
    expect(readFileSync(join(home, "elsewhere"), "utf8")).toBe("untouched")
    expect(statSync(tokenFile()).mode & 0o777).toBe(0o600)
  })

  it("stores it with a token helper, if there is one, and reads it from there", async () => {
    const helper = join(home, "helper")
    writeFileSync(helper, `#!/bin/sh\ncase $1 in store) cat >"$HOME/kept" ;; get) cat "$HOME/kept" ;; esac\n`)
    chmodSync(helper, 0o755)
    writeFileSync(join(home, ".vault"), `token_helper = "${helper}"\n`)
    const env = { VAULT_ADDR: server.address, PATH: process.env["PATH"] ?? "" }
    expect((await run(["login", server.rootToken], { env })).code).toBe(0)
    expect(readFileSync(join(home, "kept"), "utf8")).toBe(server.rootToken)
    expect((await run(["token", "lookup", "--field=path"], { env })).code).toBe(0)
  })

  describe("the conformance suite", () => {
    const suite = ["conformance", "--case=RWC-ER-15"]
    const noToken = { VAULT_ADDR: "", VAULT_TOKEN: "" }

    it("uses the stored token, says so first, and does not print it", async () => {
      expect((await run(["login"], { secret: server.rootToken })).code).toBe(0)
      const { code, err, out } = await run(suite)
      expect([code, err]).toEqual([0, "token: stored by the last login (token helper or ~/.vault-token)\n"])
      expect(out + err).not.toContain(server.rootToken)
      expect(out).toContain("1 passed")
    })

    it("prefers the token of the environment and of the flag", async () => {
      writeFileSync(tokenFile(), "s.unknown")
      const env = { ...noToken, VAULT_ADDR: server.address }
      expect((await run(suite, { env: { ...env, BAO_TOKEN: server.rootToken } })).err).toBe("token: from BAO_TOKEN\n")
      expect((await run([...suite, "--token", server.rootToken])).err).toBe("token: from --token\n")
      expect(await run(suite)).toMatchObject({ code: 2, err: expect.stringContaining("rejected the token") })
    })

    it("reports a helper that fails, and does not ask it for a list of cases", async () => {
      writeFileSync(join(home, ".vault"), 'token_helper = "/nonexistent/helper"\n')
      expect(await run(suite)).toMatchObject({ code: 2, err: expect.stringContaining("token helper") })
      expect((await run([...suite, "--list"])).code).toBe(0)
    })

    it("does not send the stored token over plain HTTP to another machine", async () => {
      writeFileSync(tokenFile(), server.rootToken)
      const { code, err } = await run([...suite, "http://vault.example:8200"])
      expect([code, err]).toEqual([2, expect.stringContaining("the stored token is not sent over unencrypted HTTP")])
      expect(err).not.toContain(server.rootToken)
    })

    it("without any token, says how to get one", async () => {
      expect(await run(suite)).toMatchObject({ code: 2, err: expect.stringContaining("run `enwrap login`") })
    })
  })

  it("asks for the password of a user", async () => {
    const { code, out } = await run(["login", "-method=userpass", "username=ada"], { secret: "hunter2" })
    expect([code, out]).toEqual([0, expect.stringMatching(/^token_meta_username +ada$/m)])
    expect((await run(["token", "lookup", "--field=display_name"])).out).toBe("userpass-ada")
  })

  it("--no-store prints the token, --token-only nothing else, --no-print nothing at all", async () => {
    const words = ["login", "--method=userpass", "username=ada", "password=hunter2"]
    expect((await run([...words, "--no-store"])).out).toMatch(/^token +s\./m)
    expect(await run([...words, "--token-only"])).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringMatching(/^s\.\S+$/)
    })
    expect(() => readFileSync(tokenFile())).toThrow("ENOENT")
    expect(await run([...words, "--no-print"])).toMatchObject({ code: 0, out: "", err: "" })
    expect(readFileSync(tokenFile(), "utf8")).toMatch(/^s\./)
  })

  it("with AppRole, also with a wrapped secret id, which must be of the role", async () => {
    const roleId = await asRoot(["read", "--field=role_id", "auth/machines/role/web/role-id"])
    const wrapped = await asRoot(["write", "-f", "-wrap-ttl=5m", "-field=token", "auth/machines/role/web/secret-id"])
    const words = ["login", "-method=approle", "-path=machines", `role_id=${roleId}`, `wrapped_secret_id=${wrapped}`]
    const other = await run([...words, "role=other"])
    expect([other.code, other.err]).toEqual([1, expect.stringContaining("does not wrap a secret id of the role other")])
    expect((await run([...words, "role=web"])).code).toBe(0)
    const again = await run([...words, "role=web"])
    expect([again.code, again.err]).toEqual([1, expect.stringContaining("the wrapping token is not valid")])
    expect(again.err).not.toContain(wrapped)
  })

  it("does not use up a wrapping token that was given by mistake", async () => {
    const wrapped = await asRoot(["wrap", "--field=token", "a=b"])
    const { code, err } = await run(["login", wrapped])
    expect([code, err]).toEqual([2, expect.stringContaining("this is a wrapping token")])
    expect(err).not.toContain(wrapped)
    expect((await run(["unwrap", "--field=a", wrapped])).out).toBe("b")
  })

  it("says that a variable takes precedence", async () => {
    const { err } = await run(["login", server.rootToken], { env: root })
    expect(err).toContain("VAULT_TOKEN is set, and takes precedence")
  })

  it.each([
    [["login", "hvs.not-a-token-of-it"], 1, "the login was refused: permission denied"],
    [["login", "-method=userpass", "username=ada", "password=wrong-password"], 1, "the login was refused"],
    [["login", "-method=userpass", "-path=none", "username=ada", "password=hunter2"], 1, "auth/none (--path)"],
    [["login", "-method=userpass", "username=ada"], 2, "no password"],
    [["login", "-method=userpass", "user=ada"], 2, "Keys of this method: username, password"],
    [["login", "-method=approle", "role_id=a"], 2, "no secret_id"],
    [["login", "-method=approle", "role_id=a", "wrapped_secret_id=b"], 2, "needs role=NAME"],
    [["login", "username=ada"], 2, "Choose another method"],
    [["login"], 2, "no token"],
    [["login", "-method=ldap"], 2, "Allowed choices are token, approle, userpass"]
  ])("%j fails, and stores nothing", async (words, exitCode, said) => {
    const { code, err, out } = await run(words)
    expect([code, out, err]).toEqual([exitCode, "", expect.stringContaining(said)])
    expect(err).not.toMatch(/wrong-password|hunter2|not-a-token-of-it/)
    expect(() => readFileSync(tokenFile())).toThrow("ENOENT")
  })

  it("says so if the token cannot be stored", async () => {
    mkdirSync(tokenFile())
    const { code, err } = await run(["login", server.rootToken])
    expect([code, err]).toEqual([1, expect.stringContaining("logged in, but cannot store the token")])
  })
})

describe("token", () => {
  const create = async () =>
    JSON.parse(await asRoot(["write", "--format=json", "auth/token/create", "ttl=1h", "policies=default"])).auth as {
      client_token: string
      accessor: string
    }

  it("lookup shows one's own token, another one, or that of an accessor, and the token only on request", async () => {
    const { accessor, client_token: token } = await create()
    const own = await runInProcess(["token", "lookup"], { env: { ...root, VAULT_TOKEN: token } })
    expect(own.out).toMatch(new RegExp(`^accessor +${accessor}$`, "m"))
    expect(own.out).not.toContain(token)
    expect(await asRoot(["token", "lookup", "--field=id", token])).toBe(token)
    expect(await asRoot(["token", "lookup", "--field=policies", "--accessor", accessor])).toBe('["default"]')
    const mistaken = await runInProcess(["token", "lookup", accessor], { env: root })
    expect([mistaken.code, mistaken.err]).toEqual([2, expect.stringContaining("Use --accessor")])
  })

  it("renew extends it, and revoke ends it", async () => {
    const { accessor, client_token: token } = await create()
    const own = { ...root, VAULT_TOKEN: token }
    const renewed = await runInProcess(["token", "renew", "--increment=30m", "--field=token_duration"], { env: own })
    expect(renewed).toMatchObject({ code: 0, out: "1800" })
    expect((await runInProcess(["token", "renew"], { env: own })).out).not.toContain(token)
    expect(await asRoot(["token", "renew", "--accessor", "--field=token_duration", accessor])).toMatch(/^\d+$/)
    expect((await runInProcess(["token", "revoke"], { env: own })).code).toBe(2)
    expect((await runInProcess(["token", "revoke", "--self"], { env: own })).code).toBe(0)
    const gone = await runInProcess(["token", "lookup"], { env: own })
    expect([gone.code, gone.err]).toEqual([1, expect.stringContaining("permission denied")])
  })
})

describe("revoke", () => {
  it("revokes a wrapping token by its accessor", async () => {
    const { wrap_info: info } = JSON.parse(await asRoot(["wrap", "--format=json", "a=b"])) as {
      wrap_info: { token: string; accessor: string }
    }
    expect(await asRoot(["revoke", info.accessor])).toContain("what it wrapped is deleted")
    expect((await run(["unwrap", info.token])).code).toBe(1)
    const again = await runInProcess(["revoke", info.accessor], { env: root })
    expect([again.code, again.err]).toEqual([1, expect.stringContaining("nothing to revoke")])
  })

  it.each([["argument"], ["standard input"]])("refuses a token given by mistake: %s", async (where) => {
    const token = await asRoot(["wrap", "--field=token", "a=b"])
    const { code, err, out } = await runInProcess(["revoke", where === "argument" ? token : "-"], {
      env: root,
      input: token
    })
    expect([code, out, err]).toEqual([2, "", expect.stringContaining("this is a token, not an accessor")])
    expect(err).not.toContain(token)
    expect((await run(["unwrap", "--field=a", token])).out).toBe("b")
  })

  it("sends a lease to where it can be revoked", async () => {
    const { code, err } = await runInProcess(["revoke", "database/creds/app/abc"], { env: root })
    expect([code, err]).toEqual([2, expect.stringContaining("sys/leases/revoke")])
  })
})
