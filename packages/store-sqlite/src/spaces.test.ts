import { expect, test } from "vitest"
import { Spaces } from "./spaces.ts"

test("a new space never has the number of another one, even if a number before it is missing", () => {
  const spaces = new Spaces([
    { name: "a", number: 1 },
    { name: "c", number: 3 }
  ])
  expect(spaces.number("d")).toBe(4)
  expect(spaces.number("e")).toBe(5)
  expect(spaces.unstored()).toEqual([
    { name: "d", number: 4 },
    { name: "e", number: 5 }
  ])
})
