import { expect, it } from "vitest"
import { redactArguments } from "./redact-arguments.ts"

it.each(["hunter2", "s.ewSECRET", "hvs.CAESIJ8aQ0kLz3Xk2vBq", "--ttl=s.abcdefSECRET", "a-long-passphrase-of-words"])(
  "redacts %s",
  (word) => {
    const typed = word.slice(word.indexOf("=") + 1)
    expect(redactArguments(`what is ${typed}?`, ["wrap", word])).toBe("what is …?")
  }
)

it.each(["wrpa", "soon", "http://localhost:8200", "localhost:8200", "127.0.0.1:99999"])("keeps %s", (word) => {
  expect(redactArguments(`what is ${word}?`, [word])).toBe(`what is ${word}?`)
})
