import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { formatDuration, parseDuration } from "./duration.ts"

const nanoseconds = (input: string | number): bigint | string => {
  const parsed = parseDuration(input)
  return parsed.ok ? parsed.nanoseconds : "refused"
}

const SECOND = 1_000_000_000n
const HOUR = 3600n * SECOND

describe("RW-TTL-3: the syntax of durations", () => {
  it.each<[string | number, bigint]>([
    ["", 0n],
    ["0", 0n],
    ["-0", 0n],
    ["00", 0n],
    ["0s", 0n],
    ["0.0s", 0n],
    ["0d", 0n],
    ["-0d", 0n],
    ["0ms", 0n],
    ["60", 60n * SECOND],
    ["+60", 60n * SECOND],
    ["007", 7n * SECOND],
    ["60s", 60n * SECOND],
    ["5m", 300n * SECOND],
    ["25h", 25n * HOUR],
    ["1h30m", 5400n * SECOND],
    ["1.5h", 5400n * SECOND],
    ["5.h", 5n * HOUR],
    [".5h", 1800n * SECOND],
    ["1.9s", 1_900_000_000n],
    ["-1.5h", -5400n * SECOND],
    ["+1h", HOUR],
    ["2d", 172_800n * SECOND],
    ["-1d", -86_400n * SECOND],
    ["500ms", 500_000_000n],
    ["7us", 7000n],
    ["7\u00b5s", 7000n],
    ["7\u03bcs", 7000n],
    ["1ns", 1n],
    ["0.5ns", 0n],
    ["1h1h", 2n * HOUR],
    ["-5", -5n * SECOND],
    [90, 90n * SECOND],
    [0.5, 500_000_000n],
    [-1.25, -1_250_000_000n]
  ])("%j", (input, expected) => {
    expect(nanoseconds(input)).toBe(expected)
  })

  it.each([
    "abc",
    "abcd",
    "d",
    "h",
    ".h",
    ".",
    "-",
    "+",
    "--1s",
    "+-1s",
    "1.5",
    "1.5d",
    "1d12h",
    "1h-30m",
    "5 m",
    " 5m",
    "5m ",
    "1e3",
    "1e2s",
    "1_000",
    "0x10",
    "1H",
    "1m30",
    "1w",
    "1.2.3s",
    "\u0661s",
    "\uff11",
    "\n5",
    "1\u0000s",
    "9".repeat(300),
    "h".repeat(300)
  ])("rejects %j without quoting it", (input) => {
    const parsed = parseDuration(input)
    expect(parsed.ok).toBe(false)
    if (!parsed.ok && input.trim().length > 3) expect(parsed.problem).not.toContain(input)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("rejects %d", (input) => {
    expect(parseDuration(input)).toMatchObject({ ok: false, problem: expect.stringContaining("finite") })
  })

  it("says what is wrong", () => {
    const problemOf = (input: string) => {
      const parsed = parseDuration(input)
      return parsed.ok ? "none" : parsed.problem
    }
    expect(problemOf("1.5")).toContain("unit is missing")
    expect(problemOf("1w")).toContain("unknown unit")
    expect(problemOf("1d12h")).toContain("whole days")
    expect(problemOf("abc")).toContain("number is missing")
    expect(problemOf("-")).toContain("no number")
    expect(problemOf(".h")).toContain("point without digits")
    expect(problemOf("9223372037")).toContain("out of range")
  })

  it("truncates fractions of a second towards zero", () => {
    expect(parseDuration("1.9s")).toMatchObject({ seconds: 1 })
    expect(parseDuration("-1.9s")).toMatchObject({ seconds: -1 })
    expect(parseDuration("900ms")).toMatchObject({ seconds: 0, nanoseconds: 900_000_000n })
  })
})

describe("RW-TTL-8: the range of durations", () => {
  it.each(["9223372036", "106751d", "2562047h", "-9223372036"])("accepts %s", (input) => {
    expect(parseDuration(input).ok).toBe(true)
  })

  it.each(["9223372037", "18446744074", "106752d", "2562048h", "-9223372037", "99999999999999999999", "9223372036.9s"])(
    "rejects %s",
    (input) => {
      expect(parseDuration(input)).toMatchObject({ ok: false, problem: expect.stringContaining("9223372036 seconds") })
    }
  )

  it.each([9_223_372_037, 1e300, -1e300])("rejects the number %d", (input) => {
    expect(parseDuration(input)).toMatchObject({ ok: false })
  })
})

const units = { h: HOUR, m: 60n * SECOND, s: SECOND, ms: 1_000_000n, us: 1000n, "\u00b5s": 1000n, ns: 1n } as const

describe("any duration", () => {
  it("every string has a result, and never NaN", () => {
    const alphabet = fc.constantFrom(..."0123456789.+-dhmsnu\u00b5 eE_x")
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: alphabet })), (text) => {
        const parsed = parseDuration(text)
        if (parsed.ok) expect(Number.isSafeInteger(parsed.seconds)).toBe(true)
        else expect(parsed.problem).not.toBe("")
      })
    )
  })

  it("every number has a result", () => {
    fc.assert(
      fc.property(fc.double(), (number) => {
        const parsed = parseDuration(number)
        if (parsed.ok) expect(parsed.seconds).toBe(Math.trunc(number) + 0)
      }),
      { examples: [[0.999_999_999], [1.000_000_001]] }
    )
  })

  it("parts add up, in any order", () => {
    const part = fc.record({
      count: fc.nat(10_000),
      unit: fc.constantFrom(...(Object.keys(units) as Array<keyof typeof units>))
    })
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 20 }), fc.boolean(), (parts, negative) => {
        const expected = parts.reduce((sum, { count, unit }) => sum + BigInt(count) * units[unit], 0n)
        const text = (negative ? "-" : "") + parts.map(({ count, unit }) => `${count}${unit}`).join("")
        expect(nanoseconds(text)).toBe(negative ? -expected : expected)
      })
    )
  })

  it("a fraction is exact to the nanosecond", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 0, max: 999_999_999 }), (whole, nanos) => {
        const text = `${whole}.${String(nanos).padStart(9, "0")}s`
        expect(nanoseconds(text)).toBe(BigInt(whole) * SECOND + BigInt(nanos))
      })
    )
  })

  it("a formatted duration can be parsed", () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_223_372_036, max: 9_223_372_036 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds))).toMatchObject({ ok: true, seconds })
      })
    )
  })
})

describe("formatDuration", () => {
  it.each([
    [0, "0s"],
    [1, "1s"],
    [60, "1m"],
    [1800, "30m"],
    [3600, "1h"],
    [5400, "1h30m"],
    [3661, "1h1m1s"],
    [3601, "1h1s"],
    [2_764_800, "768h"],
    [3_600_000, "1000h"],
    [-90, "-1m30s"],
    [1.9, "1s"],
    [-0.5, "0s"]
  ])("%d as %s", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text)
  })
})
