import { expect, test } from "vitest"
import { type EntryItem, packItems, unpackItems } from "./entry-message.ts"

const sent = (items: ReadonlyArray<EntryItem>): unknown => unpackItems(structuredClone(packItems(items)))

test("a message contains its items unchanged: lines, and entries with strings of any characters", () => {
  const items: ReadonlyArray<EntryItem> = [
    "a line\n",
    [["", "a", "", "b\0\n", ""], ["c"]],
    "",
    [["é", "😀", "\ud800", '{"a":"\\""}'], []],
    [[""]],
    [["x".repeat(100_000)], [], ["", "y"]]
  ]
  expect(sent(items)).toEqual(items)
  expect(sent([])).toEqual([])
})

test("a message has any number of strings, whatever the messages before it had", () => {
  const entry = Array.from({ length: 3000 }, (_, index) => String(index))
  const many = Array.from({ length: 50 }, () => [entry, entry])
  expect(sent(many)).toEqual(many)
  expect(sent([[["a"], ["b"]]])).toEqual([[["a"], ["b"]]])
})
