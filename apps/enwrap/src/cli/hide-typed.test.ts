import { expect, it } from "vitest"
import { hideTyped } from "./hide-typed.ts"

it.each(["hunter2", "s.ewSECRET", "hvs.CAESIJ8aQ0kLz3Xk2vBq", "--ttl=s.abcdefSECRET", "a-long-passphrase-of-words"])(
  "says %s no more",
  (word) => {
    const typed = word.slice(word.indexOf("=") + 1)
    expect(hideTyped(`what is ${typed}?`, ["wrap", word])).toBe("what is …?")
  }
)

it.each(["wrpa", "soon", "http://localhost:8200", "localhost:8200", "127.0.0.1:99999"])("says %s again", (word) => {
  expect(hideTyped(`what is ${word}?`, [word])).toBe(`what is ${word}?`)
})
