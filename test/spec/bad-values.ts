/** Part of every string that is sent where it does not belong. No error may repeat it. */
export const MARK = "hvs.CAESI-not-to-be-repeated"

/** JSON of types that most fields do not accept. */
const otherTypes: ReadonlyArray<string> = [
  "true",
  "5",
  `"${MARK}"`,
  `[["${MARK}"]]`,
  `[{"a":"${MARK}"}]`,
  `{"a":[{"b":"${MARK}"}]}`
]

/** For fields that accept numbers or durations: negative, fractional, beyond the precision of a double, far too large. */
const oddNumbers: ReadonlyArray<string> = [
  "-5",
  "1.5",
  "9007199254740993",
  "1e300",
  '"9007199254740993"',
  '"9999999999h"',
  '"-1h"'
]

/** For fields that accept strings. */
const oddTexts: ReadonlyArray<string> = ['""', '"\\u0000"', `"${"x".repeat(4096)}"`]

/** The JSON that is sent as a field, chosen by what its schema accepts. */
export const badValues = (accepts: (value: unknown) => boolean): ReadonlyArray<string> => [
  ...otherTypes,
  ...(accepts(5) ? oddNumbers : []),
  ...(accepts("text") && !accepts(5) ? oddTexts : [])
]

/** Nested lists, half as deep as allowed. */
export const DEEP = "[".repeat(5000) + "]".repeat(5000)

/** Nested lists, far deeper than allowed. */
export const TOO_DEEP = "[".repeat(100_000) + "]".repeat(100_000)

/** An object as JSON, with one member added or replaced. Each string is JSON, and becomes the value of the member. */
export const withMember = (body: object, name: string, ...texts: ReadonlyArray<string>): string => {
  const others = Object.entries(body).filter(([key, value]) => key !== name && value !== undefined)
  const members = others.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
  return `{${[...members, ...texts.map((text) => `${JSON.stringify(name)}:${text}`)].join(",")}}`
}

/** The values that are sent as a query variable. */
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

/** What is sent in place of a path segment, with percent-encoding where it is wanted. */
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
