import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { AppendFile } from "./append-file.ts"

const NOBODY = 65_534
const isRoot = process.getuid?.() === 0

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "enwrap-"))
  path = join(folder, "audit.log")
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Runs something without the rights of root, who can read every file. */
const withoutRoot = <A>(run: () => A): A => {
  if (!isRoot) return run()
  process.seteuid!(NOBODY)
  try {
    return run()
  } finally {
    process.seteuid!(0)
  }
}

/** Appends a line as a new process would. */
const appendAnew = (line: string) => {
  const file = new AppendFile({ path, mode: undefined, timeout: 0 })
  const appended = file.append(Buffer.from(line))
  file.close()
  return appended
}

// Windows has no such modes.
describe.skipIf(process.platform === "win32")("a file that the server can write and not read", () => {
  const write = (content: string): void => {
    writeFileSync(path, content)
    if (isRoot) for (const each of [folder, path]) chownSync(each, NOBODY, NOBODY)
    chmodSync(path, 0o200)
  }

  it("begins with a line break, so that what an earlier process left damages no other line", () => {
    write('{"a":1}\n{"cut')
    withoutRoot(() => {
      expect(() => readFileSync(path)).toThrow("EACCES")
      expect(appendAnew('{"b":2}\n')).toEqual({ written: 8 })
    })
    chmodSync(path, 0o600)
    expect(readFileSync(path, "utf8")).toBe('{"a":1}\n{"cut\n{"b":2}\n')
  })

  it("has an empty line at most if nothing was damaged, and none at its beginning", () => {
    write("")
    withoutRoot(() => {
      appendAnew('{"a":1}\n')
      appendAnew('{"b":2}\n')
    })
    expect(statSync(path).mode & 0o777).toBe(0o200)
    chmodSync(path, 0o600)
    expect(readFileSync(path, "utf8")).toBe('{"a":1}\n\n{"b":2}\n')
  })
})

it("a file that can be read gets a line break only after a damaged line", () => {
  appendAnew('{"a":1}\n')
  appendAnew('{"b":2}\n')
  expect(readFileSync(path, "utf8")).toBe('{"a":1}\n{"b":2}\n')
  writeFileSync(path, '{"cut')
  appendAnew('{"c":3}\n')
  expect(readFileSync(path, "utf8")).toBe('{"cut\n{"c":3}\n')
})
