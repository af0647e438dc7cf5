import { InsecureAddressError, InvalidArgumentError, Redacted } from "@enwrap/client"
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inspect } from "node:util"
import { afterAll, describe, expect, it } from "vitest"
import { failureOf } from "../../client/test/failure-of.ts"
import { fromEnv, optionsFromEnv } from "./from-env.ts"
import { createNodeClient } from "./node-client.ts"
import { createNodeFetch } from "./node-fetch.ts"
import { storeToken } from "./token-helper.ts"

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
    WRAP_TTL: "10m",
    CAPATH: "/ca.d",
    CACERT_BYTES: "PEM",
    MAX_RETRIES: "3",
    RATE_LIMIT: "10:20",
    PROXY_ADDR: "http://proxy.example"
  }
  const options = {
    address: "https://vault.example",
    token: "s.session",
    namespace: "team",
    timeoutMs: 90_000,
    wrapTtl: "10m",
    retries: 3,
    rateLimit: { perSecond: 10, burst: 20 },
    proxy: "http://proxy.example",
    tls: {
      caFile: "/ca.pem",
      caPath: "/ca.d",
      caPem: "PEM",
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

  it("prefers each BAO_ variable, unless it is empty", () => {
    const env = { ...withPrefix("VAULT_"), BAO_ADDR: "https://bao.example", BAO_TOKEN: "" }
    expect(optionsFromEnv(env)).toEqual({ ...options, address: "https://bao.example" })
  })

  it("has the default address if no variable is set", () => {
    expect(optionsFromEnv({})).toMatchObject({
      address: "https://127.0.0.1:8200",
      token: undefined,
      tls: { insecureSkipVerify: false }
    })
  })

  it.each([
    ["30", 30_000],
    ["1.5s", 1500],
    ["500us", 1],
    ["1ns", 1],
    ["1500500us", 1501],
    ["0", 0]
  ])("reads the timeout %s, and rounds it up: 0 would disable it", (text, milliseconds) => {
    expect(optionsFromEnv({ VAULT_CLIENT_TIMEOUT: text }).timeoutMs).toBe(milliseconds)
  })

  it.each([
    [{ BAO_CLIENT_TIMEOUT: "soon" }, /^BAO_CLIENT_TIMEOUT/],
    [{ VAULT_CLIENT_TIMEOUT: "-5s" }, /^VAULT_CLIENT_TIMEOUT must not be negative$/],
    [{ VAULT_MAX_RETRIES: "-1" }, /^VAULT_MAX_RETRIES must be a whole number$/],
    [{ VAULT_RATE_LIMIT: "fast" }, /^VAULT_RATE_LIMIT must be/],
    [{ VAULT_SKIP_VERIFY: "perhaps" }, /^VAULT_SKIP_VERIFY must be true or false$/]
  ])("says which variable is invalid: %j", (env, message) => {
    expect(() => optionsFromEnv(env)).toThrow(InvalidArgumentError)
    expect(() => optionsFromEnv(env)).toThrow(message)
  })
})

describe("what is set and not understood", () => {
  it("is named, unless it does not concern a client", () => {
    const named: Array<string> = []
    const env = {
      VAULT_SRV_LOOKUP: "1",
      BAO_AGENT_ADDR: "x",
      VAULT_LOGIN_V2: "x",
      VAULT_MFA: "",
      VAULT_FORMAT: "json",
      VAULT_LOG_LEVEL: "debug"
    }
    optionsFromEnv(env, { onUnknown: (name) => named.push(name) })
    expect(named).toEqual(["VAULT_SRV_LOOKUP", "BAO_AGENT_ADDR", "VAULT_LOGIN_V2"])
  })
})

