import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { folderExposure, keyExposure } from "./surroundings.ts"

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

  it("can be replaced with a folder on the way to it, also through a link to a folder", () => {
    mkdirSync(join(folder("outer", 0o777), "in"), { mode: 0o700 })
    expect(keyExposure(key(join(root, "outer", "in", "key")))).toMatch(/outer can be written by other users: run/)
    mkdirSync(join(folder("shared", 0o777), "sub"), { mode: 0o700 })
    key(join(root, "shared", "sub", "key"))
    const own = folder("own", 0o700)
    link("../shared/sub", join(own, "dirlink"))
    expect(keyExposure(join(own, "dirlink", "key"))).toMatch(/shared can be written by other users/)
    expect(keyExposure(link("dirlink/key", join(own, "via")))).toMatch(/shared can be written by other users/)
  })

  it("is protected below a sticky folder, through links of the system, and in a folder of the user's own group", () => {
    mkdirSync(join(folder("temporary", 0o1777), "mine"), { mode: 0o700 })
    const file = key(join(root, "temporary", "mine", "key"))
    expect(keyExposure(file)).toBeUndefined()
    const usual = folder("usual", 0o700)
    link("../temporary/mine", join(usual, "..data"))
    expect(keyExposure(link("..data/key", join(usual, "tls.key")))).toBeUndefined()
    const grouped = folder("grouped", 0o700)
    chownSync(grouped, process.getuid!(), process.getuid!())
    chmodSync(grouped, 0o775)
    mkdirSync(join(grouped, "in"), { mode: 0o700 })
    expect(keyExposure(key(join(grouped, "in", "key")))).toBeUndefined()
    expect(keyExposure(key(join(grouped, "key")))).toMatch(/grouped can be written by other users/)
  })

  it("can be replaced by another user who owns a folder on the way", (context) => {
    if (process.getuid!() !== 0) return context.skip("only root can give a folder away")
    const given = folder("given", 0o755)
    mkdirSync(join(given, "in"), { mode: 0o700 })
    const file = key(join(given, "in", "key"))
    chownSync(given, 65534, 65534)
    expect(keyExposure(file)).toMatch(/given belongs to another user/)
    const sticky = folder("sticky-given", 0o1777)
    mkdirSync(join(sticky, "in"), { mode: 0o755 })
    const theirs = key(join(sticky, "in", "key"))
    chownSync(join(sticky, "in"), 65534, 65534)
    expect(keyExposure(theirs)).toMatch(/sticky-given can be written by other users/)
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

describe.skipIf(process.platform === "win32")("a file that is not there yet", () => {
  it("is protected by the folders on the way to it, as far as they exist", () => {
    const closed = folder("closed-data", 0o700)
    expect(folderExposure(join(closed, "enwrap.db"))).toBeUndefined()
    expect(folderExposure(join(closed, "data", "enwrap.db"))).toBeUndefined()
    expect(folderExposure(join(folder("sticky-data", 0o1777), "data", "enwrap.db"))).toBeUndefined()
    expect(folderExposure(join(folder("open-data", 0o777), "data", "enwrap.db"))).toMatch(
      /open-data can be written by other users: run `chmod 700 /
    )
  })
})
