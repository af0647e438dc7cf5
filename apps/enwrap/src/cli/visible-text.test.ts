import { expect, it } from "vitest"
import { visibleText } from "./visible-text.ts"

it.each([
  ["\u001b[2J\u001b]0;title\u0007", "\\u001b[2J\\u001b]0;title\\u0007"],
  ["\u009b31m", "\\u009b31m"],
  ["safe\rfake", "safe\\u000dfake"],
  ["user\u202egnp.exe", "user\\u202egnp.exe"],
  ["line\r\nline\n\ttab ä 漢 🔑", "line\r\nline\n\ttab ä 漢 🔑"]
])("%j is shown as %j", (text, shown) => {
  expect(visibleText(text)).toBe(shown)
})
