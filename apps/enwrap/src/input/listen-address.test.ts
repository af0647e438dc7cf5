import { describe, expect, it } from "vitest"
import { formatListenAddress, isLoopback, parseListenAddress } from "./listen-address.ts"

describe("parseListenAddress", () => {
  it.each([
    ["127.0.0.1:8200", "127.0.0.1", 8200],
    ["localhost:0", "localhost", 0],
    ["[::1]:8200", "::1", 8200],
    ["0.0.0.0:8200", "0.0.0.0", 8200],
    [":8200", "", 8200]
  ])("reads %s", (text, host, port) => {
    expect(parseListenAddress(text)).toEqual({ host, port })
  })

  it.each([
    "",
    "127.0.0.1",
    "8200",
    "::1:8200",
    "host:65536",
    "host:-1",
    "host:http",
    "http://host:8200",
    "999.1.1.1:8200",
    "127.1:8200",
    "[1.2.3.4]:8200",
    "[:]:8200"
  ])("rejects %j", (text) => {
    expect(() => parseListenAddress(text)).toThrow(expect.objectContaining({ exitCode: 2 }))
  })

  it("can be formatted and parsed again", () => {
    for (const text of ["127.0.0.1:8200", "[::1]:8200", ":8200"])
      expect(formatListenAddress(parseListenAddress(text))).toBe(text)
  })

  it("knows which hosts only this machine can reach", () => {
    expect(["127.0.0.1", "localhost", "::1", "127.1.2.3"].every(isLoopback)).toBe(true)
    expect(["", "0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example"].some(isLoopback)).toBe(false)
  })
})
