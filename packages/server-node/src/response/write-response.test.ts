import type { WireResponse } from "@enwrap/server"
import fc from "fast-check"
import { assert, describe, it } from "vitest"
import { CLOSE } from "./head-text.ts"
import { responseText } from "./write-response.ts"

const response = (status: number, headers: WireResponse["headers"] = {}): WireResponse => ({
  status,
  headers,
  body: ""
})

/** The head and the body that a client receives. */
const received = (from: WireResponse, body: string): readonly [head: string, body: Buffer] => {
  const { encoding, text } = responseText(from, body, CLOSE)
  const bytes = Buffer.from(text, encoding)
  const end = bytes.indexOf("\r\n\r\n") + 4
  return [bytes.toString("latin1", 0, end), bytes.subarray(end)]
}

const lengthIn = (head: string): string | undefined => /^content-length: (\d+)\r$/m.exec(head)?.[1]

describe("a response as one string", () => {
  it("has the bytes of its body in UTF-8, and their number", () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constant("\ud800 é €")), (body) => {
        const [head, bytes] = received(response(200), body)
        assert.deepStrictEqual(bytes, Buffer.from(body))
        assert.strictEqual(lengthIn(head), String(bytes.length))
      })
    ))

  it("has headers in Latin-1, as Node sends them, if its body is ASCII", () => {
    const [head, bytes] = received(response(200, { "x-a": "é" }), "{}")
    assert.include(head, "\r\nx-a: é\r\n")
    assert.deepStrictEqual([lengthIn(head), bytes.toString()], ["2", "{}"])
  })

  it("has no length if its status has none", () => {
    assert.deepStrictEqual(
      [204, 205, 304].map((status) => lengthIn(received(response(status), "")[0])),
      [undefined, "0", undefined]
    )
  })
})
