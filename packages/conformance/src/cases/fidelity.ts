import { unwrapByHeader } from "../api-request.ts"
import type { ConformanceCase, Family } from "../conformance-case.ts"
import { expectAt, expectJsonAt, expectStatus, expectThat } from "../expect.ts"
import { WRAP } from "../endpoints.ts"
import { memberOf } from "../exact-json.ts"
import { wrapInfoOf } from "../wrap-info.ts"

/** Returns JSON unchanged: a large one, or the smaller one if the server refuses the large one with 413. */
const preserved = (id: string, title: string, json: string, smaller?: string): ConformanceCase => ({
  id,
  title,
  requirements: ["RW-CP-5", "RW-WE-7"],
  profile: "core",
  level: "must",
  why: "A secret that was altered is lost, because nobody else has a copy.",
  async run({ send }) {
    const wrapping = (body: string) => send({ method: "POST", path: WRAP, ttl: 300, body })
    const wrapped = await wrapping(json)
    const isTooLarge = smaller !== undefined && wrapped.status === 413
    const { token } = wrapInfoOf(isTooLarge ? await wrapping(smaller) : wrapped)
    const response = await send(unwrapByHeader(token))
    expectStatus(response, 200)
    expectJsonAt(response, "data", isTooLarge ? smaller : json)
  }
})

const DEEP = 60

/** Strings with about as many characters as these powers of two. */
const stringsAround = (...powers: ReadonlyArray<number>): string =>
  JSON.stringify(
    Object.fromEntries(
      powers.flatMap((power) =>
        [2 ** power - 1, 2 ** power, 2 ** power + 1].map((size) => [`${size}`, "x".repeat(size)])
      )
    )
  )

/** Strings of characters of two, three and four bytes, so that a piece of any size ends within one of them. */
const longLetters = (length: number): string =>
  JSON.stringify(
    Object.fromEntries(["é", "€", "🔑"].map((letter, i) => [`${letter}${i}`, "x".repeat(i) + letter.repeat(length)]))
  )

