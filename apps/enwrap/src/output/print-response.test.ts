import { describe, expect, it } from "vitest"
import { commandInput, fakeIo } from "../../test/fake-io.ts"
import { readOutputOptions } from "./output-options.ts"
import { printResponse } from "./print-response.ts"

const print = (response: unknown, options: { format?: "table" | "json"; field?: string; terminal?: boolean } = {}) => {
  const { io, written } = fakeIo({ terminal: options.terminal ?? false })
  const text = typeof response === "string" ? response : JSON.stringify(response)
  printResponse(text, { format: options.format ?? "table", field: options.field }, io)
  return written
}

const wrapped = {
  wrap_info: {
    token: "t",
    accessor: "a",
    ttl: 5400,
    creation_time: "2026-01-02T03:04:05Z",
    creation_path: "sys/wrapping/wrap"
  }
}

describe("printResponse", () => {
  it("prints wrap info as Vault's table does", () => {
    expect(print(wrapped).out).toBe(
      [
        "Key                             Value",
        "---                             -----",
        "wrapping_token                  t",
        "wrapping_accessor               a",
        "wrapping_token_ttl              1h30m",
        "wrapping_token_creation_time    2026-01-02T03:04:05Z",
        "wrapping_token_creation_path    sys/wrapping/wrap",
        ""
      ].join("\n")
    )
  })

  it.each([
    ["token", "t"],
    ["wrapping_token", "t"],
    ["accessor", "a"],
    ["wrapping_accessor", "a"],
    ["ttl", "5400"],
    ["wrapping_token_ttl", "5400"],
    ["creation_time", "2026-01-02T03:04:05Z"],
    ["creation_path", "sys/wrapping/wrap"]
  ])("prints the field %s of wrap info", (field, value) => {
    expect(print(wrapped, { field }).out).toBe(value)
  })

  it("prints the wrapped accessor if there is one", () => {
    const response = { wrap_info: { ...wrapped.wrap_info, wrapped_accessor: "w" } }
    expect(print(response).out).toMatch(/^wrapped_accessor +w$/m)
    expect(print(response, { field: "wrapped_accessor" }).out).toBe("w")
  })

  it("prints data sorted by key, with numbers as they were written", () => {
    expect(print('{"data":{"b":1.0,"a":{"n":12345678901234567890},"__proto__":"p","n":null}}').out).toBe(
      'Key          Value\n---          -----\n__proto__    p\na            {"n":12345678901234567890}\nb            1.0\nn            null\n'
    )
  })

  it("prints a newline after a field only on a terminal", () => {
    expect(print({ data: { a: "b" } }, { field: "a" }).out).toBe("b")
    expect(print({ data: { a: "b" } }, { field: "a", terminal: true }).out).toBe("b\n")
  })

  it("prints a field as JSON with --format=json", () => {
    expect(print('{"data":{"a":{"n":1.0}}}', { field: "a", format: "json" }).out).toBe('{\n  "n": 1.0\n}\n')
  })

  it("prints the token of a login or of auth/token/create; --field takes Vault's names and those of the response", () => {
    const response = {
      auth: {
        client_token: "c",
        accessor: "a",
        lease_duration: 60,
        renewable: true,
        policies: ["p"],
        metadata: { m: "v" }
      }
    }
    expect(print(response).out).toMatch(/^token_duration +1m$/m)
    for (const [field, value] of [
      ["token", "c"],
      ["client_token", "c"],
      ["accessor", "a"],
      ["policies", '["p"]'],
      ["token_meta_m", "v"]
    ]) {
      expect(print(response, { field: field! }).out).toBe(value)
    }
  })

  it("prints the envelope as JSON and keeps all digits", () => {
    expect(print('{"data":{"a":1.0}}', { format: "json" }).out).toBe('{\n  "data": {\n    "a": 1.0\n  }\n}\n')
  })

  it.each([
    '{"data":{"user":"secret"}}',
    Uint8Array.of(0xff, 0, 10),
    `{"data":{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}}`
  ])("prints nothing if a field does not exist, and the response can be requested again", (response) => {
    const { io, written } = fakeIo()
    const options = { format: "table", field: "password" } as const
    expect(() => printResponse(response, options, io)).toThrow(
      expect.objectContaining({ exitCode: 1, message: expect.not.stringContaining("printed") })
    )
    expect(written).toMatchObject({ out: "", bytes: [] })
  })

  it("fails if a field does not exist, lists the fields, and prints the whole response if it is the only copy", () => {
    const { io, written } = fakeIo()
    const options = { format: "table", field: "password" } as const
    expect(() => printResponse('{"data":{"user":"secret"}}', options, io, { isOnlyCopy: true })).toThrow(
      expect.objectContaining({
        exitCode: 1,
        advice: ["Its fields: user."],
        message: expect.not.stringContaining("secret")
      })
    )
    expect(JSON.parse(written.out)).toEqual({ data: { user: "secret" } })
  })

  it.each([
    [{ format: "table", field: undefined }, false, ""],
    [{ format: "json", field: undefined }, false, "not an envelope"],
    [{ format: "table", field: "a" }, true, ""]
  ] as const)("writes a response without an envelope byte for byte: %j", (options, fails, said) => {
    const { io, written } = fakeIo()
    const bytes = Uint8Array.of(0xff, 0, 10)
    const act = () => printResponse(bytes, options, io, { isOnlyCopy: true })
    if (fails) expect(act).toThrow(expect.objectContaining({ exitCode: 1 }))
    else act()
    expect(written).toMatchObject({ out: "", bytes: [bytes], err: expect.stringContaining(said) })
  })

  it("prints the whole response if it does not fit a table: JSON of an upstream server, deeply nested values", () => {
    for (const response of [
      { apiKey: "secret" },
      { data: null, apiKey: "secret" },
      { data: { a: 1 }, apiKey: "secret" }
    ])
      expect(JSON.parse(print(response).out)).toEqual(response)
    const deep = `{"data":{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}}`
    expect(print(deep).out).toBe(`${deep}\n`)
  })

  it("rejects an empty or unknown field name before a request is sent", () => {
    for (const field of ["", "hvs.secret"])
      expect(() => readOutputOptions(commandInput([], { field }), fakeIo().io, ["ttl"])).toThrow(
        expect.objectContaining({ exitCode: 2, message: expect.not.stringContaining("secret") })
      )
    expect(readOutputOptions(commandInput([], { field: "any" }), fakeIo().io).field).toBe("any")
  })

  it("prints a note if there is no data, and the server's warnings, on standard error", () => {
    expect(print({ data: null, warnings: ["careful"] })).toMatchObject({
      out: "",
      err: "Warning from the server: careful\nThe response has no data.\n"
    })
  })
})
