import { describe, expect, it } from "vitest"
import { isPidFile } from "./process-id.ts"

describe("a file that may be replaced with a pid file", () => {
  it.each(["", "1234", " 1234\n", "\0\0\0\0", "12\0\0"])("contains the id of a process, or nothing: %j", (content) => {
    expect(isPidFile(Buffer.from(content))).toBe(true)
  })

  it.each(["12 34", "a", "\0a", "1\u00002", "\0".repeat(33)])("contains nothing else: %j", (content) => {
    expect(isPidFile(Buffer.from(content))).toBe(false)
  })
})