describe("the token helper", () => {
  const home = mkdtempSync(join(tmpdir(), "enwrap-home-"))
  afterAll(() => rmSync(home, { recursive: true }))

  it("is asked if no variable has a token: the file, or a program", async () => {
    expect(optionsFromEnv({ HOME: home }).token).toBeUndefined()
    writeFileSync(join(home, ".vault-token"), "s.FromTheFile\n")
    expect(optionsFromEnv({ HOME: home }).token).toBe("s.FromTheFile")
    expect(optionsFromEnv({ HOME: home, VAULT_TOKEN: "s.FromTheVariable" }).token).toBe("s.FromTheVariable")
    expect(optionsFromEnv({ HOME: home }, { tokenHelper: false }).token).toBeUndefined()

    const helper = join(home, "helper")
    writeFileSync(helper, '#!/bin/sh\n[ "$1" = get ] && echo s.FromTheHelper\n', { mode: 0o700 })
    writeFileSync(join(home, ".vault"), `token_helper = "${helper}"\n`)
    expect(optionsFromEnv({ HOME: home, PATH: process.env["PATH"] }).token).toBe("s.FromTheHelper")
    writeFileSync(helper, "#!/bin/sh\necho s.PrintedBeforeItFailed; exit 3\n")
    const ask = async () => optionsFromEnv({ HOME: home, PATH: process.env["PATH"] })
    const { cause } = await failureOf(ask())
    expect(inspect(cause, { showHidden: true })).not.toContain("PrintedBeforeItFailed")
    expect(String(cause)).toBe("Error: exit status 3")
    rmSync(helper)
    expect(() => optionsFromEnv({ HOME: home })).toThrow(/token helper .* failed/)
  })
})

describe("storeToken", () => {
  const home = mkdtempSync(join(tmpdir(), "enwrap-"))
  afterAll(() => rmSync(home, { recursive: true }))

  it("stores a token in a file for its owner only, where optionsFromEnv finds it", () => {
    writeFileSync(join(home, ".vault-token"), "s.Old", { mode: 0o644 })
    expect(storeToken(new Redacted("s.New"), { HOME: home })).toBe(join(home, ".vault-token"))
    expect(statSync(join(home, ".vault-token")).mode & 0o777).toBe(0o600)
    expect(readdirSync(home)).toEqual([".vault-token"])
    expect(optionsFromEnv({ HOME: home }).token).toBe("s.New")
  })

  it("fails without a home directory, and if the file cannot be written", () => {
    expect(() => storeToken("s.TopSecret", {})).toThrow(/set HOME/)
    expect(() => storeToken("s.TopSecret", { HOME: join(home, "none") })).toThrow(/cannot be stored in .* \(ENOENT\)/)
  })

  it("stores it with the token helper, which gets it on standard input", () => {
    const helper = join(home, "helper")
    writeFileSync(helper, '#!/bin/sh\n[ "$1" = store ] && cat >"$HOME/kept"\n', { mode: 0o700 })
    writeFileSync(join(home, ".vault"), `token_helper = "${helper}"\n`)
    const env = { HOME: home, PATH: process.env["PATH"] }
    expect(storeToken("s.New", env)).toBe(helper)
    expect(readFileSync(join(home, "kept"), "utf8")).toBe("s.New")
    writeFileSync(helper, "#!/bin/sh\nexit 3\n")
    expect(() => storeToken("s.New", env)).toThrow(/token helper .* failed/)
  })
})

describe("fromEnv", () => {
  it("prefers the overrides", () => {
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
    [{ caFile: "/there/is/no.pem" }, /Cannot read the CA certificate file \/there\/is\/no\.pem/],
    [{ certFile: "/cert.pem" }, /needs both/],
    [{ certPem: "PEM" }, /needs both/],
    [{ keyFile: "/key.pem" }, /needs both/],
    [{ keyFile: "/there/is/no.pem", certPem: "PEM" }, /Cannot read the client key file \/there\/is\/no\.pem/]
  ])("rejects the TLS options %j, and so does createNodeFetch", (tls, message) => {
    expect(() => createNodeClient({ address: "https://vault.example", tls })).toThrow(message)
    expect(() => createNodeFetch({ tls })).toThrow(message)
  })

  it.each([undefined, null, 5, "", "vault"])("rejects the address %j", (address) => {
    expect(() => createNodeClient({ address: address as never })).toThrow(InvalidArgumentError)
  })

  it("rejects a unix socket without its full path", () => {
    expect(() => createNodeClient({ address: "unix://run/vault.sock" })).toThrow(/unix:\/\/\/its\/full\/path/)
  })
})
