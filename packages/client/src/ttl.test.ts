import { parseDuration } from "@enwrap/protocol"
import { describe, expect, it } from "vitest"
import { formatWrapTtl } from "./ttl.ts"

describe("formatWrapTtl", () => {
  it.each([
    [300, "300"],
    ["300", "300"],
    ["5m", "5m"],
    ["1h30m", "1h30m"],
    ["1.5h", "1.5h"],
    ["0.001s", "0.001s"],
    ["1ns", "1ns"],
    ["2d", "2d"]
  ])("accepts %j [RW-TTL-3]", (ttl, text) => {
    expect(formatWrapTtl(ttl)).toBe(text)
    expect(parseDuration(text).ok).toBe(true)
  })

  it.each([
    0,
    "0",
    "0s",
    "",
    -1,
    "-5m",
    1.5,
    NaN,
    Infinity,
    "soon",
    "5 m",
    "1d12h",
    "1m\r\nx: y",
    "0.5ns",
    "0.0001us",
    "0.0000000001s"
  ])("rejects %j, with which the response would not be wrapped [RW-TTL-6]", (ttl) => {
    expect(() => formatWrapTtl(ttl)).toThrow(/not a positive duration/)
  })
})
