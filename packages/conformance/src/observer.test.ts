import { expect, it } from "vitest"
import { contains } from "./observer.ts"

const TOKEN = "s.XkZ0mDh0Dk9B7rvWc3tN1uFq"

it.each([
  ["as it is", TOKEN],
  ["reversed", [...TOKEN].reverse().join("")],
  ["in hexadecimal", Buffer.from(TOKEN).toString("hex").toUpperCase()],
  ["in base64", Buffer.from(TOKEN).toString("base64")],
  ["in base64url", Buffer.from(TOKEN).toString("base64url")],
  ["without its beginning", TOKEN.slice(8)]
])("finds a token %s", (_, form) => {
  expect(contains(`no token ${form} here`, TOKEN)).toBe(true)
})

it("does not find another token, or a short one", () => {
  expect(contains("no token s.XkZ0mDh0Dk9B here", TOKEN)).toBe(false)
  expect(contains("the root of all", "root")).toBe(false)
})
