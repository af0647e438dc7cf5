import { describe, expect, it, vi } from "vitest"
import { inspect } from "node:util"
import { optionsFromEnv } from "./from-env.ts"
import { proxyFor } from "./proxy.ts"

const http = "http://plain.proxy:3128"
const https = "http://secure.proxy:3128"

describe("the proxy of a URL", () => {
  it.each([
    ["", "https://vault.example", https],
    ["", "http://vault.example:8200", http],
    ["", "http://localhost:8200", undefined],
    ["", "https://127.8.8.8", undefined],
    ["", "https://[::1]:8200", undefined],
    ["*", "https://vault.example", undefined],
    ["vault.example", "https://vault.example", undefined],
    ["example", "https://vault.example", undefined],
    ["ault.example", "https://vault.example", https],
    [".vault.example", "https://vault.example", https],
    [".example, other", "https://vault.example", undefined],
    ["*.example", "https://vault.example", undefined],
    ["vault.example:8200", "https://vault.example", https],
    ["vault.example:443", "https://vault.example", undefined],
    ["VAULT.EXAMPLE", "https://vault.example", undefined],
    ["10.0.0.0/8", "https://10.1.2.3", undefined],
    ["10.0.0.0/8", "https://11.1.2.3", https],
    ["10.0.0.0/8", "https://vault.example", https],
    ["10.0.0.0/99,nowhere/8", "https://10.1.2.3", https],
    ["fd00::/8", "https://[fd00::1]", undefined],
    ["fd00::1", "https://[fd00::1]", undefined],
    ["192.0.2.1:8200", "http://192.0.2.1:8200", undefined]
  ])("is, with the exceptions %j, for %s: %s", (except, url, expected) => {
    expect(proxyFor({ http, https, except })(new URL(url))).toBe(expected)
  })

  it("is the one that is given, for every URL", () => {
    expect(proxyFor(http)(new URL("https://localhost"))).toBe(http)
    expect(proxyFor("secure.proxy:3128")(new URL("https://vault.example"))).toBe(https)
    expect(proxyFor(undefined)(new URL("https://vault.example"))).toBeUndefined()
  })

  it.each(["socks5://proxy:1080", "http://", { https: "ftp://ada:hunter2@proxy" }])(
    "is rejected without being quoted if it is no HTTP proxy: %j",
    (proxy) => {
      expect(() => proxyFor(proxy)).toThrow(/is not the URL of an HTTP proxy$/)
      try {
        proxyFor(proxy)
      } catch (error) {
        expect(inspect(error, { showHidden: true })).not.toMatch(/hunter2/)
      }
    }
  )
})

describe("the proxy of the environment", () => {
  const env = { HTTPS_PROXY: https, http_proxy: http, NO_PROXY: "internal" }

  it("is that of the system, unless there is one for the server", () => {
    expect(optionsFromEnv(env).proxy).toEqual({ http, https, except: "internal" })
    expect(optionsFromEnv({ ...env, VAULT_PROXY_ADDR: "http://own.proxy" }).proxy).toBe("http://own.proxy")
    expect(optionsFromEnv({ NO_PROXY: "internal" }).proxy).toBeUndefined()
  })

  it("is named on a Node.js without proxies: that of the system in a warning, that of the server in an error", () => {
    const named: Array<string> = []
    vi.spyOn(process, "versions", "get").mockReturnValue({ ...process.versions, node: "22.19.0" })
    try {
      const options = optionsFromEnv(env, { onUnknown: (name) => named.push(name) })
      expect(options.proxy).toBeUndefined()
      expect(named).toEqual(["http_proxy", "HTTPS_PROXY"])
      expect(() => proxyFor(http)).toThrow(/^A proxy needs Node.js 24.5/)
    } finally {
      vi.restoreAllMocks()
    }
  })
})