export const fidelity: Family = {
  name: "FI",
  title: "Unwrapped data equals wrapped data",
  cases: [
    preserved(
      "RWC-FI-01",
      "returns numbers as they were written",
      '{"big":12345678901234567890,"price":1.10,"one":1.0,"exponent":1E5,"small":-0.000000000000000000001,"zero":0}'
    ),
    preserved(
      "RWC-FI-02",
      "returns strings in any script, escapes, and special characters of HTML unchanged",
      JSON.stringify({
        ключ: "значение <&>",
        emoji: "🔑🗝",
        日本: "秘密",
        lines: 'a\nb\tc\r"\\/',
        separators: "\u2028\u2029",
        control: "\u0001\u007f",
        empty: ""
      })
    ),
    preserved(
      "RWC-FI-03",
      "returns nested objects, lists, null, true and false unchanged",
      '{"deep":{"a":[1,"two",null,true,false,[],{}],"empty":{}},"nothing":null,"no":false,"equal":[1,1,"a","a",false,false,{},{}],"numbered":{"0":"a","1":"b"}}'
    ),
    preserved("RWC-FI-04", "returns an empty object unchanged", "{}"),
    preserved(
      "RWC-FI-05",
      "returns keys with special meanings unchanged",
      '{"__proto__":{"a":1},"constructor":"c","toString":1,"token":"t","ttl":"1s","data":{"data":1},"errors":["x"],"wrap_info":null,"auth":null,"":"empty key"}'
    ),
    preserved(
      "RWC-FI-10",
      "returns numbers beyond double precision unchanged, at every level",
      '{"minus":-0,"list":[18446744073709551616,1.0,[1.10]],"pi":3.14159265358979323846264338327950288,"deep":{"a":{"id":9007199254740993}}}'
    ),
    preserved(
      "RWC-FI-11",
      "returns strings that look like other types, and nested keys, unchanged",
      JSON.stringify({
        number: "123",
        truth: "true",
        nothing: "null",
        date: "2026-02-30T25:00:00.000Z",
        decomposed: "e\u0301 and \u00e9",
        mark: "\ufeffa\ufeff",
        zero: "a\u0000b",
        ends: "a\r\nb\n",
        spaces: "  a  ",
        yes: "yes",
        tilde: "~",
        power: "1e3",
        iso: "2026-02-28T12:00:00Z",
        zoned: "2026-02-28T12:00:00+02:00",
        json: '{"a":[1,null]}',
        pem: "-----BEGIN X-----\nYQ==\n-----END X-----\n",
        "01": 1,
        "@type": 1,
        "#text": 1,
        "a[b][]": 1,
        "ns:name": 1,
        "a-b_cD": 1,
        "a.b": { $c: 1, "d/e": { "f ": [] } }
      }).replace("{", '{"nested":{"__proto__":{"a":{"__proto__":1}}},')
    ),
    preserved(
      "RWC-FI-06",
      `returns ${DEEP} levels of nesting unchanged`,
      `${'{"x":'.repeat(DEEP)}1${"}".repeat(DEEP)}`
    ),
    preserved(
      "RWC-FI-07",
      "returns a string of 256 KiB unchanged",
      JSON.stringify({ long: "0123456789abcdef".repeat(16_384) }),
      JSON.stringify({ long: "0123456789abcdef".repeat(2_000) })
    ),
    preserved(
      "RWC-FI-12",
      "returns strings of every size around powers of two unchanged",
      stringsAround(0, 4, 8, 10, 12, 13, 14, 16),
      stringsAround(0, 4, 8, 10, 12)
    ),
    preserved(
      "RWC-FI-13",
      "returns characters of several bytes unchanged, wherever a long string is cut into pieces",
      longLetters(40_000),
      longLetters(3_000)
    ),
    preserved(
      "RWC-FI-14",
      "returns numbers in every notation unchanged",
      '{"plus":1e+5,"capital":1.50E+02,"minus":1e-07,"digits":0.0000001,"tiny":1e-400,"below":-9007199254740993,"long":-123456789012345678901234567890,"zeros":1000000000000000000000,"negative":-0.0,"many":1234567890123456789012345678901234567890123456789012345678901234567890,"fraction":0.1234567890123456789012345678901234567890123456789}'
    ),
    preserved(
      "RWC-FI-15",
      "returns strings and keys that look encoded, and rare characters, unchanged",
      JSON.stringify({
        percent: "%41%2B%zz 100%",
        plus: "a+b c",
        dollar: "$& $1 $$ ${x} {{x}}",
        digits: "007",
        backslash: "\\u0041 \\n \\",
        html: "&lt;b&gt; &#65; &amp; <i>",
        quotes: "' \" ` ''",
        controls: "\b\f\u0080\u0085\u009f",
        selectors: "\u2764\ufe0f \u{1f44d}\u{1f3fd}",
        invisible: "\u200b\u200d\u2060\u00ad\u202e",
        noncharacters: "\ufdd0\uffff",
        planes: "\u{20000}\u{e0001}\u{10fffd}",
        "e\u0301": 1,
        "\u00e9": 2,
        Key: 1,
        key: 2,
        [`k${"e".repeat(1_000)}y`]: "long key"
      })
    ),
    {
      id: "RWC-FI-08",
      title: "wraps an empty object if there is no body",
      requirements: ["RW-WE-7"],
      profile: "core",
      level: "must",
      why: "An empty wrapped response can serve as a signal.",
      async run({ send }) {
        const { token } = wrapInfoOf(await send({ method: "POST", path: WRAP, ttl: 60 }))
        const response = await send(unwrapByHeader(token))
        expectStatus(response, 200)
        expectAt(response, "data", {})
      }
    },
    {
      id: "RWC-FI-09",
      title: "does not repeat keys of the payload at the top level of the envelope",
      requirements: ["RW-CP-8"],
      profile: "core",
      level: "must",
      why: "A payload must not be able to pose as part of the envelope.",
      async run({ send, wrap, payload }) {
        const { token } = await wrap(payload())
        const response = await send(unwrapByHeader(token))
        expectStatus(response, 200)
        expectThat(
          memberOf(response.json, "conformance") === undefined,
          "a key of the payload is at the top level of the envelope",
          response
        )
      }
    }
  ]
}
