import { expect, it } from "vitest"
import { readOrigin } from "./allowed-origin.ts"

it.each([
  ["*", "*"],
  ["http://localhost:5173", "http://localhost:5173"],
  ["http://b:80", "http://b"],
  ["https://c:443", "https://c"],
  ["http://LOCALHOST:5173", "http://localhost:5173"],
  ["HTTP://x", "http://x"],
  ["chrome-extension://abc", "chrome-extension://abc"]
])("reads %s as %s, the form that browsers send", (text, origin) => {
  expect(readOrigin(text)).toBe(origin)
})

it.each(["localhost", "http://localhost/", "http://a?b", "http://u@a", "http://a:99999"])("rejects %s", (text) => {
  expect(() => readOrigin(text)).toThrow(expect.objectContaining({ exitCode: 2 }))
})
