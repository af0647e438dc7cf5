import * as fc from "fast-check"
import { createCipheriv } from "node:crypto"
import { assert, describe, it } from "vitest"
import { makeAccessorCipher } from "./accessor-cipher.ts"

const key = Uint8Array.from({ length: 32 }, (_, i) => i)

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/** A word in base62, with the last digit added to the first. */
const base62 = (word: number): string =>
  Array.from({ length: 6 }, (_, i) => DIGITS[(Math.floor(word / 62 ** (5 - i)) + (i === 0 ? word % 62 : 0)) % 62]).join(
    ""
  )

/** An id begins with the highest byte of each word, and the block with the lowest. */
const swapped = (words: Uint8Array): Buffer => Buffer.from(words).swap32()

describe("the accessors of wrapping tokens", () => {
  it("are one block of AES-256, as the example of FIPS 197 says", () => {
    const { accessorOf, idOf } = makeAccessorCipher(key)
    const id = "3322110077665544bbaa9988ffeeddcc"
    // The words of the ciphertext 8ea2b7ca516745bfeafc49904b496089.
    const words = [0xcab7a28e, 0xbf456751, 0x9049fcea, 0x8960494b]
    assert.strictEqual(accessorOf(id), words.map(base62).join(""))
    assert.strictEqual(idOf(accessorOf(id)), id)
  })

  it("are what OpenSSL encrypts, for every key and id", () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
    fc.assert(
      fc.property(bytes(32), bytes(16), (key, block) => {
        const { accessorOf, idOf } = makeAccessorCipher(key)
        const id = Buffer.from(block).toString("hex")
        const cipher = createCipheriv("aes-256-ecb", key, null).setAutoPadding(false)
        const words = swapped(cipher.update(swapped(block)))
        const accessor = [0, 4, 8, 12].map((at) => base62(words.readUInt32BE(at))).join("")
        assert.strictEqual(accessorOf(id), accessor)
        assert.strictEqual(idOf(accessor), id)
      })
    )
  })

  it("turn back into the id, with leading zeros too", () => {
    const { accessorOf, idOf } = makeAccessorCipher(key)
    for (const id of ["0".repeat(32), "f".repeat(32), "0000000100000002000000030000000a"]) {
      assert.match(accessorOf(id), /^[0-9A-Za-z]{24}$/)
      assert.strictEqual(idOf(accessorOf(id)), id)
    }
  })

  it("have each character at each place", () => {
    const { accessorOf } = makeAccessorCipher(key)
    const seen = Array.from({ length: 24 }, () => new Set<string>())
    for (let i = 0; i < 2000; i++) {
      for (const [at, digit] of Array.from(accessorOf(i.toString(16).padStart(32, "0"))).entries()) seen[at]!.add(digit)
    }
    assert.deepEqual(
      seen.map(({ size }) => size),
      Array(24).fill(62)
    )
  })

  it("are not every string of this length", () => {
    const { idOf } = makeAccessorCipher(key)
    for (const text of ["", "short", "z00000".repeat(4), `${"0".repeat(23)}-`, "0".repeat(25)])
      assert.isUndefined(idOf(text))
  })

  it("are others once the keys are erased", () => {
    const cipher = makeAccessorCipher(key)
    const accessor = cipher.accessorOf("0".repeat(32))
    cipher.erase()
    assert.notStrictEqual(cipher.accessorOf("0".repeat(32)), accessor)
  })
})
