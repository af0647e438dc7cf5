import { expect, it } from "vitest"
import { plainLine, plainText, shortened } from "./plain-text.ts"

it("makes control characters and invisible ones visible", () => {
  expect(plainText("a\u001b[2J\u009b\u202e\u200b\u2028\ufeff\u{e0041}\r")).toBe(
    String.raw`a\u001b[2J\u009b\u202e\u200b\u2028\ufeff\udb40\udc41\u000d`
  )
})

it("leaves other text as it is: lines, tabs, other languages", () => {
  expect(plainText("a\r\nb\tc é 漢字 𝔞 🔑")).toBe("a\nb\tc é 漢字 𝔞 🔑")
})

it("makes one line of several", () => {
  expect(plainLine(" a\n\t b\r\nc ")).toBe("a b c")
})

it("shortens, and says how long the text was", () => {
  expect([shortened("abc", 3), shortened("abcd", 3)]).toEqual(["abc", "abc… (4 characters)"])
})
