import { describe, expect, it } from "vitest"
import { errorPrefixes, errorTextFor, errorTexts, warningTexts } from "./index.ts"

describe("fixed texts", () => {
  it("are unique", () => {
    const texts = Object.values(errorTexts)
    expect(new Set(texts).size).toBe(texts.length)
  })

  it("RW-ER-9: the texts about a wrapping token in a body have the same prefix", () => {
    for (const text of [errorTexts.tokenIsEmpty, errorTexts.emptyTokenInBody, errorTexts.couldNotDecodeToken]) {
      expect(text.startsWith(errorPrefixes.wrappingToken)).toBe(true)
    }
  })

  it("RW-TTL-4: the text about a negative wrap TTL has the prefix of the header", () => {
    expect(errorTexts.negativeWrapTtl.startsWith(errorPrefixes.wrapTtl)).toBe(true)
  })

  it("RW-ER-10: contain the name of a field, and not its value", () => {
    expect(errorTextFor.fieldInvalid("ttl", "a unit is missing in the duration")).toBe(
      'Field validation failed: error converting input for field "ttl": a unit is missing in the duration'
    )
  })

  it("RW-ENV-9: list unknown fields as the original does", () => {
    expect(warningTexts.ignoredParameters(["a", "b"])).toBe("Endpoint ignored these unrecognized parameters: [a b]")
  })

  it("RW-TK-7: contain the TTL and its maximum", () => {
    expect(warningTexts.ttlCapped("1000h", "768h")).toBe(
      'TTL of "1000h" exceeded the effective max_ttl of "768h"; TTL value is capped accordingly'
    )
  })
})
