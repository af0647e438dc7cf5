import { assert, describe, it } from "vitest"
import { MountTable } from "../state/mount/mount-table.ts"
import type { Mounts } from "../state/mount/mounts.ts"
import type { RunningMount } from "../state/mount/running-mount.ts"
import { KnownPlaces } from "./known-places.ts"

const LOOKUP = "auth/token/lookup-self"

const mountAt = (path: string): RunningMount => ({ kind: "built-in", entry: { path } }) as RunningMount

/** A table of mounts, and what finds paths in it, which counts how often a path is looked up. */
const makePlaces = () => {
  const table = new MountTable<RunningMount>()
  const places = new KnownPlaces()
  let lookUps = 0
  const mounts = {
    get: (path: string) => table.get(path),
    match: (path: string) => {
      lookUps++
      return table.match(path)
    }
  } as typeof Mounts.Service
  return { table, find: (path: string) => places.find(mounts, path), lookUps: () => lookUps }
}

describe("KnownPlaces", () => {
  it("looks up a path of the spec once, and any other path each time", () => {
    const { find, lookUps, table } = makePlaces()
    table.set(mountAt("auth/token/"))
    table.set(mountAt("secret/"))
    for (const _ of "ab") {
      assert.strictEqual(find(LOOKUP)?.below, "lookup-self")
      assert.strictEqual(find("secret/a")?.below, "a")
    }
    assert.strictEqual(lookUps(), 3)
  })

  it("looks up a path of the spec again once its mount was changed, moved or disabled", () => {
    const { find, table } = makePlaces()
    assert.isUndefined(find(LOOKUP))
    for (const mount of [mountAt("auth/token/"), mountAt("auth/token/")]) {
      table.set(mount)
      assert.strictEqual(find(LOOKUP)?.mount, mount)
    }
    table.delete("auth/token/")
    assert.isUndefined(find(LOOKUP))
    table.set(mountAt("auth/"))
    assert.strictEqual(find(LOOKUP)?.below, "token/lookup-self")
  })
})
