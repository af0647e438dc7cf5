import * as fc from "fast-check"
import { expect, it } from "vitest"
import { parseRfc3339, rfc3339 } from "./rfc3339.ts"

it("formats a time as Date does, whatever it formatted before", () => {
  const moments = fc.array(fc.integer({ min: -1000, max: 2000 }), { minLength: 2 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 250_000_000_000_000 }), moments, (start, steps) => {
      for (const step of steps) {
        const ms = Math.max(0, start + step)
        expect(rfc3339(ms)).toBe(new Date(ms).toISOString())
      }
    })
  )
})

it("a day, an hour or an offset that does not exist was shifted to one that does", () => {
  const invalid = [
    "2027-02-29T00:00:00Z",
    "2027-04-31T00:00:00+01:00",
    "2027-04-30T24:00:00Z",
    "2027-04-30T23:59:60Z",
    "2027-04-30T12:00:00+24:00",
    "2027-04-30T12:00:00-01:60",
    "2027-13-01T00:00:00Z",
    "2027-04-30 12:00:00Z",
    "2027-04-30T12:00:00"
  ]
  for (const text of invalid) expect(parseRfc3339(text), text).toBeUndefined()
  const start = Date.UTC(2028, 1, 29, 23, 30)
  for (const text of ["2028-02-29T23:30:00Z", "2028-03-01t01:30:00.000+02:00", "2028-02-29T22:30:00-01:00"])
    expect(parseRfc3339(text), text).toBe(start)
})
