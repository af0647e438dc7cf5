import * as fc from "fast-check"
import { expect, it } from "vitest"
import { addressBlock, isInCidrs, narrowCidrs, normalizeCidr } from "./cidr.ts"

it.each<[ReadonlyArray<string>, ReadonlyArray<string>, ReadonlyArray<string> | undefined]>([
  [[], [], []],
  [["10.0.0.0/8"], [], ["10.0.0.0/8"]],
  [[], ["10.0.0.0/8"], ["10.0.0.0/8"]],
  [["10.0.0.0/8"], ["10.1.0.0/16"], ["10.1.0.0/16"]],
  [["10.1.0.0/16"], ["10.0.0.0/8"], ["10.1.0.0/16"]],
  [["10.1.2.3"], ["10.0.0.0/8"], ["10.1.2.3"]],
  [["10.1.2.3/32"], ["10.1.2.3"], ["10.1.2.3"]],
  [
    ["10.0.0.0/8", "::1"],
    ["10.1.0.0/16", "::/0"],
    ["::1", "10.1.0.0/16"]
  ],
  [["0.0.0.0/0"], ["::/0"], undefined],
  [["10.0.0.0/8"], ["11.0.0.0/8"], undefined],
  [["10.0.0.0/8", "10.1.0.0/16"], ["10.1.2.0/24", "10.0.0.0/9"], ["10.0.0.0/9"]]
])("RW-TK-31: %j within %j is %j", (one, other, common) => {
  expect(narrowCidrs(one, other)).toEqual(common)
})

it("RW-TK-31: finds exactly the addresses that are in both", () => {
  const byte = fc.constantFrom(0, 1, 2, 127, 128, 255)
  const v4 = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join("."))
  const v6 = fc.tuple(byte, byte).map(([a, b]) => `fd${a.toString(16).padStart(2, "0")}::${b.toString(16)}`)
  const block = fc.oneof(
    fc.tuple(v4, fc.integer({ min: 0, max: 32 })).map((parts) => parts.join("/")),
    fc.tuple(v6, fc.integer({ min: 0, max: 128 })).map((parts) => parts.join("/")),
    v4,
    v6
  )
  const blocks = fc.array(block, { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(blocks, blocks, fc.oneof(v4, v6), (one, other, address) => {
      const common = narrowCidrs(one, other)
      const inBoth = isInCidrs(address, one) && isInCidrs(address, other)
      expect(common !== undefined && isInCidrs(address, common)).toBe(inBoth)
    }),
    { numRuns: 2000 }
  )
})

it("costs time by the length of the lists, not by their product", () => {
  const list = (first: number) => Array.from({ length: 20_000 }, (_, i) => `${first}.${i >> 8}.${i & 255}.0/24`)
  expect(narrowCidrs(list(10), list(11))).toBeUndefined()
})

it.each([
  ["::ffff:10.0.0.1", "10.0.0.1"],
  ["10.0.0.1", "10.0.0.1"],
  ["fd00::1", "fd00::1"],
  ["@", "@"]
])("the address %s is bound as %s", (address, block) => expect(addressBlock(address)).toBe(block))

it.each(["0177.0.0.1", "010.0.0.1", "2130706433", "0x7f000001", "127.1", "127.0.0.1/08", "127.0.0.256", "1.2.3.4/33"])(
  "RW-TK-31: %s is ambiguous or invalid, and is rejected",
  (text) => expect(normalizeCidr(text)).toBeUndefined()
)

it.each(["127.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "::1", "fd00::/8", " 10.1.0.0/16 "])(
  "RW-TK-31: %s is a block",
  (text) => expect(normalizeCidr(text)).toBe(text.trim())
)

it.each([
  ["::ffff:10.0.0.1", "10.0.0.1"],
  ["::ffff:a00:1/128", "10.0.0.1"],
  ["::FFFF:10.0.0.0/104", "10.0.0.0/8"],
  ["::ffff:0:0/96", "0.0.0.0/0"],
  ["::ffff:0:0/95", "::ffff:0:0/95"]
])("a block of IPv4 in IPv6, to which no address belonged, is one of IPv4: %s", (text, block) => {
  expect(normalizeCidr(text)).toBe(block)
  if (!block.includes(":")) expect(isInCidrs("::ffff:10.0.0.1", [block])).toBe(true)
})

it("a form that is ambiguous, or has a zone, is no block", () => {
  for (const text of [
    "::ffff:010.0.0.1",
    "::ffff:0x0a.0.0.1",
    "::ffff:10.0.0.1%eth0",
    "::127.0.0.0/104",
    "::127.0.0.1",
    "fe80::1%eth0",
    "::ffff:1e1.0.0.1",
    "::ffff:10.0.0.0/0104"
  ])
    expect(normalizeCidr(text), text).toBeUndefined()
  for (const text of ["::1", "fe80::/10", "2001:db8::1", "64:ff9b::10.0.0.1", "::/0"])
    expect(normalizeCidr(text), text).toBe(text)
  expect(normalizeCidr("::ffff:127.0.0.0/104")).toBe("127.0.0.0/8")
})

it("a block of IPv4 in IPv6 contains IPv4, as it was written and as it is stored", () => {
  for (const block of ["::ffff:127.0.0.0/104", "127.0.0.0/8"])
    for (const address of ["127.0.0.1", "::ffff:127.0.0.1"]) expect(isInCidrs(address, [block])).toBe(true)
  expect(isInCidrs("10.0.0.1", ["::ffff:127.0.0.0/104"])).toBe(false)
  expect(isInCidrs("10.0.0.1", ["::/0"])).toBe(false)
})
