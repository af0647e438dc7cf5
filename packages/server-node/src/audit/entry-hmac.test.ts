import { createHmac } from "node:crypto"
import { expect, test } from "vitest"
import { makeSodium } from "../crypto/sodium.ts"
import { makeEntryHmac } from "./entry-hmac.ts"

test("hashes as node:crypto does: texts of any length and any characters", async () => {
  const sodium = await makeSodium({})
  const key = "a salt of a device"
  const hmac = makeEntryHmac(sodium, key)
  const other = makeEntryHmac(sodium, "the salt of another one")
  for (const length of [0, 1, 55, 64, 511, 512, 513, 8192, 20_000])
    for (const character of ["a", "é", "€"]) {
      const text = character.repeat(length)
      expect(hmac(text)).toBe(createHmac("sha256", key).update(text).digest("hex"))
      expect(other(text)).not.toBe(hmac(text))
    }
  expect(hmac("😀")).toBe(createHmac("sha256", key).update("😀").digest("hex"))
})

test("erases what it hashes", async () => {
  const sodium = await makeSodium({})
  const hmac = makeEntryHmac(sodium, "a salt")
  for (const text of ["a secret", "a longer secret ".repeat(1000)]) hmac(text)
  expect(Buffer.from(sodium.HEAPU8).includes("secret")).toBe(false)
})
