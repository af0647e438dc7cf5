import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { commandInput, fakeIo } from "../../test/fake-io.ts"
import { readConnection, readToken } from "./connection.ts"

describe("readConnection", () => {
  it("reads the flag, then BAO_ADDR, then VAULT_ADDR; the default is the address of the development server", () => {
    const env = { BAO_ADDR: "https://bao", VAULT_ADDR: "https://vault" }
    expect(readConnection(commandInput([], { address: "https://flag" }), fakeIo({ env }).io).address).toBe(
      "https://flag"
    )
    expect(readConnection(commandInput([]), fakeIo({ env }).io).address).toBe("https://bao")
    expect(readConnection(commandInput([]), fakeIo({ env: { ...env, BAO_ADDR: "" } }).io).address).toBe("https://vault")
    expect(readConnection(commandInput([]), fakeIo().io).address).toBe("http://127.0.0.1:8200")
  })
})

it.each([
  ["localhost:8200", "http://localhost:8200"],
  ["[::1]:8200", "http://[::1]:8200"],
  ["vault.example:8200", "https://vault.example:8200"]
])("rejects the address %s, which has no scheme, and suggests %s", (address, meant) => {
  expect(() => readConnection(commandInput([], { address }), fakeIo().io)).toThrow(
    expect.objectContaining({ exitCode: 2, advice: [`Did you mean ${meant}?`] })
  )
})

describe("readToken", () => {
  it("reads the flag, then BAO_TOKEN, then VAULT_TOKEN, then ~/.vault-token", () => {
    const home = mkdtempSync(join(tmpdir(), "enwrap-"))
    writeFileSync(join(home, ".vault-token"), "file\n")
    const env = { BAO_TOKEN: "bao", VAULT_TOKEN: "vault" }
    expect(readToken(commandInput([], { token: "flag" }), fakeIo({ env, home }).io)).toBe("flag")
    expect(readToken(commandInput([]), fakeIo({ env, home }).io)).toBe("bao")
    expect(readToken(commandInput([]), fakeIo({ env: { VAULT_TOKEN: "vault" }, home }).io)).toBe("vault")
    expect(readToken(commandInput([]), fakeIo({ home }).io)).toBe("file")
  })

  it("fails with a usage error if there is no token", () => {
    expect(() => readToken(commandInput([]), fakeIo().io)).toThrow(expect.objectContaining({ exitCode: 2 }))
  })
})
