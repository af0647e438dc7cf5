import { describe, expect, it } from "vitest"
import { formatListenAddress, isLoopback, overlap, parseListenAddress } from "./listen-address.ts"

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
    const local = ["127.0.0.1", "localhost", "LOCALHOST", "localhost.", "::1", "0:0:0:0:0:0:0:1", "127.1.2.3"]
    for (const host of [...local, "::ffff:127.0.0.1", "::ffff:7f00:1"])
      expect([host, isLoopback(host)]).toEqual([host, true])
    for (const host of ["", "0.0.0.0", "::", "10.0.0.1", "::ffff:10.0.0.1", "127.0.0.1.example", "localhost.example"])
      expect([host, isLoopback(host)]).toEqual([host, false])
  })

  it.each([
    [":8200", "[0::0]:8200", true],
    [":8200", "127.0.0.1:8200", true],
    ["0.0.0.0:8200", "127.0.0.1:8200", true],
    ["0.0.0.0:8200", "[::]:8200", true],
    ["0.0.0.0:8200", "[::1]:8200", false],
    ["[::1]:8200", "[0:0:0:0:0:0:0:1]:8200", true],
    ["[::ffff:127.0.0.1]:8200", "127.0.0.1:8200", true],
    ["LOCALHOST:8200", "localhost.:8200", true],
    [":8200", ":8201", false],
    ["127.0.0.1:8200", "127.0.0.2:8200", false]
  ])("knows whether %j and %j can have a listener each", (one, other, expected) => {
    const [first, second] = [parseListenAddress(one), parseListenAddress(other)]
    expect([overlap(first, second), overlap(second, first)]).toEqual([expected, expected])
  })
})
