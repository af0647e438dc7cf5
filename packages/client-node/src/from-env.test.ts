import { InsecureAddressError, InvalidArgumentError } from "@enwrap/client"
import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { fromEnv, optionsFromEnv } from "./from-env.ts"
import { createNodeClient } from "./node-client.ts"

describe("optionsFromEnv", () => {
  const names = {
    ADDR: "https://vault.example",
    TOKEN: "s.session",
    NAMESPACE: "team",
    CACERT: "/ca.pem",
    CLIENT_CERT: "/cert.pem",
    CLIENT_KEY: "/key.pem",
    TLS_SERVER_NAME: "vault.internal",
    SKIP_VERIFY: "1",
    CLIENT_TIMEOUT: "1m30s",
    WRAP_TTL: "10m"
  }
  const options = {
    address: "https://vault.example",
    token: "s.session",
    namespace: "team",
    timeoutMs: 90_000,
    wrapTtl: "10m",
    tls: {
      caFile: "/ca.pem",
      certFile: "/cert.pem",
      keyFile: "/key.pem",
      serverName: "vault.internal",
      insecureSkipVerify: true
    }
  }
  const withPrefix = (prefix: string) =>
    Object.fromEntries(Object.entries(names).map(([name, value]) => [prefix + name, value]))

  it.each(["VAULT_", "BAO_"])("reads every variable with %s", (prefix) => {
    expect(optionsFromEnv(withPrefix(prefix))).toEqual(options)
  })

  it("lets BAO_ win, each by itself, unless it is empty", () => {
    const env = { ...withPrefix("VAULT_"), BAO_ADDR: "https://bao.example", BAO_TOKEN: "" }
    expect(optionsFromEnv(env)).toEqual({ ...options, address: "https://bao.example" })
  })

  it("without any, is at the usual address", () => {
    expect(optionsFromEnv({})).toMatchObject({
      address: "https://127.0.0.1:8200",
      token: undefined,
      tls: { insecureSkipVerify: false }
    })
  })

  it.each([
    ["30", 30_000],
    ["1.5s", 1500],
    ["0", 0]
  ])("takes the time-out %s", (text, milliseconds) => {
    expect(optionsFromEnv({ VAULT_CLIENT_TIMEOUT: text }).timeoutMs).toBe(milliseconds)
  })

  it.each([
    [{ BAO_CLIENT_TIMEOUT: "soon" }, /^BAO_CLIENT_TIMEOUT/],
    [{ VAULT_CLIENT_TIMEOUT: "-5s" }, /^VAULT_CLIENT_TIMEOUT is negative$/],
    [{ VAULT_SKIP_VERIFY: "perhaps" }, /^VAULT_SKIP_VERIFY is neither true nor false$/]
  ])("says which variable is wrong: %j", (env, message) => {
    expect(() => optionsFromEnv(env)).toThrow(InvalidArgumentError)
    expect(() => optionsFromEnv(env)).toThrow(message)
  })
})

describe("fromEnv", () => {
  it("lets overrides win", () => {
    const env = { VAULT_ADDR: "http://vault.example" }
    expect(() => fromEnv(env)).toThrow(InsecureAddressError)
    expect(fromEnv(env, { allowInsecureHttp: true })).toHaveProperty("unwrap")
    expect(fromEnv(env, { address: "https://vault.example" })).toHaveProperty("unwrap")
  })

  it("shows no token when printed [RW-SEC-1]", () => {
    const client = fromEnv({ VAULT_TOKEN: "s.TopSecret" })
    expect(inspect(client, { showHidden: true, depth: 9 })).not.toContain("TopSecret")
  })
})

describe("createNodeClient", () => {
  it.each([
    [{ caFile: "/there/is/no.pem" }, /CA certificates, \/there\/is\/no\.pem, cannot be read/],
    [{ certFile: "/cert.pem" }, /needs both/],
    [{ keyFile: "/key.pem" }, /needs both/]
  ])("refuses the TLS files %j", (tls, message) => {
    expect(() => createNodeClient({ address: "https://vault.example", tls })).toThrow(message)
  })

  it.each([undefined, null, 5, "", "vault"])("refuses the address %j", (address) => {
    expect(() => createNodeClient({ address: address as never })).toThrow(InvalidArgumentError)
  })

  it("refuses a unix socket without its full path", () => {
    expect(() => createNodeClient({ address: "unix://run/vault.sock" })).toThrow(/unix:\/\/\/its\/full\/path/)
  })
})
