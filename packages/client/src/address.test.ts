import { describe, expect, it } from "vitest"
import { checkAddress } from "./address.ts"
import { InsecureAddressError, InvalidArgumentError } from "./errors.ts"

describe("checkAddress", () => {
  it.each([
    ["https://vault.example:8200", "https://vault.example:8200"],
    ["https://vault.example/", "https://vault.example"],
    ["https://proxy.example/vault//", "https://proxy.example/vault"],
    ["http://127.0.0.1:8200", "http://127.0.0.1:8200"],
    ["http://127.1.2.3", "http://127.1.2.3"],
    ["http://localhost:8200", "http://localhost:8200"],
    ["http://[::1]:8200", "http://[::1]:8200"]
  ])("accepts %s", (address, checked) => {
    expect(checkAddress(address, false)).toBe(checked)
  })

  it.each([
    "http://vault.example",
    "http://10.0.0.1:8200",
    "http://127.0.0.1.example",
    "http://localhost.example",
    "http://vault.localhost"
  ])("rejects %s, because others could read tokens", (address) => {
    expect(() => checkAddress(address, false)).toThrow(InsecureAddressError)
    expect(checkAddress(address, true)).toBe(address)
  })

  it.each([
    "",
    "vault.example",
    "ftp://vault.example",
    "https://user:hunter2@vault.example",
    "https://v/?a=b",
    "https://v/#a",
    "https://v?",
    "https://v/a#",
    "https://v?#",
    "https://v//a",
    "https://v/a//b/",
    "https://v/\t/a",
    "https://v/\n\\a"
  ])("rejects %j, which is not the address of a server", (address) => {
    expect(() => checkAddress(address, true)).toThrow(InvalidArgumentError)
    expect(() => checkAddress(address, true)).not.toThrow(/hunter2/)
  })

  it("takes no quadratic time for many slashes", () => {
    const slashes = "/".repeat(100_000)
    const start = performance.now()
    expect(checkAddress(`https://v/a${slashes}`, false)).toBe("https://v/a")
    expect(() => checkAddress(`https://v/a${slashes}b`, false)).toThrow(InvalidArgumentError)
    expect(() => checkAddress(`https://v/a/v1${slashes}`, false)).toThrow(/must not end in \/v1/)
    expect(performance.now() - start).toBeLessThan(1000)
  })
})
