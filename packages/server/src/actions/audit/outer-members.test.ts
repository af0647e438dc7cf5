import { expect, test } from "vitest"
import { outerMembers } from "./outer-members.ts"

test("returns the texts of the outermost members, whatever their values are", () => {
  const values = [
    "null",
    "true",
    "-1.50e+7",
    '""',
    '"a\\"b,}{]["',
    "{}",
    "[]",
    '{"a":{"b":[1,{"c":"}"}]},"data":2}',
    '["data",":",{"data":1}]',
    '"data"'
  ]
  for (const first of values)
    for (const last of values)
      expect([...outerMembers(`{"data":${first},"x":0,"auth":${last}}`)]).toEqual([
        ["data", first],
        ["x", "0"],
        ["auth", last]
      ])
  expect(outerMembers("{}").size).toBe(0)
})
