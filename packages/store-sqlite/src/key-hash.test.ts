import { assert, it } from "@effect/vitest"
import { hashOfBytes } from "./key-hash.ts"

it("hashes depend on each byte and on the size", () => {
  const variants: Array<Buffer> = []
  for (let size = 0; size <= 40; size++) {
    variants.push(Buffer.alloc(size))
    for (let at = 0; at < size; at++) variants.push(Buffer.alloc(size).fill(1, at, at + 1))
  }
  const hashes = variants.map((bytes) => hashOfBytes(bytes, 0, bytes.length))
  // Two of 861 have the same hash once in ten thousand runs, three pairs never.
  assert.isAtLeast(new Set(hashes).size, variants.length - 2)
})

it("the same bytes at another place have the same hash", () => {
  const bytes = Buffer.from("..another key..another key")
  assert.strictEqual(hashOfBytes(bytes, 2, 13), hashOfBytes(bytes, 15, 26))
  assert.notStrictEqual(hashOfBytes(bytes, 2, 13), hashOfBytes(bytes, 3, 14))
})
