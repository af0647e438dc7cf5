import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { keyExposure } from "./surroundings.ts"

const root = mkdtempSync(join(tmpdir(), "enwrap-exposure-"))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const folder = (name: string, mode: number): string => {
  const path = join(root, name)
  mkdirSync(path)
  chmodSync(path, mode)
  return path
}

const key = (path: string, mode = 0o600): string => {
  writeFileSync(path, "key", { mode })
  return path
}

const link = (target: string, path: string): string => {
  symlinkSync(target, path)
  return path
}

// Windows has no modes.
describe.skipIf(process.platform === "win32")("the file of a key", () => {
  it("is protected by its mode and its folder", () => {
    const closed = folder("closed", 0o700)
    expect(keyExposure(key(join(closed, "a.key")))).toBeUndefined()
    expect(keyExposure(key(join(closed, "b.key"), 0o640))).toBeUndefined()
    expect(keyExposure(key(join(closed, "c.key"), 0o644))).toMatch(
      /c\.key can be read or written by other users: run `chmod 600 /
    )
    expect(keyExposure(key(join(folder("sticky", 0o1777), "d.key")))).toBeUndefined()
    expect(keyExposure(key(join(folder("open", 0o777), "e.key")))).toMatch(
      /open can be written by other users: run `chmod 700 /
    )
  })

  it("can be replaced in the folder of each link that leads to it", () => {
    const safe = folder("safe", 0o700)
    const risky = folder("risky", 0o777)
    const target = key(join(risky, "target.key"))
    const direct = link(target, join(safe, "direct.key"))
    const relative = link("direct.key", join(safe, "relative.key"))
    const behind = link(key(join(safe, "own.key")), join(risky, "behind.key"))
    const chain = link(behind, join(safe, "chain.key"))
    for (const path of [direct, relative, behind, chain])
      expect(keyExposure(path)).toMatch(/risky can be written by other users/)
    expect(keyExposure(link(join(safe, "own.key"), join(safe, "fine.key")))).toBeUndefined()
  })
})
