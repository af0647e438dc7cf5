import { execFileSync } from "node:child_process"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { curlCommand, STORED_TOKEN, WRAPPING_TOKEN } from "./curl-command.ts"

/** The arguments that bash gives to curl. */
const argumentsOf = (command: string): ReadonlyArray<string> => {
  const script = `curl() { printf '%s\\0' "$@"; }\nenwrap() { echo "stored:$*"; }\n${command}`
  const env = { VAULT_TOKEN: "own", WRAPPING_TOKEN: "wrapping", LC_ALL: "C.UTF-8", PATH: process.env["PATH"] }
  return execFileSync("bash", ["--norc", "-c", script], { encoding: "utf8", env, stdio: ["ignore", "pipe", "inherit"] })
    .split("\0")
    .slice(0, -1)
}

const address = "https://vault.example:8200"
const url = `${address}/v1/secret/data/app`

describe("curlCommand", () => {
  it("lets the shell insert tokens, and names files of TLS", () => {
    const tls = { caFile: "ca's.pem", certFile: "/c.pem", keyFile: "/k.pem", insecureSkipVerify: true }
    const command = curlCommand(url, { headers: { "x-vault-token": "$VAULT_TOKEN" } }, { address, tls })
    expect(command).toContain('-H "X-Vault-Token: $VAULT_TOKEN"')
    const words = ["--cacert", "ca's.pem", "--cert", "/c.pem", "--key", "/k.pem", "--insecure"]
    expect(argumentsOf(command)).toEqual([...words, "-H", "X-Vault-Token: own", url])
  })

  it("takes the stored token from `enwrap print token`, and a token in the body from the shell", () => {
    const init = { method: "POST", headers: { "x-vault-token": STORED_TOKEN }, body: `{"token":"${WRAPPING_TOKEN}"}` }
    const words = [
      "-X",
      "POST",
      "-H",
      "X-Vault-Token: stored:print token",
      "--data-binary",
      '{"token":"wrapping"}',
      url
    ]
    expect(argumentsOf(curlCommand(url, init, { address }))).toEqual(words)
  })

  it("shows the values of a body as their types, except for those that are no secrets", () => {
    const body = JSON.stringify({
      accessor: "abc",
      password: "hunter2",
      n: 1,
      list: ["hunter2", null],
      nested: { a: true }
    })
    const words = argumentsOf(curlCommand(url, { headers: {}, body }, { address }, { plainFields: ["accessor"] }))
    const nested = {
      accessor: "abc",
      password: "<string>",
      n: "<number>",
      list: ["<string>", null],
      nested: { a: "<boolean>" }
    }
    expect(JSON.parse(words[1]!)).toEqual(nested)
    expect(curlCommand(url, { headers: {}, body: "{}" }, { address }, { file: "@-" })).toContain("--data-binary @-")
  })

  it("connects over a unix socket, and to an address with another name", () => {
    const socket = curlCommand("http://localhost/v1/a", { headers: {} }, { address: "unix:///run/vault.sock" })
    expect(argumentsOf(socket)).toEqual(["--unix-socket", "/run/vault.sock", "http://localhost/v1/a"])
    const named = curlCommand(
      "https://10.0.0.1:8200/v1/a",
      { headers: {} },
      { address, tls: { serverName: "vault.test" } }
    )
    expect(argumentsOf(named)).toEqual(["--connect-to", "::10.0.0.1:8200", "https://vault.test:8200/v1/a"])
  })

  it.each(["http://ada:hunter2@proxy.test:3128", "ada:hunter2@proxy.test:3128", "http://a@b:hunter2/@proxy.test:3128"])(
    "does not show the password of a proxy: %s",
    (proxy) => {
      const command = curlCommand(url, { headers: {} }, { address, proxy })
      expect(command).toMatch(/ --proxy (http:\/\/)?proxy\.test:3128 --proxy-user "\$PROXY_USER" /)
      expect(command).not.toContain("hunter2")
    }
  )

  it("does not send what is for this machine to the proxy of the environment, which curl would use", () => {
    const proxy = { http: "http://proxy.test:3128" }
    const here = curlCommand("http://localhost:8200/v1/a", { headers: {} }, { address, proxy })
    expect(argumentsOf(here)).toEqual(["--noproxy", "*", "http://localhost:8200/v1/a"])
    expect(argumentsOf(curlCommand(url, { headers: {} }, { address, proxy }))).toEqual([url])
  })

  it("gives the shell nothing to interpret, and a terminal nothing to obey", () => {
    const text = fc.string({
      unit: fc.constantFrom("'", '"', "$", "`", "\\", "\n", "\u001b", "\u009b", "!", " ", "a", "ä", "~")
    })
    fc.assert(
      fc.property(text, text, (key, file) => {
        const body = JSON.stringify({ [key]: "secret" })
        const command = curlCommand(url, { headers: {}, body }, { address, tls: { caFile: `x${file}` } })
        expect(command).not.toMatch(/\p{Cc}|secret"/u)
        expect(argumentsOf(command)).toEqual([
          "--cacert",
          `x${file}`,
          "--data-binary",
          JSON.stringify({ [key]: "<string>" }),
          url
        ])
      }),
      { numRuns: 40 }
    )
  })
})
