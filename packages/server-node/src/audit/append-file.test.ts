import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs"
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

describe.skipIf(process.platform === "win32")("a pipe", () => {
  it("that nobody reads is an error, and does not keep the file that replaces it from being written", () => {
    execFileSync("mkfifo", [path])
    const file = new AppendFile({ path, mode: undefined, timeout: 0 })
    expect(file.append(Buffer.from("lost\n"))).toEqual({
      written: 0,
      problem: `cannot write to ${JSON.stringify(path)}: ENXIO`
    })
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    expect(file.append(Buffer.from("read\n"))).toEqual({ written: 5 })
    closeSync(reader)
    expect(file.append(Buffer.from("lost\n")).problem).toMatch(/EPIPE|ENXIO/)
    rmSync(path)
    expect(file.append(Buffer.from("kept\n"))).toEqual({ written: 5 })
    file.close()
    expect(readFileSync(path, "utf8")).toBe("kept\n")
  })

  it("that is full is written when its reader reads on", async () => {
    execFileSync("mkfifo", [path])
    const held = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const reader = spawn("sh", ["-c", 'sleep 0.2; exec head -c 300000 "$1" > "$1.read"', "sh", path])
    const file = new AppendFile({ path, mode: undefined, timeout: 0 })
    const line = `${"x".repeat(299_999)}\n`
    expect(file.append(Buffer.from(line))).toEqual({ written: 300_000 })
    file.close()
    await once(reader, "close")
    expect(readFileSync(`${path}.read`, "utf8")).toBe(line)
    closeSync(held)
  })
})
