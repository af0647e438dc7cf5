import { expect, test } from "vitest"
import { HEAD_BYTES, readChanges, SIZE_BYTES } from "./change-format.ts"
import { CommitMessageWriter, NO_SWEEP } from "./commit-message.ts"
import { textOf } from "./sized-key.ts"
import { Spaces } from "./spaces.ts"

const written = (): Buffer => {
  const writer = new CommitMessageWriter(new Spaces([]))
  writer.begin()
  writer.add({ deletes: [{ space: "s", key: "a" }], puts: [{ space: "s", key: "b", value: Uint8Array.of(1) }] }, 0)
  writer.end(1, NO_SWEEP, [])
  return Buffer.from(writer.changes)
}

const keysOf = (bytes: Buffer): ReadonlyArray<string> => {
  const keys: Array<string> = []
  readChanges(bytes, 0, (key, isPut) => keys.push(`${isPut ? "put" : "delete"} ${textOf(bytes, key).slice(1)}`))
  return keys
}

const SIZES = [
  ["the size of the changes", 0],
  ["the number of deletes", SIZE_BYTES + 1],
  ["the number of puts", SIZE_BYTES + 5],
  ["the size of a key", HEAD_BYTES]
] as const

test("changes are read, deletes first", () => {
  expect(keysOf(written())).toEqual(["delete a", "put b"])
})

test.each(SIZES)("damaged changes are refused at once: %s", (_, at) => {
  for (const size of [0, 1_000_000, 0xffffffff]) {
    const bytes = written()
    bytes.writeUInt32LE(size, at)
    expect(() => keysOf(bytes)).toThrow(RangeError)
  }
})
