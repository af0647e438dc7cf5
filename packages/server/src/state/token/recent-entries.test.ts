import { expect, it } from "vitest"
import { RecentEntries } from "./recent-entries.ts"
import type { TokenEntry } from "./token-entry.ts"

const entry = (accessor: string): TokenEntry => ({ accessor }) as TokenEntry

it("finds an entry only by the same array of bytes", () => {
  const recent = new RecentEntries()
  const value = new Uint8Array([1])
  recent.set("id", value, entry("a"))
  expect(recent.get("id", value)).toEqual(entry("a"))
  expect(recent.get("id", new Uint8Array([1]))).toBeUndefined()
  expect(recent.get("other", value)).toBeUndefined()
  recent.set("id", new Uint8Array([2]), entry("b"))
  expect(recent.get("id", value)).toBeUndefined()
})

it("keeps entries that are used, and drops others", () => {
  const recent = new RecentEntries()
  const asked = new Uint8Array([1])
  const forgotten = new Uint8Array([2])
  recent.set("asked", asked, entry("asked"))
  recent.set("forgotten", forgotten, entry("forgotten"))
  for (let i = 0; i < 10_000; i++) {
    recent.set(`id${i}`, new Uint8Array([3]), entry(""))
    expect(recent.get("asked", asked)).toEqual(entry("asked"))
  }
  expect(recent.get("forgotten", forgotten)).toBeUndefined()
})
