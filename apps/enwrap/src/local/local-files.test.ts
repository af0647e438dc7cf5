import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest"
import { keepRootToken, prepareLocalFiles } from "./local-files.ts"

/** What the disk does. */
const disk = vi.hoisted(() => ({ linkError: undefined as string | undefined, onLink: (_to: string) => {} }))

vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>()
  const linkSync = (from: string, to: string) => {
    disk.onLink(to)
    if (disk.linkError === undefined) return fs.linkSync(from, to)
    throw Object.assign(new Error(`${disk.linkError}: link`), { code: disk.linkError })
  }
  return { ...fs, linkSync }
})

const root = mkdtempSync(join(tmpdir(), "enwrap-"))
afterAll(() => rmSync(root, { recursive: true }))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(root, "data-"))
  disk.onLink = () => {}
})

const prepare = () => prepareLocalFiles(folder, () => Promise.resolve("a-root-token"))

describe("the files of a local server", () => {
  for (const linkError of [undefined, "EPERM", "EOPNOTSUPP"])
    it(`are kept, and found again: ${linkError === undefined ? "with" : "without"} hard links (${linkError})`, async () => {
      disk.linkError = linkError
      const first = await prepare()
      expect(first.hasRootToken).toBe(false)
      keepRootToken(first)
      const again = await prepareLocalFiles(folder, () => Promise.reject(new Error("it has one")))
      expect(again).toEqual({ ...first, hasRootToken: true })
      expect(readdirSync(folder).sort()).toEqual(["root-token", "unseal.key"])
      for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    })

  it("never replace a key that another process has kept meanwhile", async () => {
    for (const linkError of [undefined, "EPERM"]) {
      disk.linkError = linkError
      disk.onLink = (to) => writeFileSync(to, "of another process")
      await expect(prepare()).rejects.toThrow("EEXIST")
      expect(readFileSync(join(folder, "unseal.key"), "utf8")).toBe("of another process")
      expect(readdirSync(folder)).toEqual(["unseal.key"])
      rmSync(join(folder, "unseal.key"))
    }
  })

  it("a root token that cannot be kept is a failure that names the folder", async () => {
    disk.linkError = undefined
    const files = await prepare()
    disk.linkError = "EIO"
    expect(() => keepRootToken(files)).toThrow(`cannot use the folder ${folder}: EIO.`)
  })

  it("an empty file that a crash has left is not used as a root token", async () => {
    disk.linkError = undefined
    writeFileSync(join(folder, "root-token"), "")
    await expect(prepare()).rejects.toThrow("root-token does not contain a token")
  })
})
