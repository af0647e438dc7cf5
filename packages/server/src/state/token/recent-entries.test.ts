import { expect, it } from "vitest"
import { RecentEntries } from "./recent-entries.ts"
import type { TokenEntry } from "./token-entry.ts"

const entry = (accessor: string): TokenEntry => ({ accessor }) as TokenEntry

it("finds an entry only by the same array of bytes", () => {
  const recent = new RecentEntries()
  const value = new Uint8Array([1])
  recent.set("1d", value, entry("a"))
  expect(recent.get("1d", value)).toEqual(entry("a"))
  expect(recent.get("1d", new Uint8Array([1]))).toBeUndefined()
  recent.set("1d", new Uint8Array([2]), entry("b"))
  expect(recent.get("1d", value)).toBeUndefined()
})

/** Ids as the keyring makes them: hexadecimal digits. */
const idOf = (n: number): string => n.toString(16).padStart(3, "0").padEnd(32, "0")

it("keeps a bounded number of entries, whatever their ids are", () => {
  const recent = new RecentEntries()
  const values = Array.from({ length: 4096 }, (_, n) => Uint8Array.of(n & 0xff))
  for (const [n, value] of values.entries()) recent.set(idOf(n), value, entry(idOf(n)))
  const kept = values.flatMap((value, n) => recent.get(idOf(n), value) ?? [])
  expect(kept.length).toBe(512)
  // The last ones, each at its own place.
  expect(kept.map(({ accessor }) => accessor)).toEqual(Array.from({ length: 512 }, (_, i) => idOf(4096 - 512 + i)))
})

it("forgets an entry, but not another one that has taken its place", () => {
  const recent = new RecentEntries()
  const value = Uint8Array.of(1)
  const [first, second] = [entry("a"), entry("b")]
  recent.set("1d", value, second)
  recent.forget("1d", first)
  expect(recent.get("1d", value)).toBe(second)
  recent.forget("1d", second)
  expect(recent.get("1d", value)).toBeUndefined()
})
