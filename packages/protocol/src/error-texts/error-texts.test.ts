import { describe, expect, it } from "vitest"
import { errorPrefixes, errorTextFor, errorTexts, warningTexts } from "./index.ts"

describe("fixed texts", () => {
  it("no two keys have one text", () => {
    const texts = Object.values(errorTexts)
    expect(new Set(texts).size).toBe(texts.length)
  })

  it("RW-ER-9: what is wrong with a wrapping token in a body begins alike", () => {
    for (const text of [errorTexts.tokenIsEmpty, errorTexts.emptyTokenInBody, errorTexts.couldNotDecodeToken]) {
      expect(text.startsWith(errorPrefixes.wrappingToken)).toBe(true)
    }
  })

  it("RW-TTL-4: the text of a negative wrap TTL begins as every text about the header", () => {
    expect(errorTexts.negativeWrapTtl.startsWith(errorPrefixes.wrapTtl)).toBe(true)
  })

  it("RW-ER-10: a field is named, a value is not", () => {
    expect(errorTextFor.fieldInvalid("ttl", "a unit is missing in the duration")).toBe(
      'Field validation failed: error converting input for field "ttl": a unit is missing in the duration'
    )
  })

  it("RW-ENV-9: unknown fields are listed as the original lists them", () => {
    expect(warningTexts.ignoredParameters(["a", "b"])).toBe("Endpoint ignored these unrecognized parameters: [a b]")
  })

  it("RW-TK-7: a cut TTL is named with its maximum", () => {
    expect(warningTexts.ttlCapped("1000h", "768h")).toBe(
      'TTL of "1000h" exceeded the effective max_ttl of "768h"; TTL value is capped accordingly'
    )
  })
})
