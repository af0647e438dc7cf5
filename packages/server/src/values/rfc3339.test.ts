import * as fc from "fast-check"
import { expect, it } from "vitest"
import { rfc3339 } from "./rfc3339.ts"

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
