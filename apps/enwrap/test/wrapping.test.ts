import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { runEnwrap, type StartedServer, startServer } from "./run-enwrap.ts"

let server: StartedServer
let env: Record<string, string>
beforeAll(async () => {
  server = await startServer(["--dev", "--dev-listen-address=127.0.0.1:0", "--dev-root-token-id=root"])
  env = { VAULT_ADDR: server.url, VAULT_TOKEN: "root" }
})
afterAll(() => server.stop())

/** Wraps data and returns the wrapping token. */
const wrap = async (...words: ReadonlyArray<string>): Promise<string> => {
  const { code, out, err } = await runEnwrap(["wrap", "--field=token", ...words], { env })
  expect({ code, err }).toEqual({ code: 0, err: "" })
  return out
}

const unwrapJson = async (token: string): Promise<string> => {
  const { code, out, err } = await runEnwrap(["unwrap", "-format=json", token], { env })
  expect({ code, err }).toEqual({ code: 0, err: "" })
  return out
}

describe("wrap and unwrap", () => {
  it("print tables", async () => {
    const wrapped = await runEnwrap(["wrap", "-ttl=90s", "user=ada", "password=hunter2"], { env })
    expect(wrapped).toMatchObject({ code: 0, err: "" })
    expect(wrapped.out).toMatch(
      /^Key +Value\n--- +-----\nwrapping_token +\S+\nwrapping_accessor +\S+\nwrapping_token_ttl +1m30s\n/
    )
    expect(wrapped.out).toMatch(/\nwrapping_token_creation_path +sys\/wrapping\/wrap\n$/)
    const token = /wrapping_token +(\S+)/.exec(wrapped.out)![1]!
    expect(await runEnwrap(["unwrap", token], { env })).toEqual({
      code: 0,
      err: "",
      out: "Key         Value\n---         -----\npassword    hunter2\nuser        ada\n"
    })
  })

  interface Way {
    readonly words: ReadonlyArray<string>
    readonly input?: string
    readonly env?: Record<string, string>
  }
  const ways: ReadonlyArray<readonly [title: string, way: (token: string) => Way]> = [
    ["from the argument", (token) => ({ words: [token] })],
    ["from standard input, with the argument `-`", (token) => ({ words: ["-"], input: `${token}\n` })],
    ["from standard input, without an argument", (token) => ({ words: [], input: token })],
    ["from VAULT_TOKEN", (token) => ({ words: ["--from-env"], env: { VAULT_TOKEN: token } })],
    [
      "from BAO_TOKEN, which takes precedence",
      (token) => ({ words: ["--from-env"], env: { VAULT_TOKEN: "root", BAO_TOKEN: token } })
    ]
  ]
  it.each(ways)("read the token %s", async (_title, way) => {
    const { words, input, env: given } = way(await wrap("a=b"))
    const ran = await runEnwrap(["unwrap", "--field=a", ...words], {
      env: { VAULT_ADDR: server.url, ...given },
      ...(input !== undefined && { input })
    })
    expect(ran).toEqual({ code: 0, out: "b", err: "" })
  })

  it("wrap files, standard input and JSON, and keep all digits", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "enwrap-")), "key.pem")
    writeFileSync(path, "-----BEGIN\nKEY-----\n")
    expect(await unwrapJson(await wrap(`key=@${path}`))).toContain('"key": "-----BEGIN\\nKEY-----\\n"')
    const piped = await runEnwrap(["wrap", "--field=token", "a=-"], { env, input: "secret\n" })
    expect((await runEnwrap(["unwrap", "--field=a", piped.out], { env })).out).toBe("secret\n")
    const json = await runEnwrap(["wrap", "--field=token", "-"], {
      env,
      input: '{"big":12345678901234567890,"one":1.0,"__proto__":{"a":null}}'
    })
    const unwrapped = await unwrapJson(json.out)
    expect(unwrapped).toContain('"big": 12345678901234567890')
    expect(unwrapped).toContain('"one": 1.0')
    expect(unwrapped).toMatch(/"__proto__": \{\s+"a": null\s+\}/)
  })

  it("print the server's envelope with --format=json", async () => {
    const { out } = await runEnwrap(["wrap", "--format", "json", "--wrap-ttl", "2m", "a=b"], { env })
    const envelope = JSON.parse(out)
    expect(envelope).toMatchObject({
      data: null,
      auth: null,
      wrap_info: { ttl: 120, creation_path: "sys/wrapping/wrap" }
    })
    expect(JSON.parse(await unwrapJson(envelope.wrap_info.token))).toMatchObject({ data: { a: "b" }, wrap_info: null })
  })

  it("use a TTL of five minutes by default", async () => {
    expect((await runEnwrap(["wrap", "--field=ttl", "a=b"], { env })).out).toBe("300")
  })

  it("fail the second time, print possible causes, and do not print the token", async () => {
    const token = await wrap("a=hunter2")
    await unwrapJson(token)
    const { code, out, err } = await runEnwrap(["unwrap", token], { env })
    expect({ code, out }).toEqual({ code: 1, out: "" })
    expect(err).toMatch(/^enwrap: the wrapping token is not valid\.\n {2}It was used, has expired, was revoked/)
    expect(err).toContain("someone else may have")
    expect(err).not.toContain(token)
  })

  it("print a wrapped token with the names that Vault uses", async () => {
    const response = await fetch(`${server.url}/v1/auth/token/create`, {
      method: "POST",
      headers: { "x-vault-token": "root", "x-vault-wrap-ttl": "60" },
      body: '{"policies":["default"],"ttl":"1h"}'
    })
    const { wrap_info } = (await response.json()) as { wrap_info: { token: string; wrapped_accessor: string } }
    const { code, out } = await runEnwrap(["unwrap", wrap_info.token], { env })
    expect(code).toBe(0)
    expect(out).toMatch(/^token +\S+$/m)
    expect(out).toMatch(new RegExp(`^token_accessor +${wrap_info.wrapped_accessor}$`, "m"))
    expect(out).toMatch(/^token_duration +1h$/m)
  })
})

