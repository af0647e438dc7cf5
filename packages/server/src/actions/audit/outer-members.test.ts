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
      expect(outerMembers(`{"data":${first},"x":0,"auth":${last}}`, ["x", "auth", "data"])).toEqual(["0", last, first])
  expect(outerMembers("{}", ["data"])).toEqual([undefined])
})

test("returns no member whose name only resembles a wanted one", () => {
  expect(outerMembers('{"dat":1,"data2":2,"adata":3,"dato":4}', ["data"])).toEqual([undefined])
})
