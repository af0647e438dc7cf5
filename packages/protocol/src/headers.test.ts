import { describe, expect, it } from "vitest"
import * as headers from "./headers.ts"

const names = Object.entries(headers)
  .filter(([key]) => key.endsWith("_HEADER"))
  .map(([, value]) => value as string)

describe("header names", () => {
  it("are lower case and valid", () => {
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })

  it("RW-HD-12: a preflight allows every request header of the protocol, and no others", () => {
    const ofResponses = [headers.CACHE_CONTROL_HEADER]
    expect([...headers.CORS_ALLOWED_HEADERS].sort()).toEqual(names.filter((name) => !ofResponses.includes(name)).sort())
  })
})
