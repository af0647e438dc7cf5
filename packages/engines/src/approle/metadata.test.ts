import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Base64 from "effect/encoding/Base64"
import { parseMetadata } from "./metadata.ts"

describe("metadata of a secret ID", () => {
  it.effect.each([
    ["", {}],
    ["  ", {}],
    ["{}", {}],
    ['{"who":"ci","n":"1"}', { who: "ci", n: "1" }],
    ['{"a":"b=c,d"}', { a: "b=c,d" }],
    ["a=b", { a: "b" }],
    [" a = b , c=d,", { a: "b", c: "d" }],
    [Base64.encode('{"a":"ä"}'), { a: "ä" }],
    ['{"__proto__":"p"}', Object.fromEntries([["__proto__", "p"]])]
  ] as const)("%s", ([text, metadata]) =>
    Effect.map(parseMetadata(text), (parsed) => assert.deepStrictEqual(parsed, metadata))
  )

  it.effect.each(["[]", "null", "1", '"a"', '{"n":1}', '{"n":{}}', '{"n":""}', "a", "a=", "=b", "a=b=c", "a=b,c"])(
    "refused: %s",
    (text) =>
      Effect.map(Effect.flip(parseMetadata(text)), ({ errors, status }) => {
        assert.strictEqual(status, 400)
        assert.include(errors[0], "failed to parse metadata")
      })
  )
})
