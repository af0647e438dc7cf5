import fc from "fast-check"
import { expect, it } from "vitest"
import { memberOf, parseExact, printExact } from "./exact-json.ts"

it("keeps number literals as they were written", () => {
  expect(printExact(parseExact('{"big":12345678901234567890,"price":1.10,"e":1E5,"zero":-0}'))).toBe(
    '{"big":12345678901234567890,"e":1E5,"price":1.10,"zero":-0}'
  )
  expect(printExact(parseExact("1.0"))).not.toBe(printExact(parseExact("1")))
})

it("prints equal objects in the same way, regardless of the order of members", () => {
  expect(printExact(parseExact('{"b":[1,{"d":null,"c":"x"}],"a":true}'))).toBe(
    printExact(parseExact('{"a":true,"b":[1,{"c":"x","d":null}]}'))
  )
})

it("treats __proto__ as a key", () => {
  const value = parseExact('{"__proto__":{"a":1}}')
  expect(printExact(value)).toBe('{"__proto__":{"a":1}}')
  expect(memberOf(memberOf(value, "__proto__"), "a")).toMatchObject({ literal: "1" })
  expect(memberOf(parseExact("{}"), "toString")).toBeUndefined()
})

it("distinguishes exactly the values that JSON distinguishes", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const [one, two] = [JSON.stringify(a), JSON.stringify(b)]
      expect(JSON.parse(printExact(parseExact(one)))).toEqual(JSON.parse(one))
      if (one === two) expect(printExact(parseExact(one))).toBe(printExact(parseExact(two)))
    })
  )
})

it("rejects invalid JSON", () => {
  expect(() => parseExact('{"a":')).toThrow(SyntaxError)
})
