import { runInNewContext } from "node:vm"
import { describe, expect, it } from "vitest"
import { failureOf } from "../test/failure-of.ts"
import { scripted, wrapped } from "../test/scripted-client.ts"
import { InvalidArgumentError } from "./errors.ts"
import { Redacted } from "./redacted.ts"

class Hidden {
  readonly #password = "correct horse"

  get length() {
    return this.#password.length
  }
}
class Credentials {
  readonly password = "correct horse"
}
class Secretive {
  readonly #password = "correct horse"

  toJSON() {
    return { password: this.#password }
  }
}
const form = new FormData()
form.set("password", "correct horse")

describe("the body of a request", () => {
  it.each([
    ["a Map", new Map([["password", "correct horse"]])],
    ["a Set", new Set(["correct horse"])],
    ["a FormData", form],
    ["a URLSearchParams", new URLSearchParams("password=correct")],
    ["a Headers", new Headers({ password: "correct" })],
    ["an ArrayBuffer", new ArrayBuffer(4)],
    ["a Promise", Promise.resolve({ password: "correct horse" })],
    ["a RegExp", /correct horse/],
    ["an Error", new Error("correct horse")],
    ["an instance with private members only", new Hidden()],
    ["a redacted value", new Redacted("correct horse")],
    ["bytes", new TextEncoder().encode("correct horse")],
    ["numbers of a typed array", new Float64Array([1, 2])],
    ["a DataView", new DataView(new ArrayBuffer(4))],
    ["NaN", NaN],
    ["Infinity", -Infinity],
    ["a boxed NaN", Object(NaN)],
    ["a date that is not valid", new Date(NaN)],
    ["a function", () => "correct horse"],
    ["a symbol", Symbol("correct horse")],
    ["undefined in an array", [undefined]],
    ["a hole of an array", Array(1)]
  ])("is not silently another value, or absent: %s", async (_, value) => {
    const { client, sent } = scripted([wrapped])
    const calls: ReadonlyArray<() => PromiseLike<unknown>> = [
      ...(typeof value === "object" ? [() => client.wrap(value)] : []),
      () => client.wrap({ a: [{ b: value }] }),
      () => client.write("secret/data/db", { data: value }),
      () => client.operations.kvV2Write({ mount: "secret", path: "db", body: { data: value } as never })
    ]
    for (const call of calls) {
      const error = await failureOf(call())
      expect(error).toBeInstanceOf(InvalidArgumentError)
      expect(error.message).toMatch(/^The body of .* has an? /)
      expect(`${error.message}${error.hint}`).not.toContain("correct")
    }
    expect(sent).toEqual([])
  })

  it("can have everything that JSON represents", async () => {
    const { client, sent } = scripted([wrapped])
    const shared = { a: 1 }
    const data = {
      credentials: new Credentials(),
      secretive: new Secretive(),
      date: new Date(0),
      url: new URL("https://vault.example"),
      bytes: Buffer.from("a"),
      empty: [{}, [], null, Object.create(null), runInNewContext("({})")],
      boxed: [Object(5), Object(""), Object(false)],
      twice: [shared, shared],
      dropped: undefined
    }
    await client.wrap(data)
    expect(sent[0]?.body).toEqual(JSON.parse(JSON.stringify(data)))
  })

  it("can have what a codec of the caller represents", async () => {
    const stringify = (value: unknown) =>
      JSON.stringify(value, (_, held: unknown) => (held instanceof Map ? Object.fromEntries(held) : held))
    const { client, sent } = scripted([wrapped], { json: { parse: JSON.parse, stringify } })
    await client.wrap({ map: new Map([["a", 1]]) })
    expect(sent[0]?.body).toEqual({ map: { a: 1 } })
  })

  it("can have bytes and NaN if the codec of the caller represents them", async () => {
    const stringify = (value: unknown) =>
      JSON.stringify(value, (_, held: unknown) =>
        held instanceof Uint8Array ? [...held] : Number.isNaN(held) ? String(held) : held
      )
    const { client, sent } = scripted([wrapped], { json: { parse: JSON.parse, stringify } })
    await client.wrap({ bytes: new Uint8Array([1, 2]), number: NaN })
    expect(sent[0]?.body).toEqual({ bytes: [1, 2], number: "NaN" })
  })
})
