import { expect, it } from "vitest"
import { difference } from "./difference.ts"

it("leaves short values as they are", () => {
  expect(difference("404", "200 {}")).toEqual({ expected: "404", got: "200 {}" })
})

it("shows long values around their first difference", () => {
  const same = "x".repeat(50_000)
  const { expected, got } = difference(`${same}yes${same}`, `${same}no`)
  expect(expected).toMatch(/^…x{100}yesx{397}… \(100003 characters; they differ from character 50001 on\)$/)
  expect(got).toMatch(/^…x{100}no \(50002 characters; they differ from character 50001 on\)$/)
})

it("shortens a long value that differs from the beginning on", () => {
  expect(difference("404", `200 ${"x".repeat(1_000)}`)).toEqual({
    expected: "404",
    got: `200 ${"x".repeat(396)}… (1004 characters)`
  })
})
