/** What stands in every text that is sent here where it does not belong: no refusal may repeat it. */
export const MARK = "hvs.CAESI-not-to-be-repeated"

/** Texts of JSON that most fields are not made of. */
const otherTypes: ReadonlyArray<string> = [
  "true",
  "5",
  `"${MARK}"`,
  `[["${MARK}"]]`,
  `[{"a":"${MARK}"}]`,
  `{"a":[{"b":"${MARK}"}]}`
]

/** For fields that take numbers or times: below nought, broken, beyond what a double counts, beyond any clock. */
const oddNumbers: ReadonlyArray<string> = [
  "-5",
  "1.5",
  "9007199254740993",
  "1e300",
  '"9007199254740993"',
  '"9999999999h"',
  '"-1h"'
]

/** For fields that take texts. */
const oddTexts: ReadonlyArray<string> = ['""', '"\\u0000"', `"${"x".repeat(4096)}"`]

/** What is sent to a field: texts of JSON, chosen by what its schema takes. */
export const badValues = (takes: (value: unknown) => boolean): ReadonlyArray<string> => [
  ...otherTypes,
  ...(takes(5) ? oddNumbers : []),
  ...(takes("text") && !takes(5) ? oddTexts : [])
]

/** Half of what a body may have: lists within lists. */
export const DEEP = "[".repeat(5000) + "]".repeat(5000)

/** Far deeper than a body may be. */
export const TOO_DEEP = "[".repeat(100_000) + "]".repeat(100_000)

/** An object as JSON, with one member more (or another value of one) as a text of JSON, however often. */
export const withMember = (body: object, name: string, ...texts: ReadonlyArray<string>): string => {
  const others = Object.entries(body).filter(([key, value]) => key !== name && value !== undefined)
  const members = others.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
  return `{${[...members, ...texts.map((text) => `${JSON.stringify(name)}:${text}`)].join(",")}}`
}

/** What is sent to a variable of a query. */
export const badQueryValues: ReadonlyArray<string> = [
  "x",
  "-5",
  "1.5",
  "9007199254740993",
  "9999999999h",
  "%00",
  MARK,
  ""
]

/** What is sent in the place of a segment of a path: already percent-encoded where it is to be. */
export const badSegments: ReadonlyArray<string> = [
  "..",
  "../..",
  ".",
  "a/../b",
  "a//b",
  "/",
  "",
  "%2e%2e",
  "a%2F..%2Fb",
  "a%2Fb",
  "%2F%2Fevil.example",
  "/evil.example",
  "%00",
  "a%00b",
  "%0d%0a",
  "%zz",
  "%c3%28",
  "%F0%9F%94%91",
  "*",
  "+",
  "__proto__",
  "x".repeat(4096)
]
