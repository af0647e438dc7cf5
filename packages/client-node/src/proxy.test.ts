import { describe, expect, it, vi } from "vitest"
import { inspect } from "node:util"
import { InsecureAddressError } from "@enwrap/client"
import { failureOf } from "../../client/test/failure-of.ts"
import { optionsFromEnv } from "./from-env.ts"
import { createNodeClient } from "./node-client.ts"
import { createNodeFetch } from "./node-fetch.ts"
import { proxyFor } from "./proxy.ts"

const http = "http://plain.proxy:3128"
const https = "http://secure.proxy:3128"

describe("the proxy of a URL", () => {
  it.each([
    ["", "https://vault.example", https],
    ["", "http://vault.example:8200", http],
    ["", "http://localhost:8200", undefined],
    ["", "http://vault.localhost:8200", http],
    ["", "https://vault.localhost", https],
    ["", "https://localhost.example", https],
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
    expect(proxyFor({ http, https, except }, true)(new URL(url))).toBe(expected)
  })

  it("is the one that is given, for every URL", () => {
    expect(proxyFor(http, false)(new URL("https://localhost"))).toBe(http)
    expect(proxyFor("secure.proxy:3128", false)(new URL("https://vault.example"))).toBe(https)
    expect(proxyFor(undefined, false)(new URL("https://vault.example"))).toBeUndefined()
  })

  it.each(["socks5://proxy:1080", "http://", { https: "ftp://ada:hunter2@proxy" }])(
    "is rejected without being quoted if it is no HTTP proxy: %j",
    (proxy) => {
      expect(() => proxyFor(proxy, false)).toThrow(/is not the URL of an HTTP proxy$/)
      try {
        proxyFor(proxy, false)
      } catch (error) {
        expect(inspect(error, { showHidden: true })).not.toMatch(/hunter2/)
      }
    }
  )
})

describe("plain http through a proxy on another machine", () => {
  const here = "http://127.0.0.1:8200"
  const far = "ada:hunter2@proxy.example:3128"
  it.each([
    [here, { VAULT_PROXY_ADDR: `http://${far}` }],
    [here, { BAO_PROXY_ADDR: far }],
    [here, { VAULT_HTTP_PROXY: `http://${far}` }],
    [here, { BAO_HTTP_PROXY: `https://${far}`, NO_PROXY: "*" }],
    ["http://localhost:8200", { VAULT_PROXY_ADDR: `http://${far}` }]
  ])("is refused for %s, without the password of the proxy: %j", (address, env) => {
    const options = optionsFromEnv({ ...env, VAULT_ADDR: address }, { tokenHelper: false })
    const error = thrownBy(() => createNodeClient(options))
    expect(error).toBeInstanceOf(InsecureAddressError)
    expect(inspect(error, { showHidden: true })).not.toMatch(/hunter2/)
    expect(() => createNodeClient({ ...options, allowInsecureHttp: true })).not.toThrow()
    expect(() => createNodeClient({ ...options, address: "https://127.0.0.1:8200" })).not.toThrow()
    expect(() => createNodeClient({ ...options, address: "unix:///run/vault.sock" })).not.toThrow()
  })

  it.each([{ HTTP_PROXY: http }, { http_proxy: http }, { HTTP_PROXY: http, NO_PROXY: "elsewhere.example" }])(
    "is not needed for this machine, which the proxy of the system does not concern: %j",
    (env) => {
      for (const VAULT_ADDR of [here, "http://localhost:8200"])
        expect(() => createNodeClient(optionsFromEnv({ ...env, VAULT_ADDR }, { tokenHelper: false }))).not.toThrow()
    }
  )

  it("is refused by a fetch before it connects, and the client says why", async () => {
    const fetch = createNodeFetch({ proxy: "http://proxy.example:3128" })
    const client = createNodeClient({ address: "http://localhost:1", token: "s.TopSecret", fetch })
    expect(await failureOf(client.unwrap("s.W"))).toBeInstanceOf(InsecureAddressError)
    expect(await failureOf(client.token.lookupSelf())).toBeInstanceOf(InsecureAddressError)
  })

  it("is allowed through a proxy on this machine", () => {
    for (const proxy of ["http://127.0.0.1:3128", "localhost:3128", "https://[::1]:3128"])
      expect(() => createNodeClient({ address: here, proxy })).not.toThrow()
  })
})

const thrownBy = (make: () => unknown): unknown => {
  try {
    return make()
  } catch (error) {
    return error
  }
}

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
      expect(() => proxyFor(http, false)).toThrow(/^A proxy needs Node.js 24.5/)
    } finally {
      vi.restoreAllMocks()
    }
  })
})