describe("lookup", () => {
  it("prints where a token was created, and the token stays valid", async () => {
    const token = await wrap("--ttl=2m", "a=b")
    const { code, out } = await runEnwrap(["lookup"], { env, input: token })
    expect(code).toBe(0)
    expect(out).toMatch(/^creation_path +sys\/wrapping\/wrap$/m)
    expect(out).toMatch(/^creation_ttl +120$/m)
    expect((await runEnwrap(["lookup", "-field=creation_path", token], { env })).out).toBe("sys/wrapping/wrap")
    expect((await runEnwrap(["unwrap", "--field=a", token], { env })).out).toBe("b")
  })
})

describe("rewrap", () => {
  it("exchanges a token for a new one with the same contents", async () => {
    const old = await wrap("a=b")
    const { code, out: token } = await runEnwrap(["rewrap", "--field=token", old], { env })
    expect(code).toBe(0)
    expect((await runEnwrap(["unwrap", old], { env })).code).toBe(1)
    expect((await runEnwrap(["unwrap", "--field=a", token], { env })).out).toBe("b")
  })
})

describe("failures", () => {
  it("name an invalid TTL", async () => {
    for (const ttl of ["soon", "0", "-5m"]) {
      const { code, out, err } = await runEnwrap(["wrap", `--ttl=${ttl}`, "a=secret"], { env })
      expect({ code, out }).toEqual({ code: 2, out: "" })
      expect(err).toContain("TTL")
      expect(err).not.toContain("secret")
    }
  })

  it("print the server's error text", async () => {
    const { code, err } = await runEnwrap(["wrap", "--ttl=1ms", "a=secret"], { env })
    expect(code).toBe(1)
    expect(err).toMatch(/^enwrap: the server responded with status 400: /)
    expect(err).not.toContain("secret")
  })

  it("report a token without permission, and do not print it", async () => {
    const { code, err } = await runEnwrap(["wrap", "a=b", "--token=hvs.not-a-token-of-this-server"], { env })
    expect(code).toBe(1)
    expect(err).toContain("permission denied")
    expect(err).not.toContain("hvs.not-a-token")
  })

  it("reject a wrap without a token, and an unencrypted address", async () => {
    expect(await runEnwrap(["wrap", "a=b"], { env: { VAULT_ADDR: server.url } })).toMatchObject({
      code: 2,
      err: expect.stringContaining("VAULT_TOKEN")
    })
    const insecure = await runEnwrap(["wrap", "a=b"], { env: { ...env, VAULT_ADDR: "http://vault.example.test:8200" } })
    expect(insecure).toMatchObject({ code: 2, err: expect.stringContaining("would send tokens unencrypted") })
    for (const words of [
      ["wrap", "a=b"],
      ["wrap", "a=b", "--output-curl"]
    ]) {
      const proxied = await runEnwrap(words, {
        env: { ...env, VAULT_PROXY_ADDR: "http://ada:hunter2@proxy.test:3128" }
      })
      expect(proxied).toMatchObject({
        code: 2,
        out: "",
        err: expect.stringContaining("through the proxy proxy.test:3128")
      })
      expect(proxied.err).not.toContain("hunter2")
    }
  })
})
