import { unsafe } from "@noble/ciphers/aes.js"
import { expect, test } from "vitest"
import { type Block, encryptBlock } from "./aes-block.ts"

const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i)

const block = (text: string): Block => {
  const view = new DataView(Uint8Array.fromHex(text).buffer)
  return [view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true), view.getUint32(12, true)]
}

test("a block is encrypted as in the examples of FIPS 197", () => {
  const plain = block("00112233445566778899aabbccddeeff")
  const examples = {
    16: "69c4e0d86a7b0430d8cdb78070b4c55a",
    24: "dda97ca4864cdfe06eaf70a0ec0d7191",
    32: "8ea2b7ca516745bfeafc49904b496089"
  }
  for (const [length, encrypted] of Object.entries(examples))
    expect(encryptBlock(unsafe.expandKeyLE(bytes(Number(length))), plain)).toEqual(block(encrypted))
})

test("each block is decrypted by the library", () => {
  let plain: Block = [0, 0, 0, 0]
  for (let i = 0; i < 2000; i++) {
    const key = bytes(32).map((byte) => byte * i + i)
    const encrypted = encryptBlock(unsafe.expandKeyLE(key), plain)
    const { s0, s1, s2, s3 } = unsafe.decrypt(unsafe.expandKeyDecLE(key), ...encrypted)
    expect([s0 >>> 0, s1 >>> 0, s2 >>> 0, s3 >>> 0]).toEqual(plain)
    // The next block is different in all of its bytes.
    plain = encrypted
  }
})
